"""The log of what was done with a story, and by whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.story import Story


class StoryActQuerySet(models.QuerySet):
    """The questions asked about what was done with stories."""

    def last_time(self, verb):
        """Return the last of these acts of this kind, with who did it; None where nobody did."""
        return self.filter(verb=verb).select_related("by").order_by("-done_at", "-id").first()


class StoryAct(models.Model):
    """
    One row for each act on a story. Append-only: written by the verbs, never changed.

    See articles/publish.py for what readers see, articles/desk.py for the way through the desk.
    """

    class Verb(models.TextChoices):
        PUBLISH = "publish", _("published")
        SCHEDULE = "schedule", _("scheduled")
        UNSCHEDULE = "unschedule", _("unscheduled")
        WITHDRAW = "withdraw", _("withdrawn")
        SUBMIT = "submit", _("sent to review")
        APPROVE = "approve", _("approved")
        RETURN = "return", _("sent back to draft")

    story = models.ForeignKey(Story, models.PROTECT, related_name="acts", verbose_name=_("story"))
    edition = models.ForeignKey(
        "articles.Edition", models.PROTECT, null=True, related_name="acts", verbose_name=_("edition")
    )
    verb = models.CharField(_("act"), max_length=10, choices=Verb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    done_at = models.DateTimeField(_("when"), default=timezone.now)
    note = models.TextField(_("note"), blank=True)
    # What the gate checked at that moment, frozen: see articles.gate.checks for the shape.
    checks = models.JSONField(_("checks"), default=list, blank=True)

    objects = StoryActQuerySet.as_manager()

    class Meta:
        ordering = ["-done_at", "-id"]
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        constraints = [
            models.CheckConstraint(
                condition=Q(verb__in=["publish", "schedule", "unschedule", "withdraw", "submit", "approve", "return"]),
                name="act_verb_known",
            )
        ]

    def __str__(self):
        return f"{self.get_verb_display()} – {self.by}"

    @property
    def warnings(self):
        """Return the sentences that the gate said without stopping the act."""
        return [check["sentence"] for check in self.checks if check["result"] == "found"]
