"""
The acts on what the newsroom lays down: policies, reasons, blocks. Each writes its row of the log with the change.

Blocks have more to them: see comments/blocking.py.
"""

from django.db import transaction
from django.utils import timezone

from articles.models import Section
from comments.models import HousePolicy, Policy, Reason, RuleAct, rights
from comments.models.refusals import name_of
from comments.models.rule_act import FIELD_OF
from newsroom import pagecache

Verb = RuleAct.Verb
NOTHING = {"None", "", "[]"}  # a field that is empty before and after, however it is so


@transaction.atomic
def lay_down(policy, *, by, moderators=None, at=None):
    """
    Save what a section, or the whole site, takes from now on, and return the row of the log; None if nothing changed.

    `moderators` are those who decide in this section alone; None leaves them as they are. Every page that this changes
    turns at once.
    """
    rights.require_over_rule(by, "change" if policy.pk else "add", HousePolicy)
    before = _stood(policy)
    policy.save()
    if moderators is not None:
        policy.moderators.set(moderators)
    after = _stood(policy)
    act = log(policy, before, after, by=by, at=at)
    if _shown(before) != _shown(after):
        pagecache.bump(*_pages(policy), at=act.decided_at)
    return act


@transaction.atomic
def word(reason, *, by, at=None):
    """Save a reason for refusals, and return the row of the log; None if nothing changed."""
    rights.require_over_rule(by, "change" if reason.pk else "add", Reason)
    before = _stood(reason)
    reason.save()
    return log(reason, before, _stood(reason), by=by, at=at)


@transaction.atomic
def drop(reason, *, by, at=None):
    """Take a reason away; what was refused for it keeps its words. Return the row of the log."""
    rights.require_over_rule(by, "delete", Reason)
    act = RuleAct.objects.create(
        verb=Verb.DROP,
        about=_name(reason),
        changes=_changes(_stood(reason), {}),
        by=by,
        decided_at=at or timezone.now(),
    )
    reason.delete()
    return act


def log(rule, before, after, *, by, verb=None, reason="", at=None):
    """Write down what became of a rule, {field: value} `before` and `after`; None where nothing did."""
    changes = _changes(before, after)
    if not changes:
        return None
    return RuleAct.objects.create(
        verb=verb or (Verb.CHANGE if before else Verb.LAY_DOWN),
        about=_name(rule),
        changes=changes,
        reason=reason,
        by=by,
        decided_at=at or timezone.now(),
        **{FIELD_OF[type(rule)]: rule},
    )


def _shown(stood):
    """Return what readers see of a policy that stands so."""
    return stood.get("policy", Policy.INHERIT), stood.get("closes_after")


def _pages(policy):
    """Return the keys of the pages that a policy changes: the stories', and those that tell of hidden comments."""
    sections = Section.objects.values_list("pk", flat=True) if policy.section_id is None else [policy.section_id]
    counts = [pagecache.counts_key(), *map(pagecache.counts_key, sections)]
    return [pagecache.policy_key(policy.section_id), pagecache.COMMENTS, *counts]


def names_of(users):
    """Return the names of these people, in order."""
    return sorted(map(name_of, users))


def _name(rule):
    return f"{rule._meta.verbose_name}: {rule}"[:300]


def _stood(rule):
    """Return how the rule stands in the database, {field: value}; empty where it isn't there yet."""
    stored = rule.pk and type(rule).objects.filter(pk=rule.pk).first()
    if not stored:
        return {}
    values = {field.name: field.value_from_object(stored) for field in rule._meta.local_fields if not field.primary_key}
    if isinstance(rule, HousePolicy):
        values["moderators"] = names_of(stored.moderators.all())
    return values


def _changes(before, after):
    names = [*before, *(name for name in after if name not in before)]
    pairs = {name: [before.get(name), after.get(name)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and not NOTHING.issuperset(map(str, pair))}
