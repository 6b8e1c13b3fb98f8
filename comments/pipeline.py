"""All the checks of a comment, every one of them, so that a moderator sees every reason and not the first."""

import logging

from comments.clues import CHECKS, Found
from comments.models import Clue

logger = logging.getLogger(__name__)


def clues(submission, checks=CHECKS):
    """
    Return what the checks found, a list of Found.

    Everything is held whatever they find: the policy is pre-moderation. A check that fails is itself a reason to
    hold, and takes nothing down with it.
    """
    found, failed = [], []
    for check in checks:
        try:
            found.append(check(submission))
        except Exception:  # whatever a check trips over, the reader's words must not be lost
            logger.exception("The check %s failed.", check.__name__)
            failed.append(check.__name__)
    if failed:
        found.append(Found(Clue.Name.CHECK_FAILED, 5, ", ".join(failed)[:200]))
    return [clue for clue in found if clue]
