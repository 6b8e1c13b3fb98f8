"""What was done with discussions: one row for each change of a policy."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.audit_log.queryset import AuditedQuerySet
from comments.models.states import Policy


class DiscussionActQuerySet(AuditedQuerySet):
    """The questions asked about what was done with discussions."""

    SECTION = "discussion__story__section"
    COMMENT = None

    def for_audit_log(self) -> Self:
        return self.select_related("by", "discussion__story")

    def latest_about(self, discussion: models.Model) -> "DiscussionAct | None":
        return self.filter(discussion=discussion.pk).select_related("by").order_by("-pk").first()


class DiscussionAct(models.Model):
    """One row for each change of a discussion's policy. Append-only: written by Discussion.set_policy."""

    discussion = models.ForeignKey(
        "comments.Discussion", models.PROTECT, related_name="acts", verbose_name=_("discussion")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    from_policy = models.CharField(_("before"), max_length=10, choices=Policy)
    to_policy = models.CharField(_("after"), max_length=10, choices=Policy)
    closes_at = models.DateTimeField(_("closes"), null=True)
    decided_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = DiscussionActQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-id"]
        verbose_name = _("action on a discussion")
        verbose_name_plural = _("actions on discussions")
        indexes = [models.Index("decided_at", name="discussion_act_by_age")]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_policy__in=Policy.values, to_policy__in=Policy.values),
                name="discussion_act_policies_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} – {self.by}"

    @property
    def outcome(self) -> str:
        return self.get_to_policy_display()
