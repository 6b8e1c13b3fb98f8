"""What a rule of the gate is, what it looks at, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.utils.text import Truncator

from articles.models import Story

OVERRIDE = "articles.override_gate"
EXCERPT = 60  # characters of a text by which a sentence names it

T = TypeVar("T")
# What a rule yields: the id of the block or picture that it is about, "" for the story, and the sentence.
Breaches = Iterator[tuple[int | str, str]]


class Level(StrEnum):
    """What a finding does to publication."""

    BLOCKING = "blocking"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing that is in the way of publication, or should be looked at before it."""

    id: str  # the rule's
    level: Level
    sentence: str  # what is wrong and what to do, for a journalist, in the desk's language
    may_override: str | None = None  # the permission to publish all the same; None where nobody may
    subject: str = ""  # the id of the block or picture that it is about; "" where it is about the story

    @property
    def key(self) -> str:
        """What an override calls this one finding: two pull quotes have two reasons."""
        return f"{self.id}-{self.subject}" if self.subject else self.id

    @property
    def blocks(self) -> bool:
        return self.level == Level.BLOCKING


@dataclass(frozen=True)
class Rule:
    """A named rule, and what finds its breaches."""

    id: str
    find: "Callable[[Matter], Breaches]"
    level: Level = Level.BLOCKING
    may_override: str | None = None


@dataclass(frozen=True)
class Matter:
    """What is to be published: a snapshot of the story, the moment from which readers see it, and as what kind."""

    story: Story
    content: dict[str, Any]
    at: datetime
    kind: str | None = None
    _read: dict[Callable, Any] = field(default_factory=dict)

    def once(self, read: "Callable[[Matter], T]") -> T:
        """Return what this function reads out of the matter: it is called once, though several rules ask."""
        if read not in self._read:
            self._read[read] = read(self)
        return self._read[read]

    def blocks(self, kind: str) -> list[dict[str, Any]]:
        return [block for block in self.content["blocks"] if block["kind"] == kind]


def short(text: str) -> str:
    return Truncator(text.strip()).chars(EXCERPT)
