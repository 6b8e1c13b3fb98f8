"""The log of what was done with all that is kept of a reader."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DataVerb(models.TextChoices):
    """What was done with it."""

    EXPORT = "export", _("exported")
    ERASE = "erase", _("erased")


class DataActQuerySet(models.QuerySet):
    """How the log is written, and the question asked about it."""

    def note(self, verb, *, by, number, at):
        """Write one row."""
        return self.create(verb=verb, by=by, number=number, done_at=at)

    def before(self, moment):
        """Return what was done before this moment."""
        return self.filter(done_at__lt=moment)


class DataAct(models.Model):
    """
    One row for each time that a reader's data was exported or erased, by staff or by the reader (`by` empty).

    Nothing of the reader is in it, only how many comments there were. Append-only.
    """

    Verb = DataVerb

    verb = models.CharField(_("action"), max_length=6, choices=DataVerb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    number = models.PositiveIntegerField(_("comments"))
    done_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = DataActQuerySet.as_manager()

    class Meta:
        ordering = ["-done_at", "-id"]
        verbose_name = _("request for a reader’s data")
        verbose_name_plural = _("readers’ data")
        constraints = [models.CheckConstraint(condition=Q(verb__in=DataVerb.values), name="data_act_verb_known")]

    def __str__(self):
        return self.get_verb_display()
