"""What can be pressed in the moderation queue, and what a press does: see comments/moderation/decide.py."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, Decision, Reason, Status, Verb
from comments.models.fields import PUBLIC_ID, REASON_MAX
from comments.models.verbs import Button
from comments.moderation import decide
from comments.moderation.queue import ALIKE_ROWS, EDITS, REPORTED, SPAM, WAITING
from newsroom.types import StrOrPromise

SEEN = re.compile(rf"({PUBLIC_ID}):(\d{{1,9}})", re.ASCII)
UNDONE = re.compile(r"(decision|batch)-(\d{1,18})", re.ASCII)


LEAVE_IT = Button(_("Dismiss reports"), "approve")
# {status: the verbs that are offered for a comment that stands so}
OFFERED: dict[str, list[str]] = {
    status: [verb for verb in Verb if verb.row.button and status in verb.row.moves] for status in Status
}
ON_EDITS: list[str] = [verb for verb in Verb if verb.row.is_about_edit]
PRESSED = {Verb.UNMASK, *(verb for verb in Verb if verb.row.button)}
# {tab: what is offered for all comments that are ticked}
FOR_MANY: dict[str, list[str]] = {
    WAITING: OFFERED[Status.PENDING],
    REPORTED: [decide.LEAVE, Verb.REMOVE],
    EDITS: ON_EDITS,
    SPAM: OFFERED[Status.SPAM],
}
# (action, key, label): what the keyboard does unless somebody has chosen other keys. WCAG 2.1.4
KEYS = (
    ("next", "j", _("Next comment")),
    ("previous", "k", _("Previous comment")),
    ("approve", "a", _("Approve, or dismiss reports")),
    ("reject", "r", _("Reject or remove, with a reason")),
    ("spam", "s", _("Spam")),
    ("hold", "h", _("Set aside")),
    ("pick", "p", _("Pick or unpick")),
    ("back", "w", _("Return to queue")),
    ("mask", "c", _("Mask selected words")),
    ("block", "b", _("Block this reader")),
    ("answer", "m", _("Reply")),
    ("open", "o", _("Open on the site")),
    ("select", "x", _("Tick")),
    ("search", "/", _("Search")),
    ("undo", "z", _("Undo my last decision")),
    ("help", "?", _("Show this help")),
)


class Offer(NamedTuple):
    """One thing to press: `verb` is of Verb, or decide.LEAVE; `action` names its key, `is_asked` asks for a reason."""

    verb: str
    label: StrOrPromise
    action: str
    is_asked: bool


def offer(verb: str, *, has_key: bool = True) -> Offer:
    """What is pressed for a verb."""
    row = None if verb == decide.LEAVE else Verb(verb).row
    button = row.button if row else LEAVE_IT
    return Offer(verb, button.label, button.action if has_key else "", bool(row and row.asks_reason))


def buttons(comment: Comment, tab: str, *, is_reported: bool, is_edited: bool) -> list[Offer]:
    """What is offered for one comment as it stands; of two that share a key, the tab's own has it."""
    done = Verb.PICK if comment.picked_at else Verb.UNPICK
    verbs = [verb for verb in OFFERED[comment.status] if verb not in (done, *ON_EDITS)]
    first = [[decide.LEAVE] * is_reported, ON_EDITS * is_edited]
    asking, told = first[::-1] if tab == EDITS else first
    taken: set[str] = set()
    found = []
    for verb in (*asking, *told, *verbs):
        action = offer(verb).action
        found.append(offer(verb, has_key=action not in taken))
        taken.add(action)
    return found


def buttons_for_many(tab: str) -> list[Offer]:
    return [offer(verb) for verb in FOR_MANY.get(tab, ())]


def seen(pairs: Sequence[str], user: User) -> list[Comment]:
    """The comments of these pairs "public id:version" that a person may decide on, as they were seen."""
    versions = {found[1]: int(found[2]) for pair in pairs[:ALIKE_ROWS] if (found := SEEN.fullmatch(pair))}
    comments = list(Comment.objects.open_to(user).known_as(versions))
    for comment in comments:
        # What has been decided since then is refused by the compare-and-set.
        comment.version = versions[comment.public_id]
    return comments


def submit(data: QueryDict, user: User) -> decide.Outcome | None:
    """Do what the form says; None where it says nothing that could be done."""
    if undone := data.get("undo"):
        return _undo(undone, user)
    verb, comments = data.get("verb"), seen(data.getlist("chosen"), user)
    if verb == decide.LEAVE:
        return decide.leave(comments, by=user)
    if verb == Verb.MASK:
        words = _line(data.get("words", ""))
        return decide.mask(comments[0], words, by=user) if comments else None
    if verb not in PRESSED:
        return None
    key = data.get("canned", "")
    canned = Reason.objects.on_key(int(key)) if re.fullmatch("[1-9]", key, re.ASCII) else None
    return decide.decide(comments, verb, by=user, reason=_line(data.get("reason", "")), canned=canned)


def _undo(undone: str, user: User) -> decide.Outcome | None:
    if undone == "last":
        return decide.undo_last(by=user)
    found = UNDONE.fullmatch(undone)
    decision = Decision.objects.open_to(user).with_undo_key(found[1], int(found[2])) if found else None
    return decide.undo(decision, by=user) if decision else None


def _line(text: str) -> str:
    return text.strip()[:REASON_MAX]
