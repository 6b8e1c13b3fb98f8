"""All the checks of a comment, every one of them, so that a moderator sees every reason and not the first."""

import logging
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from comments import policy
from comments.live_story import language_of, live_edition
from comments.models import Comment, Edit, Flag, Trace
from comments.models.commenter import ip_keys
from comments.screening.checks import ASKING, CHECKS, Case, Check, Found
from comments.screening.checks.alike import fingerprint, text_key
from comments.screening.checks.pace import recent
from comments.screening.found import WEIGHT_MAX
from comments.screening.submission import Sender, Submission

logger = logging.getLogger(__name__)


def flags(submission: Submission, checks: Sequence[Check] = CHECKS, **known: Any) -> list[Found]:
    """In the newsroom's language; `known` is what Case has of the rest. A check that fails is a reason to hold."""
    case = Case(submission, **known)
    with translation.override(settings.LANGUAGE_CODE):
        try:
            found = _all(checks, case)
        except Exception:  # one of them: those beside it have to be heard all the same
            found = _one_by_one(checks, case)
    return [flag for flag in found if flag]


def _all(checks: Sequence[Check], case: Case) -> list[Found | None]:
    # A question that PostgreSQL refuses would take the whole transaction down, and the reader's words with it.
    with transaction.atomic() if set(checks).intersection(ASKING) else nullcontext():
        return [check(case) for check in checks]


def _one_by_one(checks: Sequence[Check], case: Case) -> list[Found | None]:
    found: list[Found | None] = []
    failed: list[str] = []
    for check in checks:
        try:
            found += _all([check], case)
        except Exception:  # whatever a check trips over, the reader's words must not be lost
            logger.exception("The check %s failed.", check.__name__)
            failed.append(check.__name__)
    return [*found, Found(Flag.Name.CHECK_FAILED, ", ".join(failed)[:200])] if failed else found


def recheck(comment: Comment, body: str, *, at: datetime) -> list[Found]:
    """What the checks find in a reader's new words for a comment, and what its sending has told."""
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


def traits(body: str, found: Iterable[Found]) -> dict[str, Any]:
    return {"weight": min(sum(flag.weight for flag in found), WEIGHT_MAX), **memory(body)}


def memory(body: str) -> dict[str, Any]:
    """What a comment is found by when the same or nearly the same text is sent again, {field: value}."""
    return {"text_key": text_key(body), "fingerprint": fingerprint(body)}


def note(comment: Comment, found: Iterable[Found], *, edit: Edit | None = None) -> None:
    """What was found before, for the comment or for this edit of it, goes."""
    Flag.objects.about(comment, edit).delete()
    Flag.objects.bulk_create(
        Flag(comment=comment, edit=edit, name=f.name, weight=f.weight, detail=f.detail, spans=list(f.spans))
        for f in found
    )
