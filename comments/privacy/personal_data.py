"""
All that is kept of a reader: which fields hold it, what it comes to, all of it to take along, and its erasing.

PERSONAL names every field that holds something of a reader, and the rule of settings.RETENTION by which it ends, or
COMMENT: it is erased with its comment. checks.py finds fields that are missing here.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from comments.models import AlreadyDecided, Block, Cause, Commenter, DataRequest, PrivacyAct, Report, RuleChange, rights
from comments.models.comment.transition import erase as erase_comment
from comments.models.commenter import address_keys
from comments.privacy import erased
from newsroom.db import write_ahead_log

COMMENT = "comment"
CHUNK = 200  # rows that are read at once

PERSONAL = {
    "Comment.name": COMMENT,
    "Comment.body": COMMENT,
    "Comment.search_text": COMMENT,
    "Comment.text_key": COMMENT,
    "Comment.fingerprint": COMMENT,
    "Flag.detail": COMMENT,
    "Decision.before": COMMENT,
    "Decision.reason": COMMENT,
    "Decision.search_text": COMMENT,
    "RuleChange.about": "logs",
    "RuleChange.changes": "logs",
    "RuleChange.reason": "logs",
    "RuleChange.search_text": "logs",
    "Edit.body": "edits",
    "Edit.was": "edits",
    "Commenter.address": "addresses",
    "Commenter.address_key": "addresses",
    "Trace.ip": "network",
    "Trace.ip_key": "network",
    "Trace.user_agent": "network",
    "Report.address": "reports",
    "Report.address_key": "reports",
    "Report.ip_key": "reports",
    "Report.words": "reports",
    "Block.key": "blocks",
    "Block.label": "blocks",
    "Block.search_text": "blocks",
    "MailedLink.ip_key": "links",
    "DataRequest.keys": "links",
    "DataRequest.ip_key": "links",
}
ERASURES = ("empty", "anonymise")


def known_by(address: str) -> Commenter | None:
    """With this address; one who only reported something is made one now."""
    return known_under(address_keys(address))


def known_under(keys: Iterable[str]) -> Commenter | None:
    """See also known_by."""
    commenter = Commenter.objects.with_keys(keys).first()
    report = Report.objects.with_keys(keys).first()
    if commenter is None and report:
        commenter = Commenter.objects.behind(report.address, at=timezone.now())
    return commenter


def keeps_words() -> bool:
    """Whether the paper lets what readers see of an erased comment stand, signed by nobody."""
    return settings.ERASURE == "anonymise"


def numbers(commenter: Commenter) -> dict[str, int]:
    return {
        "comments": commenter.comments.count(),
        "public": commenter.comments.approved().count(),
        "reports": Report.objects.from_address(commenter.address).count(),
        "notifications": commenter.notifications.count(),
        "blocks": Block.objects.on_address(address_keys(commenter.address)).count(),
    }


def export(commenter: Commenter, *, by: User | Cause = Cause.READER, at: datetime | None = None) -> dict[str, Any]:
    """As JSON can hold it; what there may be thousands of as iterators, to be read once (comments.views.data)."""
    _require_right(by)
    at = at or timezone.now()
    comments, reports = commenter.comments.for_export(at), Report.objects.from_address(commenter.address)
    blocks = Block.objects.on_address(address_keys(commenter.address))
    PrivacyAct.objects.note(PrivacyAct.Verb.EXPORT, by=by, number=commenter.comments.count(), at=at)
    return {
        "address": commenter.address,
        **_fields(commenter, "first_seen_at", "verified_at", "muted_at"),
        "comments": map(_comment, comments.iterator(chunk_size=CHUNK)),
        "reports": _rows(reports, "category", "words", "address", "created_at"),
        "notifications": _rows(commenter.notifications, "kind", "due_at", "sent_at", "cancelled_at"),
        "mailed_links": _rows(commenter.links, "kind", "created_at", "sent_at", "expires_at", "used_at"),
        "blocks": _rows(blocks, "reason", "created_at", "ends_at", "lifted_at"),
    }


def erase(commenter: Commenter, *, by: User | Cause = Cause.READER, at: datetime | None = None) -> int:
    """Return the number of comments. It goes on the list first, so that no older backup undoes what is done here."""
    _require_right(by)
    at = at or timezone.now()
    erased.note(commenter.address, at=at)
    return _erase(commenter, by, at)


def replay(*, at: datetime | None = None) -> dict[str, int]:
    """Erase again whom a restored backup brought back, but for who wrote again: {commenters, comments, reports}."""
    at, known = at or timezone.now(), erased.moments()
    commenters = _revived(Commenter.objects.values_list("pk", "address", "first_seen_at"), known)
    comments = sum(_erase(commenter, Cause.REPLAY, at) for commenter in Commenter.objects.filter(pk__in=commenters))
    given = Report.objects.exclude(address="").values_list("pk", "address", "created_at")
    reports = Report.objects.filter(pk__in=_revived(given, known)).forget_readers()
    return {"commenters": len(commenters), "comments": comments, "reports": reports}


def _revived(rows: QuerySet[Any, Any], known: Mapping[str, datetime]) -> list[int]:
    """The ids of those rows (id, address, moment) that are from before the last erasure of their address."""
    moments = ((pk, moment, map(known.get, address_keys(address))) for pk, address, moment in rows.iterator())
    return [pk for pk, moment, erasures in moments if any(moment <= erasure for erasure in erasures if erasure)]


def _erase(commenter: Commenter, by: User | Cause, at: datetime) -> int:
    """One transaction a comment, so that nobody waits for a reader of a thousand; it can be broken off and repeated."""
    number = 0
    while not _forget(commenter, by=by, number=number, at=at):
        number += _erase_comments(commenter, by, at)
    return number


def _require_right(by: User | Cause) -> None:
    """`by` is a Cause where the reader asks, whom a mailed link has proved."""
    if not isinstance(by, Cause):
        rights.require(by, rights.ERASING)


def _erase_comments(commenter: Commenter, by: User | Cause, at: datetime) -> int:
    number = 0
    while comment := commenter.comments.for_erasing():
        try:
            erase_comment(comment, by=by, keep_words=keeps_words(), at=at)
        except AlreadyDecided:
            continue  # by a moderator at this very moment: it is read anew
        number += 1
    return number


@transaction.atomic
def _forget(commenter: Commenter, *, by: User | Cause, number: int, at: datetime) -> bool:
    """Delete the commenter and write the log; False where comments are there, which are erased first."""
    kept = Commenter.objects.locked(commenter.pk)
    if kept is None:
        return True  # somebody else was first
    if kept.comments.exists():
        return False
    _forget_address(address_keys(kept.address))
    kept.delete()
    PrivacyAct.objects.note(PrivacyAct.Verb.ERASE, by=by, number=number, at=at)
    transaction.on_commit(write_ahead_log.empty)
    return True


def _forget_address(keys: list[str]) -> None:
    """Take a reader out of what is kept by address alone, and out of what is said of the blocks on it."""
    Report.objects.with_keys(keys).forget_readers()
    DataRequest.objects.naming(keys).forget_address()
    blocks = Block.objects.on_address(keys)
    RuleChange.objects.forget_reader(blocks)
    blocks.forget_reader()
    # The desk's own history names each of them as it was called.
    history = LogEntry.objects.filter(content_type__app_label="comments", content_type__model="block")
    history.filter(object_id__in=[str(pk) for pk in blocks.values_list("pk", flat=True)]).update(object_repr="")


def _comment(comment: Any) -> dict[str, Any]:
    trace = getattr(comment, "trace", None)
    return {
        "id": comment.public_id,
        "story": comment.headline,
        "in_reply_to": comment.reply_to.public_id if comment.reply_to else None,
        "name": comment.name,
        "text": comment.body,
        **_fields(comment, "status", "created_at", "published_at", "edited_at", "picked_at", "held_at"),
        **_fields(comment, "wants_decision", "wants_replies"),
        "masked": comment.masks,
        "network": trace and {"ip": trace.ip, "browser": trace.user_agent, **_fields(trace, "purge_after")},
        "flags": [_fields(row, "name", "detail", "weight") for row in comment.flags.all()],
        "edits": [
            {"text": row.body, "before": row.was, **_fields(row, "state", "created_at", "decided_at")}
            for row in comment.edits.all()
        ],
        # What was decided, not by whom: that is the newsroom's.
        "decisions": [
            {"decision": row.verb, **_fields(row, "reason", "decided_at")} for row in comment.decisions.all()
        ],
    }


def _rows(rows: Any, *names: str) -> Iterator[dict[str, Any]]:
    return (_fields(row, *names) for row in rows.iterator(chunk_size=CHUNK))


def _fields(row: Model, *names: str) -> dict[str, Any]:
    values = ((name, getattr(row, name)) for name in names)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values}
