"""The states of a comment, the verbs, and the one table of what a verb may do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    REJECT = "reject", _("rejected")
    MARK_SPAM = "mark_spam", _("marked as spam")
    SEND_BACK = "send_back", _("sent back")
    REMOVE = "remove", _("removed")
    WITHDRAW = "withdraw", _("withdrawn")


class Policy(models.TextChoices):
    """What a discussion takes: everything after approval, nothing more, or it isn't shown at all."""

    PRE = "pre", _("open, comments wait for approval")
    CLOSED = "closed", _("closed")
    HIDDEN = "hidden", _("hidden")


WAITING = (Status.PENDING,)
PUBLIC = (Status.APPROVED,)

# A refusal is only undone by sending the comment back: with a direct way from rejected to approved, a moderator
# whose list is a minute old would overturn a colleague without being told.
MOVES = {
    (Status.PENDING, Verb.APPROVE): Status.APPROVED,
    (Status.PENDING, Verb.REJECT): Status.REJECTED,
    (Status.PENDING, Verb.MARK_SPAM): Status.SPAM,
    (Status.PENDING, Verb.WITHDRAW): Status.WITHDRAWN,
    (Status.APPROVED, Verb.REMOVE): Status.REMOVED,
    (Status.APPROVED, Verb.SEND_BACK): Status.PENDING,
    (Status.APPROVED, Verb.WITHDRAW): Status.WITHDRAWN,
    (Status.REJECTED, Verb.SEND_BACK): Status.PENDING,
    (Status.SPAM, Verb.SEND_BACK): Status.PENDING,
    (Status.REMOVED, Verb.SEND_BACK): Status.PENDING,
}
