"""
Several comments decided with one press: each for itself, each only if it still stands as the moderator saw it.

The first decision stands: what can't be done is no error here but part of the Outcome. What was done with one press
shares a Batch and is undone with one press.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from comments.live_story import languages_of
from comments.models import (
    AlreadyDecided,
    Batch,
    Comment,
    Decision,
    Edit,
    NotAllowed,
    Reason,
    Refused,
    Report,
    Verb,
    rights,
)
from comments.models.audit_log.decision import LastDecisions
from comments.models.comment import transition
from comments.models.comment.transition import Change
from comments.models.refusals import NotPermitted, who_and_when
from comments.posting import edit

Row = TypeVar("Row", Comment, Decision)
Plan = Callable[[Comment, LastDecisions], Any]  # makes the Change of a comment, or raises Refused

AT_ONCE = 100  # comments that are decided in one transaction
ON_EDITS: dict[str, Callable[..., Any]] = {Verb.TAKE_EDIT: edit.take, Verb.REFUSE_EDIT: edit.refuse}

LEAVE = "leave"  # no verb: nothing is done to the comment, its reports are settled
LEFT = ngettext_lazy(
    "%(number)d left unchanged (reports dismissed)", "%(number)d left unchanged (reports dismissed)", "number"
)


@dataclass
class Outcome:
    """
    What one press came to.

    verb      of Verb, UNDO where decisions were undone, or LEAVE
    batch     holds the decisions together, None where there was one comment
    done      None for each comment that was left as it is
    """

    verb: str
    batch: Batch | None = None
    done: list[Decision | None] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """What a moderator is told: “35 approved, 2 already decided by Léa on …”."""
        if len(self.refusals) == 1 and not self.done:
            return str(self.refusals[0])
        sentence = LEFT if self.verb == LEAVE else Verb(self.verb).row.done
        done = [sentence % {"number": len(self.done)}] if self.done else []
        told = Counter(self._because(refusal) for refusal in self.refusals)
        first = [_already(number, words) for (words, sentence), number in told.items() if words]
        others = [_left(number, sentence) for (words, sentence), number in told.items() if not words]
        return " ".join([f"{', '.join(done + first)}."] * bool(done + first) + others) or _("Nothing selected.")

    def _because(self, refusal: Refused) -> tuple[tuple[str, str] | None, str]:
        """((who, when), "") where somebody was first, else (None, the sentence)."""
        somebody = refusal.decision and refusal.decision.by
        # The sentence says why they may not do it, even where somebody was first.
        is_forbidden = isinstance(refusal, NotAllowed) and self.verb in (Verb.RESTORE, Verb.UNDO)
        if not somebody or is_forbidden:
            return None, str(refusal)
        words = who_and_when(refusal.decision)
        return (words["who"], words["when"]), ""

    def note(self, came: Sequence[Decision | Refused | None]) -> None:
        """Note what came of each comment; None where it was left as it is."""
        self.done += [each for each in came if not isinstance(each, Refused)]
        self.refusals += [each for each in came if isinstance(each, Refused)]


def decide(
    comments: Iterable[Comment],
    verb: str,
    *,
    by: User,
    reason: str = "",
    canned: Reason | None = None,
    at: datetime | None = None,
) -> Outcome:
    """
    Do the verb with each of these comments, as far as nobody was first.

    `canned` is the Reason that was chosen: its words are said in the language in which readers see each comment's
    story, unless they were edited into another `reason`.
    """
    at = at or timezone.now()
    rights.read_limits(by)
    # Oldest first: of two in one thread, the answered one is decided first.
    comments = sorted(comments, key=lambda comment: (comment.created_at, comment.pk))
    outcome = Outcome(verb, _batch(comments, by, at))
    log = {"batch": outcome.batch, "canned": canned}
    for some in _hundreds(comments):
        edits = Edit.objects.waiting_about(some) if verb in ON_EDITS else {}
        words = _words(some, reason, canned, at) if Verb(verb).row.takes_reason else {}

        def plan(
            comment: Comment, latest: LastDecisions, edits: Mapping[int, Edit] = edits, words: Mapping[int, str] = words
        ) -> Any:
            details: dict[str, Any] = {"reason": words[comment.pk]} if words else {}
            details |= {"by": by, "at": at, "log": log, "do": _later, "latest": latest}
            return _on_edit(comment, edits, verb, **details) if verb in ON_EDITS else getattr(comment, verb)(**details)

        _decide_together(outcome, some, plan, by=by, at=at)
    return _settled(outcome)


def mask(comment: Comment, words: str, *, by: User, at: datetime | None = None) -> Outcome:
    """Hide these words of the comment wherever they stand in it, besides what is masked already."""
    outcome, at = Outcome(Verb.MASK), at or timezone.now()

    def plan(comment: Comment, latest: LastDecisions) -> Any:
        return comment.mask(by=by, at=at, spans=_masked(comment, words), do=_later, latest=latest)

    _decide_together(outcome, [comment], plan, by=by, at=at)
    return outcome


def leave(comments: Iterable[Comment], *, by: User, at: datetime | None = None) -> Outcome:
    """Settle the reports about these comments and leave them as they are."""
    outcome = Outcome(LEAVE)
    rights.read_limits(by)
    for some in _hundreds(comments):
        _leave(outcome, some, by=by, at=at or timezone.now())
    return outcome


def undo_batch(batch: Batch, *, by: User, at: datetime | None = None) -> Outcome:
    return _undo(list(batch.decisions.not_undone(by)), by=by, at=at or timezone.now())


def undo(decision: Decision, *, by: User, at: datetime | None = None) -> Outcome:
    """Undo this decision, and with it all that were taken with the same press."""
    if decision.batch:
        return undo_batch(decision.batch, by=by, at=at)
    return _undo([decision], by=by, at=at or timezone.now())


def undo_last(*, by: User, at: datetime | None = None) -> Outcome:
    """Undo what this person has decided last."""
    last = Decision.objects.to_undo(by).first()
    return undo(last, by=by, at=at) if last else Outcome(Verb.UNDO)


def _undo(decisions: Sequence[Decision], *, by: User, at: datetime) -> Outcome:
    rights.read_limits(by)
    outcome = Outcome(Verb.UNDO, _batch(decisions, by, at))
    log = {"batch": outcome.batch}
    for some in _hundreds(decisions):
        mine = {decision.comment_id: decision for decision in some}

        def plan(comment: Comment, latest: LastDecisions, mine: Mapping[int, Decision] = mine) -> Any:
            return transition.undo(mine[comment.pk], by=by, at=at, log=log, do=_later, latest=latest)

        _decide_together(outcome, [decision.comment for decision in some], plan, by=by, at=at)
    return _settled(outcome)


def _hundreds(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, a hundred at a time: what is done with so many costs the same few queries as with one."""
    rows = list(rows)
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _later(change: Change) -> Change:
    """Leave the change to be made together with others: see transition.carry_out."""
    return change


