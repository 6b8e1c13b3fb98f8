"""What can be done with a story: each verb is one row, which the acts, the desk's buttons and the log read."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.db.row_choices import RowChoices
from newsroom.types import StrOrPromise


class State(models.TextChoices):
    """How far the desk has brought a story."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    APPROVED = "approved", _("approved")


class Row(NamedTuple):
    """What a verb is, beside its name and what the log calls it."""

    button: StrOrPromise = ""
    done: StrOrPromise = ""  # what the desk says afterwards; %(story)s is the headline, %(to)s who has the story
    starts: tuple[State, ...] = ()  # the states from which the story's form offers it; none: it has its own place
    ends: str = ""  # the state that it leads to; "" where that stays
    by_writers: bool = False  # it takes the right to write the story; otherwise to publish it
    needs_reason: bool = False  # its log entry must say why


class Verb(RowChoices):
    """The verbs, as ("value", its Row, what the log says)."""

    row: Row

    PUBLISH = "publish", Row(_("Publish now"), _("“%(story)s” is live.")), _("published")
    SCHEDULE = "schedule", Row(_("Schedule"), _("“%(story)s” has been scheduled.")), _("scheduled")
    UNSCHEDULE = "unschedule", Row(_("Unschedule"), _("The story is no longer scheduled.")), _("unscheduled")
    WITHDRAW = "withdraw", Row(_("Withdraw"), _("The story has been withdrawn.")), _("withdrawn")
    SUBMIT = (
        "submit",
        Row(
            _("Send for review"),
            _("“%(story)s” has been sent for review."),
            starts=(State.DRAFT,),
            ends=State.IN_REVIEW,
            by_writers=True,
        ),
        _("sent for review"),
    )
    APPROVE = (
        "approve",
        Row(
            _("Approve"),
            _("“%(story)s” has been approved."),
            starts=(State.DRAFT, State.IN_REVIEW),
            ends=State.APPROVED,
        ),
        _("approved"),
    )
    RETURN = (
        "return",
        Row(
            _("Send back to draft"),
            _("“%(story)s” has been sent back to draft."),
            starts=(State.IN_REVIEW, State.APPROVED),
            ends=State.DRAFT,
        ),
        _("sent back to draft"),
    )
    ASSIGN = (
        "assign",
        Row(_("Assign"), _("“%(story)s” has been assigned to %(to)s."), starts=tuple(State)),
        _("assigned"),
    )
    FILE = "file", Row(), _("filed")
    EMBARGO = "embargo", Row(), _("put under embargo")
    LIFT = "lift", Row(needs_reason=True), _("embargo lifted")
    HOLD = "hold", Row(), _("put under legal hold")
    RELEASE = "release", Row(needs_reason=True), _("legal hold lifted")
    FLAG = "flag", Row(), _("second reading requested")
    UNFLAG = "unflag", Row(), _("second reading no longer required")
    RESTORE = "restore", Row(), _("earlier version restored")
    COPY = "copy", Row(), _("copied from another story")
    SHARE = "share", Row(), _("preview shared")
    REVOKE = "revoke", Row(), _("preview link revoked")
    PICTURE = "picture", Row(), _("picture changed")


# What leads a story through the desk, and what of it changes the desk state.
WORKFLOW = tuple(verb for verb in Verb if verb.row.starts)
MOVES = tuple(verb for verb in WORKFLOW if verb.row.ends)
