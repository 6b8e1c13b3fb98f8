"""What can be pressed in the moderation room, and what a press does: see comments/moderation/decide.py."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.models import Comment, Decision, Reason, Status, Verb
from comments.models.comment import PUBLIC_ID
from comments.moderation import decide
from comments.moderation.queue import ALIKE_ROWS, EDITS, REPORTED, SPAM, WAITING

SEEN = re.compile(rf"({PUBLIC_ID}):(\d{{1,9}})", re.ASCII)
UNDONE = re.compile(r"(decision|batch)-(\d{1,18})", re.ASCII)
REASON_MAX = 500


class Button(NamedTuple):
    """
    One thing to press.

    verb      of Verb, or deciding.LEAVE
    label     what stands on it
    action    the name that its key goes by: one key rejects and removes
    is_asked  whether a reason is asked for first
    """

    verb: str
    label: str
    action: str
    is_asked: bool = False


BUTTONS = {
    button.verb: button
    for button in (
        Button(Verb.APPROVE, _("Approve"), "approve"),
        Button(Verb.REJECT, _("Reject"), "reject", is_asked=True),
        Button(Verb.MARK_SPAM, _("Spam"), "spam"),
        Button(Verb.HOLD, _("Set aside"), "hold"),
        Button(decide.LEAVE, _("Dismiss reports"), "approve"),
        Button(Verb.TAKE_EDIT, _("Approve edit"), "approve"),
        Button(Verb.REFUSE_EDIT, _("Reject edit"), "reject", is_asked=True),
        Button(Verb.REMOVE, pgettext_lazy("comment", "Remove"), "reject", is_asked=True),
        Button(Verb.PICK, _("Pick"), "pick"),
        Button(Verb.UNPICK, _("Unpick"), "pick"),
        Button(Verb.SEND_BACK, _("Return to queue"), "back"),
        Button(Verb.RESTORE, pgettext_lazy("comment", "Restore"), "approve", is_asked=True),
    )
}
OFFERED = {
    Status.PENDING: (Verb.APPROVE, Verb.REJECT, Verb.MARK_SPAM, Verb.HOLD),
    Status.APPROVED: (Verb.REMOVE, Verb.SEND_BACK),
    Status.REJECTED: (Verb.SEND_BACK,),
    Status.SPAM: (Verb.SEND_BACK,),
    Status.REMOVED: (Verb.RESTORE,),
}
FOR_MANY = {
    WAITING: (Verb.APPROVE, Verb.REJECT, Verb.MARK_SPAM, Verb.HOLD),
    REPORTED: (decide.LEAVE, Verb.REMOVE),
    EDITS: (Verb.TAKE_EDIT, Verb.REFUSE_EDIT),
    SPAM: (Verb.SEND_BACK,),
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
# The comment is still in sight afterwards: one goes on with it.
STAYING = (Verb.PICK, Verb.UNPICK, Verb.MASK, Verb.UNMASK)


def buttons(comment, tab, *, is_reported, is_edited):
    """Return the Buttons for one comment as it stands; of two that share a key, the tab's own has it."""
    verbs = OFFERED.get(comment.status, ())
    if comment.status == Status.APPROVED:
        verbs = (*verbs, Verb.UNPICK if comment.picked_at else Verb.PICK)
    first = [(decide.LEAVE,) * is_reported, (Verb.TAKE_EDIT, Verb.REFUSE_EDIT) * is_edited]
    asking, told = first[::-1] if tab == EDITS else first
    taken, found = set(), []
    for button in (BUTTONS[verb] for verb in (*asking, *told, *verbs)):
        found.append(button._replace(action="") if button.action in taken else button)
        taken.add(button.action)
    return found


def buttons_for_many(tab):
    """Return the Buttons for what is ticked in a tab."""
    return [BUTTONS[verb] for verb in FOR_MANY.get(tab, ())]


def seen(pairs, user):
    """Return the comments of these pairs "public id:version" that a person may decide on, as they were seen."""
    versions = {found[1]: int(found[2]) for pair in pairs[:ALIKE_ROWS] if (found := SEEN.fullmatch(pair))}
    comments = list(Comment.objects.open_to(user).known_as(versions))
    for comment in comments:
        # What has been decided since then is refused by the compare-and-set.
        comment.version = versions[comment.public_id]
    return comments


def press(data, user):
    """Do what the form says and return the deciding.Outcome; None where it says nothing that could be done."""
    if undone := data.get("undo"):
        return _undo(undone, user)
    verb, comments = data.get("verb"), seen(data.getlist("chosen"), user)
    if verb == decide.LEAVE:
        return decide.leave(comments, by=user)
    if verb == Verb.MASK:
        words = _line(data.get("words", ""))
        return decide.mask(comments[0], words, by=user) if comments else None
    if verb not in {*BUTTONS, Verb.UNMASK}:
        return None
    key = data.get("canned", "")
    canned = Reason.objects.on_key(int(key)) if re.fullmatch("[1-9]", key, re.ASCII) else None
    return decide.decide(comments, verb, by=user, reason=_line(data.get("reason", "")), canned=canned)


def _undo(undone, user):
    if undone == "last":
        return decide.undo_last(by=user)
    found = UNDONE.fullmatch(undone)
    decision = found and Decision.objects.open_to(user).in_press(found[1], int(found[2]))
    return decide.undo(decision, by=user) if decision else None


def _line(text):
    return text.strip()[:REASON_MAX]
