"""
The transition: the one way by which a comment's state changes, by itself or with others.

It stands among the models because the verbs on Comment call it, and models import no acts. Rows are locked in one
order everywhere, comment → discussion → stamp → edit, and of each kind by their keys, so that decisions and posts at
the same moment wait for one another and never deadlock.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Case, F, IntegerField, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import rights
from comments.models.audit_log.decision import Decision, LastDecisions
from comments.models.commenter import Trace
from comments.models.discussion import Discussion
from comments.models.edit import Edit
from comments.models.notification import Notification
from comments.models.refusals import AlreadyDecided, NotAllowed
from comments.models.states import PUBLIC, Cause, Status
from comments.models.verbs import MOVES, UNDOABLE, Verb
from newsroom.cache import page_cache

if TYPE_CHECKING:
    from comments.models.comment.comment import Comment

SLIP = timedelta(minutes=10)  # in which a removal was a slip of the hand


class Change(NamedTuple):
    """What a verb makes of a comment, before it is done."""

    comment: "Comment"  # as it was read; it changes only if it still stands like that
    verb: str
    to: str
    by: User | Cause
    reason: str
    at: datetime
    log: dict[str, Any]  # what else the Decision says of itself, such as its batch
    fields: dict[str, Any]  # of the comment that are set with it
    edit: Edit | None = None  # that is decided with it

    @property
    def is_public(self) -> bool:
        """Whether readers see the comment before or after it."""
        return not {self.comment.status, self.to}.isdisjoint(PUBLIC)

    @property
    def is_first(self) -> bool:
        return self.to in PUBLIC and self.comment.published_at is None

    @property
    def step(self) -> int:
        """By how many the number of approved comments moves: 1, 0 or -1."""
        return (self.to in PUBLIC) - (self.comment.status in PUBLIC)

    @property
    def values(self) -> dict[str, Any]:
        """All fields of the comment that are set, {name: value}."""
        published_at = self.at if self.is_first else self.comment.published_at
        return self.fields | {"status": self.to, "version": self.comment.version + 1, "published_at": published_at}


def at_once(change: Change) -> Decision:
    """Make one change; raises AlreadyDecided where somebody was first."""
    [done] = carry_out([change])
    if isinstance(done, AlreadyDecided):
        raise done
    return done


def move(
    comment: "Comment",
    verb: str,
    *,
    by: User | Cause,
    reason: str = "",
    at: datetime | None = None,
    log: dict[str, Any] | None = None,
    edit: Edit | None = None,
    do: Callable[[Change], Any] = at_once,
    latest: LastDecisions | None = None,
    **fields: Any,
) -> Decision:
    """
    Do what the verb says, and set these fields of the comment with it.

    The comment moves only if it still stands where it stood when it was read (compare-and-set). Raises NotPermitted,
    NotAllowed or AlreadyDecided. `log` is what else the Decision says of itself. Where several are decided with one
    press, `do` is handed the Change in place of `at_once`, and `latest` is theirs.
    """
    row = Verb(verb).row
    if row.needs_reason and not reason.strip():
        raise NotAllowed(row.needs_reason)
    if not isinstance(by, Cause):
        rights.require(by, rights.DECIDING, comment)
    to = MOVES.get((comment.status, verb))
    if to is None:
        raise _not_allowed(comment, verb, latest or LastDecisions([comment]))
    return do(Change(comment, verb, to, by, reason, at or timezone.now(), log or {}, fields, edit))


def undo(
    decision: Decision,
    *,
    by: User,
    at: datetime | None = None,
    log: dict[str, Any] | None = None,
    do: Callable[[Change], Any] = at_once,
    latest: LastDecisions | None = None,
) -> Decision:
    """Lead the comment back to where it stood. Raises NotAllowed or AlreadyDecided; see also move."""
    at = at or timezone.now()
    comment = decision.comment
    rights.require(by, rights.DECIDING, comment)
    if decision.verb not in UNDOABLE:
        raise NotAllowed(_("This can’t be undone: %(what)s.") % {"what": decision.outcome}, decision=decision)
    if decision.verb == Verb.REMOVE and at - decision.decided_at > SLIP:
        sentence = _("A removal can be undone for ten minutes; after that, another moderator must restore the comment.")
        raise NotAllowed(sentence, decision=decision)
    if comment.version != decision.version:
        raise AlreadyDecided(decision=(latest or LastDecisions([comment])).about(comment))
    field: Callable[[str], Any] = comment._meta.get_field
    fields = {name: field(name).to_python(value) for name, value in decision.before.items()}
    log = {"undoes": decision, **(log or {})}
    return do(Change(comment, Verb.UNDO, decision.from_status, by, "", at, log, fields))


@transaction.atomic
def carry_out(changes: Sequence[Change]) -> list[Decision | AlreadyDecided]:
    """Make these changes, each of another comment: a fixed number of queries for a hundred of them."""
    seen = _still_as_seen(changes)
    going = [change for change in changes if change.comment.pk in seen]
    firsts = {change.comment.pk for change in going if change.is_first}
    decisions = _written(going) if going else []
    Notification.objects.follow(decisions, firsts=firsts)
    _settle_edits(going)
    done = {decision.comment_id: decision for decision in decisions}
    comments = [change.comment for change in changes]
    latest = LastDecisions([comment for comment in comments if comment.pk not in done])
    return [done.get(each.pk) or AlreadyDecided(decision=latest.about(each)) for each in comments]


@transaction.atomic
def erase(
    comment: "Comment", *, by: User | Cause = Cause.READER, keep_words: bool = False, at: datetime | None = None
) -> Decision:
    """
    Take the name off a comment and its words out of it, out of its edits, flags, reports and log.

    The comment keeps its place. With `keep_words`, one that readers see keeps its text too, signed by nobody. Raises
    AlreadyDecided where somebody has just decided on it.
    """
    at = at or timezone.now()
    keeps = keep_words and comment.status in PUBLIC
    gone: dict[str, Any] = {
        "name": "",
        "commenter": None,
        "erased_at": at,
        "wants_decision": False,
        "wants_replies": False,
        "text_key": "",
        "fingerprint": None,
    }
    if not keeps:
        gone |= {"body": "", "masks": [], "picked_at": None}
    to = comment.status if keeps else MOVES[comment.status, Verb.ERASE]
    decision = at_once(Change(comment, Verb.ERASE, to, by, "", at, {}, gone))
    Decision.objects.forget_words(comment)
    comment.reports.all().forget_words()
    for rows in (comment.edits, comment.flags, comment.notifications, Trace.objects.filter(comment=comment)):
        rows.all().delete()
    return decision


def _still_as_seen(changes: Sequence[Change]) -> set[int]:
    """The ids of the comments that still stand as they were read, with their edits; locked."""
    seen = type(changes[0].comment).objects.locked_as_seen([change.comment for change in changes]) if changes else set()
    edits = {change.comment.pk: change.edit.pk for change in changes if change.edit}
    if edits:
        waiting = Edit.objects.waiting_among(edits.values())
        seen -= {pk for pk, edit in edits.items() if edit not in waiting}
    return seen


def _written(changes: Sequence[Change]) -> list[Decision]:
    pages = _pages(changes)
    steps: Counter[int] = Counter()
    for change in changes:
        steps[change.comment.discussion_id] += change.step
    decisions = [_decision(change) for change in changes]
    _set(changes)
    _count({pk: step for pk, step in steps.items() if step})
    Decision.objects.bulk_create(decisions)
    if pages:
        page_cache.bump(*pages, at=max(change.at for change in changes))
    return decisions


def _set(changes: Sequence[Change]) -> None:
    """Set the fields of the comments: one, as by far most often, by a plain UPDATE, which is the quickest."""
    comments = type(changes[0].comment).objects
    values = [change.values for change in changes]
    for change, fields in zip(changes, values, strict=True):
        for name, value in fields.items():
            setattr(change.comment, name, value)
    if len(changes) == 1:
        changes[0].comment.save(update_fields=values[0])
    else:
        comments.bulk_update([change.comment for change in changes], sorted(set().union(*values)))


def _decision(change: Change) -> Decision:
    comment = change.comment
    return Decision(
        comment=comment,
        **({"cause": change.by} if isinstance(change.by, Cause) else {"by": change.by}),
        verb=change.verb,
        from_status=comment.status,
        to_status=change.to,
        reason=change.reason,
        version=comment.version + 1,
        decided_at=change.at,
        # What is erased must not stand in the log.
        before={} if change.verb == Verb.ERASE else {name: getattr(comment, name) for name in change.fields},
        **change.log,
    )


def _count(steps: Mapping[int, int]) -> None:
    """Move the numbers of approved comments, {id of the discussion: by how many}."""
    if not steps:
        return
    discussions = Discussion.objects.filter(pk__in=steps)
    if len(steps) > 1:
        list(discussions.select_for_update().order_by("pk").values_list("pk"))
    step = Case(*(When(pk=pk, then=Value(step)) for pk, step in steps.items()), output_field=IntegerField())
    discussions.update(approved_count=F("approved_count") + step)


def _settle_edits(changes: Sequence[Change]) -> None:
    """Note what became of the edits that were decided; those whose decision is undone wait again."""
    Edit.objects.settle([(change.edit, change.verb == Verb.TAKE_EDIT, change.at) for change in changes if change.edit])
    undone = [change.log["undoes"] for change in changes if change.verb == Verb.UNDO]
    Edit.objects.reopen([decision for decision in undone if Verb(decision.verb).row.is_about_edit])


def _pages(changes: Sequence[Change]) -> set[str]:
    """The keys of the pages on which readers see these changes; none of what they know nothing of."""
    # The place of what was taken down may be kept for an answer.
    known = [change for change in changes if change.is_public or change.comment.published_at]
    counted = [change for change in known if change.step]
    feeds = {page_cache.COMMENTS} if any(change.is_public for change in known) else set()
    stories = {page_cache.story_key(change.comment.discussion.story_id) for change in known}
    lists = Discussion.objects.counted_on([change.comment.discussion for change in counted], at=changes[0].at)
    return feeds | stories | lists


def _not_allowed(comment: "Comment", verb: str, latest: LastDecisions) -> NotAllowed:
    sentence = _("Not possible for a comment that is %(status)s: %(verb)s.") % {
        "verb": Verb(verb).label,
        "status": Status(comment.status).label,
    }
    decision = latest.about(comment)
    if decision:
        sentence = f"{sentence} {AlreadyDecided(decision=decision)}"
    return NotAllowed(sentence, decision=decision)
