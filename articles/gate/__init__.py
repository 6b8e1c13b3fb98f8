"""May this be published, and if not, why not: named rules that block or warn, and what each finds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from articles.gate import fixes, head, pictures, quotations, text, typography
from articles.gate.finding import Finding, Level, Matter, Rule
from articles.models import Story

__all__ = ["RULES", "Finding", "Level", "checks", "findings"]

# What blocks stands before what warns, in the order in which a journalist would put it right.
RULES = sorted(
    (*head.RULES, *fixes.RULES, *pictures.RULES, *quotations.RULES, *text.RULES, *typography.RULES),
    key=lambda rule: rule.level == Level.WARNING,
)


def findings(story: Story, content: dict[str, Any], *, at: datetime, kind: str | None = None) -> list[Finding]:
    """Return what the gate finds if this snapshot goes live then, as this Edition.Kind; what blocks, first."""
    matter = Matter(story, content, at, kind)
    found = (
        Finding(rule.id, rule.level, sentence, rule.may_override, str(subject))
        for rule in RULES
        for subject, sentence in rule.find(matter)
    )
    return list(dict.fromkeys(found))


def checks(found: Iterable[Finding], reasons: Mapping[str, str]) -> list[dict[str, str]]:
    """
    Return what the gate has checked, for the log.

    Each is {id, level, result: "passed", "found" or "overridden", sentence, reason}; `reasons` is {key: reason}
    of the findings that were overridden.
    """
    return [row for rule in RULES for row in _rows(rule, [each for each in found if each.id == rule.id], reasons)]


def _rows(rule: Rule, found: Sequence[Finding], reasons: Mapping[str, str]) -> list[dict[str, str]]:
    row = {"id": rule.id, "level": str(rule.level), "result": "passed", "sentence": "", "reason": ""}
    if not found:
        return [row]
    return [
        row
        | {"result": "overridden" if finding.key in reasons else "found"}
        | {"sentence": finding.sentence, "reason": reasons.get(finding.key, "")}
        for finding in found
    ]
