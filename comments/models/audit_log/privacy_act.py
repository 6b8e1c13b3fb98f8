"""The log of what was done with all that is kept of a reader."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.states import Cause


class DataVerb(models.TextChoices):
    """What was done with it."""

    EXPORT = "export", _("exported")
    ERASE = "erase", _("erased")


class PrivacyActQuerySet(models.QuerySet["PrivacyAct"]):
    """How the log is written, and the question asked about it."""

    def note(self, verb: str, *, by: User | Cause, number: int, at: datetime) -> "PrivacyAct":
        """Write one row."""
        whose = {"cause": by} if isinstance(by, Cause) else {"by": by}
        return self.create(verb=verb, number=number, done_at=at, **whose)

    def before(self, at: datetime) -> Self:
        return self.filter(done_at__lt=at)


class PrivacyAct(models.Model):
    """One export or erasure of a reader's data. Append-only; nothing of the reader is in it."""

    Verb = DataVerb

    verb = models.CharField(_("action"), max_length=6, choices=DataVerb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    cause = models.CharField(_("cause"), max_length=10, choices=Cause, blank=True)
    number = models.PositiveIntegerField(_("comments"))
    done_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = PrivacyActQuerySet.as_manager()

    class Meta:
        ordering = ["-done_at", "-id"]
        verbose_name = _("personal data request")
        verbose_name_plural = _("requests for readers’ data")
        constraints = [
            models.CheckConstraint(condition=Q(verb__in=DataVerb.values), name="privacy_act_verb_known"),
            models.CheckConstraint(
                condition=Q(by__isnull=False, cause="") | Q(by__isnull=True, cause__in=Cause.values),
                name="privacy_act_is_somebodys_or_has_a_cause",
            ),
        ]

    def __str__(self) -> str:
        return self.get_verb_display()
