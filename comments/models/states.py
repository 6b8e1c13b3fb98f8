"""Where a comment and a discussion can stand; what leads a comment from one state to another is in verbs.py."""

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


def may_hide(before: str, after: str) -> bool:
    """Whether comments may be hidden, or shown again, when a policy changes; no other change is on the lists."""
    return before != after and not {Policy.HIDDEN, Policy.INHERIT}.isdisjoint({before, after})
