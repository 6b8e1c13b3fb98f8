"""All the checks of a comment, every one of them, so that a moderator sees every reason and not the first."""

import logging
from contextlib import nullcontext

from django.conf import settings
from django.db import transaction
from django.utils import translation

from comments import policy
from comments.live_story import language_of, live_edition
from comments.models import Flag, Trace
from comments.models.commenter import ip_keys
from comments.screening.checks import ASKING, CHECKS, Case, Found
from comments.screening.checks.alike import fingerprint, text_key
from comments.screening.checks.pace import recent
from comments.screening.submission import Sender, Submission

logger = logging.getLogger(__name__)

WEIGHT_MAX = 32_767


def flags(submission, checks=CHECKS, **known):
    """
    Return what the checks found, a list of Found; `known` is what Case has of the rest.

    A check that fails is itself a reason to hold, and takes nothing down with it. What they say is in the newsroom's
    language, whatever the reader's page is in.
    """
    case = Case(submission, **known)
    with translation.override(settings.LANGUAGE_CODE):
        try:
            found, failed = _all(checks, case), []
        except Exception:  # one of them: those beside it have to be heard all the same
            found, failed = _one_by_one(checks, case)
    if failed:
        found.append(Found(Flag.Name.CHECK_FAILED, ", ".join(failed)[:200]))
    return [flag for flag in found if flag]


def _all(checks, case):
    # A question that PostgreSQL refuses would take the whole transaction down, and the reader's words with it.
    with transaction.atomic() if set(checks).intersection(ASKING) else nullcontext():
        return [check(case) for check in checks]


def _one_by_one(checks, case):
    """Return what the checks found, and the names of those that failed."""
    found, failed = [], []
    for check in checks:
        try:
            found += _all([check], case)
        except Exception:  # whatever a check trips over, the reader's words must not be lost
            logger.exception("The check %s failed.", check.__name__)
            failed.append(check.__name__)
    return found, failed


def recheck(comment, body, *, at):
    """Return what the checks find in a reader's new words for a comment, and what its sending has told; Found."""
    trace = Trace.objects.of(comment)
    submission = Submission(
        story_id=comment.discussion.story_id,
        name=comment.name,
        address=comment.commenter.address if comment.commenter else "",
        body=body,
        sender=Sender(ip=trace.ip) if trace else Sender(),
    )
    edition = live_edition(submission.story_id, at=at)
    network = ip_keys(trace.ip) if trace else []
    found = flags(
        submission,
        at=at,
        language=edition.language if edition else language_of(submission.story_id, at=at),
        discussion=comment.discussion,
        commenter=comment.commenter,
        recent=recent(comment.discussion, comment.commenter, network, at=at, without=comment),
        is_held=edition is not None and policy.stance(edition, comment.discussion, at=at).is_held,
        comment=comment,
    )
    return found + [Found(flag.name, flag.detail, weight=flag.weight) for flag in Flag.objects.of_sending(comment)]


def traits(body, found):
    """Return what a comment keeps of its checks, {field: value}."""
    return {"weight": min(sum(flag.weight for flag in found), WEIGHT_MAX), **memory(body)}


def memory(body):
    """Return what a comment is found by when the same or nearly the same text is sent again, {field: value}."""
    return {"text_key": text_key(body), "fingerprint": fingerprint(body)}


def note(comment, found, *, edit=None):
    """Store what was found for a comment or for an edit of it, instead of what was found before."""
    Flag.objects.about(comment, edit).delete()
    Flag.objects.bulk_create(
        Flag(comment=comment, edit=edit, name=f.name, weight=f.weight, detail=f.detail, spans=list(f.spans))
        for f in found
    )
