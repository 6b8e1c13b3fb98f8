"""The log: who did what to which comment or discussion, when and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.states import Policy, Status, Verb


class DecisionQuerySet(models.QuerySet):
    """The questions asked about what was decided."""

    def latest_about(self, comment):
        """Return the last thing that was done with the comment, with who did it; None where nothing was."""
        return self.filter(comment=comment.pk).select_related("by").order_by("-version").first()


class Decision(models.Model):
    """
    One row for each change of a comment's state. Append-only: written by the transition, never changed.

    `version` is the comment's version after it; `by` is empty where the reader withdrew the comment.
    """

    comment = models.ForeignKey("comments.Comment", models.PROTECT, related_name="decisions", verbose_name=_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    verb = models.CharField(_("decision"), max_length=10, choices=Verb)
    from_status = models.CharField(_("before"), max_length=10, choices=Status)
    to_status = models.CharField(_("after"), max_length=10, choices=Status)
    reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(_("version"))
    decided_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["comment", "version"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(fields=["comment", "version"], name="decision_once_a_version"),
            models.CheckConstraint(condition=Q(verb__in=Verb.values), name="decision_verb_known"),
            models.CheckConstraint(
                condition=Q(from_status__in=Status.values, to_status__in=Status.values), name="decision_states_known"
            ),
            models.CheckConstraint(condition=~Q(from_status=F("to_status")), name="decision_changes_something"),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(verb=Verb.WITHDRAW), name="decision_has_somebody_behind_it"
            ),
        ]

    def __str__(self):
        return f"{self.outcome} – {self.by}"

    @property
    def outcome(self):
        """What was done, in one word or two."""
        return self.get_verb_display()


class DiscussionActQuerySet(models.QuerySet):
    """The questions asked about what was done with discussions."""

    def latest_about(self, discussion):
        """Return the last thing that was done with the discussion, with who did it; None where nothing was."""
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
        verbose_name = _("act on a discussion")
        verbose_name_plural = _("acts on discussions")
        constraints = [
            models.CheckConstraint(
                condition=Q(from_policy__in=Policy.values, to_policy__in=Policy.values),
                name="discussion_act_policies_known",
            )
        ]

    def __str__(self):
        return f"{self.outcome} – {self.by}"

    @property
    def outcome(self):
        """What the discussion was made, in a few words."""
        return self.get_to_policy_display()
