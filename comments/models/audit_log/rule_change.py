"""Who changed which rule (a policy, a block or a reason), what, when and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.models.audit_log.queryset import AuditedQuerySet
from comments.models.block import Block
from comments.models.commenter import erased_word
from comments.models.policy import ModerationPolicy
from comments.models.reason import Reason
from newsroom.db.search_fields import Searchable, SearchTextField


class RuleVerb(models.TextChoices):
    """What can be done with a rule; the label says it of one that it was done with."""

    CREATE = "create", pgettext_lazy("rule", "created")
    CHANGE = "change", _("changed")
    LIFT = "lift", _("lifted")
    DROP = "drop", _("deleted")


class RuleChangeQuerySet(AuditedQuerySet):
    """The questions asked about changes of the rules."""

    SECTION = "policy__section"
    COMMENT = None

    def for_audit_log(self) -> Self:
        return self.select_related("by")

    def about_readers(self, *, before: datetime) -> Self:
        """What was done with blocks: only those may name somebody."""
        return self.filter(policy__isnull=True, canned__isnull=True, decided_at__lt=before)

    def forget_reader(self, blocks: Iterable[Block]) -> int:
        return self.filter(block__in=blocks).update(about=erased_word(), reason="", changes={})

    def latest_about(self, rule: models.Model) -> "RuleChange | None":
        return self.filter(**{FIELD_OF[type(rule)]: rule.pk}).select_related("by").order_by("-pk").first()


class RuleChange(Searchable):
    """One change of a rule. Append-only. `about` is its name at that time, `changes` {field: [before, after]}."""

    Verb = RuleVerb

    verb = models.CharField(_("action"), max_length=10, choices=RuleVerb)
    policy = models.ForeignKey(
        ModerationPolicy, models.SET_NULL, null=True, related_name="acts", verbose_name=_("moderation policy")
    )
    block = models.ForeignKey(Block, models.SET_NULL, null=True, related_name="acts", verbose_name=_("block"))
    canned = models.ForeignKey(Reason, models.SET_NULL, null=True, related_name="acts", verbose_name=_("reason"))
    about = models.CharField(_("rule"), max_length=300)
    changes = models.JSONField(_("changes"), default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    decided_at = models.DateTimeField(_("when"), default=timezone.now)
    search_text = SearchTextField(sources=["reason", "about"])

    objects = RuleChangeQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes it for an instance's

    class Meta:
        ordering = ["-decided_at", "-id"]
        verbose_name = _("action on a rule")
        verbose_name_plural = _("actions on rules")
        indexes = [models.Index("decided_at", name="rule_change_by_age")]
        constraints = [models.CheckConstraint(condition=Q(verb__in=RuleVerb.values), name="rule_change_verb_known")]

    def __str__(self) -> str:
        return f"{self.outcome} – {self.by}"

    @property
    def outcome(self) -> str:
        return self.get_verb_display()


FIELD_OF = {ModerationPolicy: "policy", Block: "block", Reason: "canned"}
