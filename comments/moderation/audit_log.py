"""The audit log: all that was decided, set and looked at, from every log, the latest first."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Story
from comments.models import (
    AddressAccess,
    Block,
    Comment,
    Decision,
    DiscussionAct,
    ModerationPolicy,
    Reason,
    RuleChange,
    Verb,
)
from comments.models.audit_log.queryset import AuditedQuerySet
from comments.models.audit_log.rule_change import FIELD_OF
from comments.models.refusals import behind
from newsroom.csv_export import CHUNK
from newsroom.text.dates import moment
from newsroom.text.punctuation import labelled, listed
from newsroom.types import StrOrPromise

A_PAGE = 100
NOTHING: tuple[Any, ...] = (None, "", [])  # what an empty field is written down as
Row = Decision | DiscussionAct | AddressAccess | RuleChange
Place = tuple[int, int]  # (rank of its log, id): see Entry.cursor


@dataclass(frozen=True)
class Wanted:
    """
    Which part of the audit log is asked for; what is None or empty narrows nothing.

    day      a moment in the newsroom's day
    comment  a comment's public id
    verb     of Verb, or "policy", "address", "rule"
    words    what stands in a reason
    batch    the id of a Batch
    """

    by: User | None = None
    day: datetime | None = None
    comment: str = ""
    verb: str = ""
    words: str = ""
    batch: int | None = None


class Entry(NamedTuple):
    """One line of the audit log. `about` says what it was done with."""

    at: datetime
    who: str
    what: str
    about: str
    reason: str
    comment: Comment | None
    story: Story | None
    batch: int | None
    place: Place
    is_said: bool = False  # `what` names who it was

    @property
    def cursor(self) -> str:
        """What an older page is asked for by."""
        return f"{self.at.isoformat()}~{self.place[0]}~{self.place[1]}"


class Source(NamedTuple):
    """One log: its rows, which verb of Wanted asks for all of them, and what makes (what, about, reason) of one."""

    model: type[Row]
    verb: str
    words: Callable[[Any], tuple[str, str, str]]


def entries(user: User, wanted: Wanted, *, after: str | None = None, most: int | None = None) -> Iterator[Entry]:
    """
    The lines that this person may read, `most` of them if that is given, those after a cursor if that is.

    One query a log. Raises ValueError where the cursor is none.
    """
    end = _read(after) if after else None
    logs = [_lines(rank, source, user, wanted, end, most) for rank, source in enumerate(SOURCES)]
    merged = heapq.merge(*logs, key=lambda entry: (entry.at, -entry.place[0], entry.place[1]), reverse=True)
    return islice(merged, most)


def _read(cursor: str) -> tuple[datetime, int, int]:
    at, rank, pk = cursor.split("~")
    read = datetime.fromisoformat(at)
    if read.tzinfo is None or not 0 <= int(pk) < 2**63:
        raise ValueError(cursor)
    return read, int(rank), int(pk)


def _lines(
    rank: int, source: Source, user: User, wanted: Wanted, end: tuple[datetime, int, int] | None, most: int | None
) -> Iterator[Entry]:
    rows = _narrowed(source, wanted)
    if rows is None:
        return
    rows = rows.in_sections_of(user).for_audit_log().last_first()
    rows = _after(rows, rank, *end) if end else rows
    for row in rows[:most] if most else rows.iterator(chunk_size=CHUNK):
        yield _entry(rank, source, row)


def _after(rows: AuditedQuerySet, rank: int, at: datetime, last_rank: int, pk: int) -> AuditedQuerySet:
    """What comes after the last line of the page before: at one moment the logs follow one another."""
    if rank == last_rank:
        return rows.below(at, pk)
    return rows.earlier_than(at) if rank < last_rank else rows.up_to(at)


def _narrowed(source: Source, wanted: Wanted) -> Any:
    """The rows of the log that are asked for, a QuerySet of its own kind; None where it has none such."""
    rows: Any = source.model.objects.all()
    is_decisions = source.model is Decision
    if wanted.verb and wanted.verb != source.verb:
        if not is_decisions or wanted.verb not in Verb:
            return None
        rows = rows.done_as(wanted.verb)
    if wanted.batch:
        if not is_decisions:
            return None
        rows = rows.in_batch(wanted.batch)
    asked = {"done_by": wanted.by, "on_day": wanted.day, "about_comment": wanted.comment, "saying": wanted.words}
    for question, value in asked.items():
        rows = getattr(rows, question)(value) if value else rows
    return rows


def _entry(rank: int, source: Source, row: Any) -> Entry:
    comment = getattr(row, "comment", None)
    discussion = comment.discussion if comment else getattr(row, "discussion", None)
    what, about, reason = source.words(row)
    return Entry(
        at=row.accessed_at if source.model is AddressAccess else row.decided_at,
        who=behind(row),
        what=what,
        about=about,
        reason=reason,
        comment=comment,
        story=discussion.story if discussion else None,
        batch=getattr(row, "batch_id", None),
        place=(rank, row.pk),
        is_said=isinstance(row, Decision) and not row.who,
    )


def _decided(decision: Decision) -> tuple[str, str, str]:
    what = labelled(decision.outcome, decision.undoes.outcome) if decision.undoes else decision.outcome
    return what, decision.comment.name, decision.reason


def _set(act: DiscussionAct) -> tuple[str, str, str]:
    until = _("until %(when)s") % {"when": moment(act.closes_at)} if act.closes_at else ""
    return f"{act.get_from_policy_display()} → {act.get_to_policy_display()} {until}".strip(), _("discussion"), ""


def _accessed(access: AddressAccess) -> tuple[str, str, str]:
    return _("address viewed"), access.comment.name, ""


def _ruled(act: RuleChange) -> tuple[str, str, str]:
    labels = _labels(_ruled_model(act))
    told = [labelled(labels[name], _changed(*pair)) for name, pair in act.changes.items()]
    return f"{act.outcome} ({listed(told)})" if told else act.outcome, capfirst(act.about), act.reason


def _ruled_model(act: RuleChange) -> type[Model]:
    """What kind of rule it was done with; of one that is deleted, the fields that were changed tell."""
    for model, field in FIELD_OF.items():
        if getattr(act, f"{field}_id"):
            return model
    return next(model for model in (Reason, Block, ModerationPolicy) if act.changes.keys() <= _labels(model).keys())


def _labels(model: type[Model]) -> dict[str, StrOrPromise]:
    return {field.name: field.verbose_name for field in (*model._meta.fields, *model._meta.many_to_many)}


def _changed(before: Any, after: Any) -> str:
    return _said(after) if before in NOTHING else f"{_said(before)} → {_said(after)}"


def _said(value: Any) -> str:
    if value in NOTHING:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


SOURCES = (
    Source(Decision, "", _decided),
    Source(DiscussionAct, "policy", _set),
    Source(AddressAccess, "address", _accessed),
    Source(RuleChange, "rule", _ruled),
)
