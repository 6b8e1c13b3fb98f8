"""What is planned and what was published, day by day."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.models import Edition
from articles.models.story import StoryQuerySet
from newsroom.types import StrOrPromise

KINDS = {
    "published": gettext_lazy("published"),
    "scheduled": gettext_lazy("scheduled"),
    "due": gettext_lazy("deadline"),
    "embargo": gettext_lazy("embargo ends"),
}


class Entry(NamedTuple):
    """One thing that happens to a story at a moment; `kind` is one of KINDS."""

    at: datetime
    kind: str
    story_id: int
    headline: str

    @property
    def word(self) -> StrOrPromise:
        return KINDS[self.kind]


def by_day(stories: StoryQuerySet, start: datetime, end: datetime, *, at: datetime) -> dict[date, list[Entry]]:
    """
    Return {day: its Entries, in the order of time} for these stories in [start, end), as things stand at `at`.

    A publication is a story's first; what is due counts until readers have seen it. Four queries.
    """
    editions = Edition.objects.of(stories).beginning(start, end).only("live_from", "story_id", "headline")
    found = [
        *_entries("published", "live_from", editions.shown_by(at).first_of_story(), story="story_id"),
        *_entries("scheduled", "live_from", editions.scheduled(at), story="story_id"),
        *_entries("due", "due_at", stories.due_between(start, end, at).only("due_at", "headline")),
        *_entries("embargo", "embargo_until", stories.embargoed_into(start, end).only("embargo_until", "headline")),
    ]
    found.sort(key=attrgetter("at", "headline"))
    return {day: list(entries) for day, entries in groupby(found, key=lambda entry: timezone.localdate(entry.at))}


def _entries(kind: str, moment: str, rows: Iterable[Any], *, story: str = "pk") -> list[Entry]:
    return [Entry(getattr(row, moment), kind, getattr(row, story), row.headline) for row in rows]
