"""What the discussions of a section take, or of the whole site, and who decides there."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from articles.models import Section
from comments.models.states import Policy


class ModerationPolicyQuerySet(models.QuerySet["ModerationPolicy"]):
    """The questions asked about policies."""

    def over(self, section_id: int | None) -> Self:
        return self.filter(Q(section__isnull=True) | Q(section=section_id))

    def of_just(self, section: Section | None) -> Self:
        """None: that of the whole site."""
        return self.filter(section=section) if section else self.filter(section__isnull=True)


# What a policy says beside who decides.
SAYS = ("policy", "closes_after", "holds_until")


def in_force(section: Any) -> dict[str, Subquery]:
    """Annotations for a section (an id or an OuterRef) and the site: the policies cost no query of their own."""
    policies = {
        "section": ModerationPolicy.objects.filter(section=section),
        "site": ModerationPolicy.objects.of_just(None),
    }
    return {f"{whose}_{name}": Subquery(rows.values(name)[:1]) for whose, rows in policies.items() for name in SAYS}


def policy_in_force(own: str, section: int | OuterRef | None) -> Coalesce:
    """The story's policy (in the field `own`), else the section's or the site's. See also comments.policy.stance."""
    said = in_force(section)
    levels = [F(own), said["section_policy"], said["site_policy"]]
    return Coalesce(*(NullIf(level, Value(Policy.INHERIT)) for level in levels), Value(Policy.PRE))


def limits_of(user: User) -> list[int]:
    """The ids of the sections that a person's decisions are limited to; empty where they decide everywhere."""
    # All of them, and not asked by value: a page that asks more than once has them prefetched.
    return [policy.section_id for policy in user.moderated.all() if policy.section_id]


class ModerationPolicy(models.Model):
    """
    What the discussions of a section take, or of the whole site where `section` is empty; a story can have its own.

    `closes_after` counts from the first publication. `moderators` decide in this section alone; one who is named
    nowhere decides everywhere.
    """

    section = models.OneToOneField(
        Section, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    policy = models.CharField(_("moderation policy"), max_length=10, choices=Policy, default=Policy.INHERIT)
    closes_after = models.PositiveSmallIntegerField(_("closes after (days)"), null=True, blank=True)
    holds_until = models.DateTimeField(_("hold all comments until"), null=True, blank=True)
    moderators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="moderated", verbose_name=_("moderators")
    )

    objects = ModerationPolicyQuerySet.as_manager()

    class Meta:
        ordering = ["section"]
        verbose_name = _("moderation policy")
        verbose_name_plural = _("moderation policies")
        constraints = [
            models.CheckConstraint(condition=Q(policy__in=Policy.values), name="moderation_policy_known"),
            models.UniqueConstraint(Coalesce("section", Value(0)), name="moderation_policy_once_a_section"),
        ]

    def __str__(self) -> str:
        return str(self.section) if self.section else str(_("the whole site"))

    @classmethod
    def carried_by(cls, row: models.Model) -> list[Self]:
        """The policies that a row with the annotations of `in_force` carries, the section's first; unsaved."""
        said = [{name: getattr(row, f"{whose}_{name}") for name in SAYS} for whose in ("section", "site")]
        return [cls(**each) for each in said if each["policy"]]
