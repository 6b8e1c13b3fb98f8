"""The states of a comment, the verbs, and the one table of what a verb may do."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a comment stands."""

    PENDING = "pending", _("pending")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    SPAM = "spam", _("spam")
    REMOVED = "removed", _("removed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Verb(models.TextChoices):
    """What can be done with a comment; the label says it of one that it was done with."""

    APPROVE = "approve", _("approved")
    ADMIT = "admit", _("published automatically")
    HOLD = "hold", _("set aside")
    REJECT = "reject", _("rejected")
    MARK_SPAM = "mark_spam", _("marked as spam")
    SEND_BACK = "send_back", _("returned to the queue")
    REMOVE = "remove", _("removed")
    RESTORE = "restore", pgettext_lazy("comment", "restored")
    PICK = "pick", _("picked")
    UNPICK = "unpick", _("unpicked")
    MASK = "mask", _("masked in part")
    UNMASK = "unmask", _("shown in full again")
    EDIT = "edit", _("edited by the reader")
    TAKE_EDIT = "take_edit", _("edit approved")
    REFUSE_EDIT = "refuse_edit", _("edit rejected")
    WITHDRAW = "withdraw", _("withdrawn")
    ERASE = "erase", _("erased")
    UNDO = "undo", _("undone")


class Cause(models.TextChoices):
    """Who or what is behind an act where nobody of the newsroom is, as a log says it after “by”."""

    READER = "reader", _("the reader")
    RULES = "rules", _("the system")
    RETENTION = "retention", _("the retention period")
    REPLAY = "replay", _("the list of erasures, after a backup was restored")


class Policy(models.TextChoices):
    """What a discussion takes: after approval, at once from those who are known, nothing more; or it isn't shown."""

    INHERIT = "inherit", _("as for the section")
    PRE = "pre", _("open, pre-moderated")
    POST = "post", _("open, post-moderated for known readers")
    CLOSED = "closed", _("closed")
    HIDDEN = "hidden", _("hidden")


WAITING = (Status.PENDING,)
PUBLIC = (Status.APPROVED,)
REFUSED = (Status.REJECTED, Status.SPAM, Status.REMOVED)
OPEN = (Policy.PRE, Policy.POST)

# Nobody of the newsroom need be behind these: see Cause.
BY_NOBODY = (Verb.ADMIT, Verb.EDIT, Verb.WITHDRAW, Verb.ERASE)
# They leave the comment where it stands, and something else of it is another.
STAYING = (
    Verb.HOLD,
    Verb.PICK,
    Verb.UNPICK,
    Verb.MASK,
    Verb.UNMASK,
    Verb.EDIT,
    Verb.TAKE_EDIT,
    Verb.REFUSE_EDIT,
    Verb.ERASE,
    Verb.UNDO,
)
# What a reader is told of, who asked to be. What the rules publish at once, the receipt says at once.
TOLD = (
    Verb.APPROVE,
    Verb.REJECT,
    Verb.MARK_SPAM,
    Verb.REMOVE,
    Verb.RESTORE,
    Verb.TAKE_EDIT,
    Verb.REFUSE_EDIT,
)
# What a reader did stays done, and an undoing is undone by doing the thing again.
UNDOABLE = tuple(verb for verb in Verb if verb not in (*BY_NOBODY, Verb.UNDO))

# A refusal is only undone by sending the comment back: with a direct way from rejected to approved, a moderator
# whose list is a minute old would overturn a colleague without being told. UNDO isn't here: it leads back to where
# the decision that it undoes was taken.
MOVES = {
    (Status.PENDING, Verb.APPROVE): Status.APPROVED,
    (Status.PENDING, Verb.ADMIT): Status.APPROVED,
    (Status.PENDING, Verb.REJECT): Status.REJECTED,
    (Status.PENDING, Verb.MARK_SPAM): Status.SPAM,
    (Status.PENDING, Verb.WITHDRAW): Status.WITHDRAWN,
    (Status.APPROVED, Verb.REMOVE): Status.REMOVED,
    (Status.APPROVED, Verb.SEND_BACK): Status.PENDING,
    (Status.APPROVED, Verb.WITHDRAW): Status.WITHDRAWN,
    (Status.REJECTED, Verb.SEND_BACK): Status.PENDING,
    (Status.SPAM, Verb.SEND_BACK): Status.PENDING,
    (Status.REMOVED, Verb.RESTORE): Status.APPROVED,
    **{(Status.PENDING, verb): Status.PENDING for verb in (Verb.HOLD, Verb.MASK, Verb.UNMASK, Verb.EDIT)},
    **{
        (Status.APPROVED, verb): Status.APPROVED
        for verb in (
            Verb.PICK,
            Verb.UNPICK,
            Verb.MASK,
            Verb.UNMASK,
            Verb.EDIT,
            Verb.TAKE_EDIT,
            Verb.REFUSE_EDIT,
        )
    },
    **{(status, Verb.ERASE): Status.WITHDRAWN for status in Status},
}


def may_hide(before, after):
    """Return whether comments may be hidden, or shown again, when a policy changes; no other change is on the lists."""
    return before != after and not {Policy.HIDDEN, Policy.INHERIT}.isdisjoint({before, after})
