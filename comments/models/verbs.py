"""What can be done with a comment: a verb is a row, and a method of Comment if it does more than move it."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from comments.models.states import Status
from newsroom.db.row_choices import RowChoices
from newsroom.types import StrOrPromise

PENDING, APPROVED, REJECTED, SPAM, REMOVED, WITHDRAWN = Status

ON_THE_PAGE = _("Your comment has been published.")
TAKEN_OFF = _("Our moderators have removed your comment.")
NOT_PUBLISHED = _("Our moderators have decided not to publish your comment.")


class Button(NamedTuple):
    """A button of the queue: what stands on it, and the action that its key goes by (KEYS in queue_actions.py)."""

    label: StrOrPromise
    action: str


class Row(NamedTuple):
    """What there is to know of a verb."""

    moves: dict[Status, Status]  # none of UNDO, which leads back to where the decision was taken
    done: StrOrPromise = ""  # what a moderator is told, with "%(number)d"
    told: StrOrPromise = ""  # what the reader is told by mail, who asked to be
    button: Button | None = None  # in the queue
    listed: StrOrPromise = ""  # the name of the action in the list of comments
    takes_reason: bool = False  # whether the moderator's reason is kept
    asks_reason: bool = False  # whether the queue asks for a reason first
    needs_reason: StrOrPromise = ""  # the sentence that refuses it without a reason
    shows_reason: bool = False  # whether the reader is told the reason
    is_undoable: bool = True  # what a reader did stays done, and an undoing is undone by doing the thing again
    needs_person: bool = True  # of the newsroom; else a Cause may be behind it
    settles_reports: bool = False  # the open ones about the comment
    keeps_open: bool = False  # in the queue
    is_about_edit: bool = False  # that waits beside the comment

    @property
    def may_stay(self) -> bool:
        """Whether something else of the comment changes than its status."""
        return not self.moves or any(before == after for before, after in self.moves.items())


def _stays(*statuses: Status) -> dict[Status, Status]:
    return {status: status for status in statuses}


class Verb(RowChoices):
    """
    A verb, as ("value", its Row, label); the label says it of a comment that it was done with.

    Buttons and actions stand in this order. A refusal is only undone by sending the comment back: with a direct way
    from rejected to approved, a moderator whose list is a minute old would overturn a colleague without being told.
    """

    APPROVE = (
        "approve",
        Row(
            {PENDING: APPROVED},
            done=ngettext_lazy("%(number)d approved", "%(number)d approved", "number"),
            told=ON_THE_PAGE,
            button=Button(_("Approve"), "approve"),
            listed=_("Approve"),
            settles_reports=True,
        ),
        _("approved"),
    )
    # The receipt says at once what the rules publish at once.
    ADMIT = "admit", Row({PENDING: APPROVED}, needs_person=False, is_undoable=False), _("published automatically")
    REJECT = (
        "reject",
        Row(
            {PENDING: REJECTED},
            done=ngettext_lazy("%(number)d rejected", "%(number)d rejected", "number"),
            told=NOT_PUBLISHED,
            button=Button(_("Reject"), "reject"),
            listed=_("Reject"),
            takes_reason=True,
            asks_reason=True,
            needs_reason=_("Give a reason for rejecting it."),
            shows_reason=True,
            settles_reports=True,
        ),
        _("rejected"),
    )
    MARK_SPAM = (
        "mark_spam",
        Row(
            {PENDING: SPAM},
            done=ngettext_lazy("%(number)d marked as spam", "%(number)d marked as spam", "number"),
            told=NOT_PUBLISHED,
            button=Button(_("Spam"), "spam"),
            listed=_("Mark as spam"),
            settles_reports=True,
        ),
        _("marked as spam"),
    )
    HOLD = (
        "hold",
        Row(
            _stays(PENDING),
            done=ngettext_lazy("%(number)d set aside", "%(number)d set aside", "number"),
            button=Button(_("Set aside"), "hold"),
            takes_reason=True,
        ),
        _("set aside"),
    )
    REMOVE = (
        "remove",
        Row(
            {APPROVED: REMOVED},
            done=ngettext_lazy("%(number)d removed", "%(number)d removed", "number"),
            told=TAKEN_OFF,
            button=Button(pgettext_lazy("comment", "Remove"), "reject"),
            listed=pgettext_lazy("comment", "Remove"),
            takes_reason=True,
            asks_reason=True,
            shows_reason=True,
            settles_reports=True,
        ),
        _("removed"),
    )
    RESTORE = (
        "restore",
        Row(
            {REMOVED: APPROVED},
            done=ngettext_lazy("%(number)d restored", "%(number)d restored", "number"),
            told=ON_THE_PAGE,
            button=Button(pgettext_lazy("comment", "Restore"), "approve"),
            takes_reason=True,
            asks_reason=True,
            needs_reason=_("Give a reason for restoring it."),
        ),
        pgettext_lazy("comment", "restored"),
    )
    SEND_BACK = (
        "send_back",
        Row(
            {APPROVED: PENDING, REJECTED: PENDING, SPAM: PENDING},
            done=ngettext_lazy("%(number)d returned to the queue", "%(number)d returned to the queue", "number"),
            button=Button(_("Return to queue"), "back"),
            listed=_("Return to queue"),
            takes_reason=True,
            settles_reports=True,
        ),
        _("returned to the queue"),
    )
    PICK = (
        "pick",
        Row(
            _stays(APPROVED),
            done=ngettext_lazy("%(number)d picked", "%(number)d picked", "number"),
            button=Button(_("Pick"), "pick"),
            keeps_open=True,
        ),
        _("picked"),
    )
    UNPICK = (
        "unpick",
        Row(
            _stays(APPROVED),
            done=ngettext_lazy("%(number)d unpicked", "%(number)d unpicked", "number"),
            button=Button(_("Unpick"), "pick"),
            keeps_open=True,
        ),
        _("unpicked"),
    )
    MASK = (
        "mask",
        Row(
            _stays(PENDING, APPROVED),
            done=ngettext_lazy("%(number)d masked in part", "%(number)d masked in part", "number"),
            settles_reports=True,
            keeps_open=True,
        ),
        _("masked in part"),
    )
    UNMASK = (
        "unmask",
        Row(
            _stays(PENDING, APPROVED),
            done=ngettext_lazy("%(number)d shown in full again", "%(number)d shown in full again", "number"),
            keeps_open=True,
        ),
        _("shown in full again"),
    )
    EDIT = "edit", Row(_stays(PENDING, APPROVED), needs_person=False, is_undoable=False), _("edited by the reader")
    TAKE_EDIT = (
        "take_edit",
        Row(
            _stays(APPROVED),
            done=ngettext_lazy("%(number)d edit approved", "%(number)d edits approved", "number"),
            told=_("Your edited comment has been published."),
            button=Button(_("Approve edit"), "approve"),
            is_about_edit=True,
        ),
        _("edit approved"),
    )
    REFUSE_EDIT = (
        "refuse_edit",
        Row(
            _stays(APPROVED),
            done=ngettext_lazy("%(number)d edit rejected", "%(number)d edits rejected", "number"),
            told=_("Our moderators have rejected your edit: your comment stays as it was."),
            button=Button(_("Reject edit"), "reject"),
            takes_reason=True,
            asks_reason=True,
            needs_reason=_("Give a reason for rejecting it."),
            shows_reason=True,
            is_about_edit=True,
        ),
        _("edit rejected"),
    )
    WITHDRAW = (
        "withdraw",
        Row({PENDING: WITHDRAWN, APPROVED: WITHDRAWN}, needs_person=False, is_undoable=False),
        _("withdrawn"),
    )
    ERASE = "erase", Row(dict.fromkeys(Status, WITHDRAWN), needs_person=False, is_undoable=False), _("erased")
    UNDO = (
        "undo",
        Row(
            {},
            done=ngettext_lazy("%(number)d decision undone", "%(number)d decisions undone", "number"),
            is_undoable=False,
        ),
        _("undone"),
    )


MOVES: dict[tuple[str, str], Status] = {
    (before, verb): after for verb in Verb for before, after in verb.row.moves.items()
}
UNDOABLE = tuple(verb for verb in Verb if verb.row.is_undoable)