@transaction.atomic
def _decide_together(outcome: Outcome, comments: Sequence[Comment], plan: Plan, *, by: User, at: datetime) -> None:
    """Do with each of these comments what `plan` makes of it, and note what came."""
    latest = LastDecisions(comments)
    found: list[Change | Refused] = []
    for comment in comments:
        try:
            found.append(plan(comment, latest))
        except Refused as refusal:
            found.append(refusal)
    done = iter(transition.carry_out([each for each in found if not isinstance(each, Refused)]))
    came = [each if isinstance(each, Refused) else next(done) for each in found]
    outcome.note(came)
    decisions = [each for each in came if isinstance(each, Decision)]
    if settling := [each for each in decisions if Verb(each.verb).row.settles_reports]:
        Report.objects.settle_by(settling, by=by, at=at)
    if undone := [each.undoes for each in decisions if each.verb == Verb.UNDO and each.undoes]:
        Report.objects.reopen(undone)


def _on_edit(comment: Comment, edits: Mapping[int, Edit], verb: str, *, latest: LastDecisions, **details: Any) -> Any:
    """Do the verb with the edit that waits beside the comment, one of {id of the comment: its edit}."""
    waiting = edits.get(comment.pk)
    if waiting is None:
        raise NotAllowed(_("No edit of this comment is waiting."), decision=latest.about(comment))
    waiting.comment = comment  # as the moderator saw it: another edit since then is refused
    return ON_EDITS[verb](waiting, latest=latest, **details)


@transaction.atomic
def _leave(outcome: Outcome, comments: Sequence[Comment], *, by: User, at: datetime) -> None:
    mine = [comment for comment in comments if rights.may(by, rights.DECIDING, comment)]
    outcome.note([NotPermitted(str(rights.DECIDING.refusal)) for comment in comments if comment not in mine])
    # What has changed since it was seen may be worth another look.
    seen, latest = Comment.objects.locked_as_seen(mine), LastDecisions(mine)
    Report.objects.leave_about([each for each in mine if each.pk in seen], by=by, at=at)
    outcome.note([None if each.pk in seen else AlreadyDecided(decision=latest.about(each)) for each in mine])


def _masked(comment: Comment, words: str) -> list[tuple[int, int]]:
    """The places that are masked once these words are too, none where no words are given."""
    # A selection in the page may have lost a line break: spaces stand for any.
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [match.span() for match in re.finditer(pattern, comment.body, re.IGNORECASE)] if pattern else []
    if pattern and not found:
        raise NotAllowed(_("These words aren’t in the comment: “%(words)s”.") % {"words": words})
    return _joined([*comment.masks, *found]) if found else []


def _joined(spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """The places in order, those that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(map(tuple, spans)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _batch(rows: Sequence[Comment] | Sequence[Decision], by: User, at: datetime) -> Batch | None:
    return Batch.objects.create(by=by, decided_at=at) if len(rows) > 1 else None


def _settled(outcome: Outcome) -> Outcome:
    """A batch in which nothing was decided is none."""
    if outcome.batch and not outcome.done:
        outcome.batch.delete()
        outcome.batch = None
    return outcome


def _words(comments: Sequence[Comment], reason: str, canned: Reason | None, at: datetime) -> dict[int, str]:
    """What each of these comments' readers is told, {id of the comment: the reason}; a query at most."""
    said = reason.strip()
    if canned is None:
        return dict.fromkeys((comment.pk for comment in comments), said)
    stories = {comment.pk: comment.discussion.story_id for comment in comments}
    languages = languages_of(set(stories.values()), at=at)
    return {pk: canned.words_in(languages[story_id], said) for pk, story_id in stories.items()}


def _already(number: int, words: tuple[str, str]) -> str:
    who, when = words
    sentence = ngettext(
        "%(number)d already decided by %(who)s, on %(when)s",
        "%(number)d already decided by %(who)s, on %(when)s",
        number,
    )
    return sentence % {"number": number, "who": who, "when": when}


def _left(number: int, sentence: str) -> str:
    return _("%(number)s unchanged. %(sentence)s") % {"number": number, "sentence": sentence}
