"""
The acts on policies, reasons and blocks. Each writes its row of the log with the change.

Blocks have more to them: see comments/moderation/blocks.py.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Section
from comments.models import Block, ModerationPolicy, Policy, Reason, RuleChange, rights
from comments.models.audit_log.rule_change import FIELD_OF
from comments.models.refusals import name_of
from comments.models.states import may_hide
from newsroom.cache import page_cache

Verb = RuleChange.Verb
Rule = ModerationPolicy | Reason | Block
SAYS_NOTHING = (Policy.INHERIT, None)  # where there is no policy
NOTHING = {"None", "", "[]"}  # a field that is empty before and after, however it is so


@transaction.atomic
def set_policy(
    policy: ModerationPolicy, *, by: User, moderators: Iterable[User] | None = None, at: datetime | None = None
) -> RuleChange | None:
    """
    Save what a section, or the whole site, takes from now on, and log it; None if nothing changed.

    `moderators` are those who decide in this section alone; None leaves them as they are. Every page that this changes
    turns at once.
    """
    rights.require_over_rule(by, "change" if policy.pk else "add", ModerationPolicy)
    before = _stood(policy)
    policy.save()
    if moderators is not None:
        policy.moderators.set(moderators)
    after = _stood(policy)
    act = log(policy, before, after, by=by, at=at)
    if act and (pages := _pages(before, after)):
        page_cache.bump(*pages, at=act.decided_at)
    return act


@transaction.atomic
def save_reason(reason: Reason, *, by: User, at: datetime | None = None) -> RuleChange | None:
    """Save a reason for refusals, and log it; None if nothing changed."""
    rights.require_over_rule(by, "change" if reason.pk else "add", Reason)
    before = _stood(reason)
    reason.save()
    return log(reason, before, _stood(reason), by=by, at=at)


@transaction.atomic
def delete_reason(reason: Reason, *, by: User, at: datetime | None = None) -> RuleChange:
    """Take a reason away, and log it; what was refused for it keeps its words."""
    rights.require_over_rule(by, "delete", Reason)
    act = RuleChange.objects.create(
        verb=Verb.DROP,
        about=_name(reason),
        changes=_changes(_stood(reason), {}),
        by=by,
        decided_at=at or timezone.now(),
    )
    reason.delete()
    return act


def log(
    rule: Rule,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    by: User,
    verb: str | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> RuleChange | None:
    """Write down what became of a rule, {field: value} `before` and `after`; None where nothing did."""
    changes = _changes(before, after)
    if not changes:
        return None
    return RuleChange.objects.create(
        verb=verb or (Verb.CHANGE if before else Verb.CREATE),
        about=_name(rule),
        changes=changes,
        reason=reason,
        by=by,
        decided_at=at or timezone.now(),
        **{FIELD_OF[type(rule)]: rule},
    )


def _pages(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The keys of the pages that a policy changes: the stories', and those that tell of hidden comments."""
    was, now = _shown(before), _shown(after)
    pages: list[str] = []
    for section in {*was, *now}:
        (old, old_days), (new, new_days) = was.get(section, SAYS_NOTHING), now.get(section, SAYS_NOTHING)
        if (old, old_days) != (new, new_days):
            pages.append(page_cache.policy_key(section))
        if may_hide(old, new):
            pages += [page_cache.COMMENTS, *_counts(section)]
    return pages


def _shown(stood: Mapping[str, Any]) -> dict[int | None, tuple[str, int | None]]:
    """What readers see of a policy that stands so: {id of its section, or None: (policy, days)}."""
    return {stood["section"]: (stood["policy"], stood["closes_after"])} if stood else {}


def _counts(section: int | None) -> list[str]:
    """The keys of the lists that tell how many comments there are in a section, or in all (None)."""
    sections = Section.objects.values_list("pk", flat=True) if section is None else [section]
    return [page_cache.counts_key(), *map(page_cache.counts_key, sections)]


def names_of(users: Iterable[User]) -> list[str]:
    return sorted(map(name_of, users))


def _name(rule: Rule) -> str:
    return f"{rule._meta.verbose_name}: {rule}"[:300]


def _stood(rule: Rule) -> dict[str, Any]:
    """How the rule stands in the database, {field: value}; empty where it isn't there yet."""
    stored: Any = rule.pk and type(rule).objects.filter(pk=rule.pk).first()
    if not stored:
        return {}
    values = {field.name: field.value_from_object(stored) for field in rule._meta.local_fields if not field.primary_key}
    if isinstance(rule, ModerationPolicy):
        values["moderators"] = names_of(stored.moderators.all())
    return values


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    names = [*before, *(name for name in after if name not in before)]
    pairs = {name: [before.get(name), after.get(name)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and not NOTHING.issuperset(map(str, pair))}
