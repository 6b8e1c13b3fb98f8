"""What the public template shows before anything is public: a snapshot as an edition that is never saved."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from articles.models import Contributor, Edition, EditionByline, Image, Section, Story


def edition_of(content: dict[str, Any], at: datetime) -> Edition:
    """Return an edition as the story page reads it, never saved, without what points to rows that are deleted."""
    # A key that no row has, since Django gives lists to nothing that has none.
    edition = Edition(
        pk=0,
        section=Section.objects.filter(pk=content["section"]).first(),
        lead_image=Image.objects.select_related("credit").filter(pk=content["lead_image"]).first(),
        first_published_at=at,
        path="/",
        live_from=at,
        **Edition.copied(content),
    )
    cache = {"bylines": list(_bylines(content))}
    edition._prefetched_objects_cache = cache  # type: ignore[attr-defined]  # Django makes it when it prefetches
    return edition


def embargo_of(story: Story, at: datetime) -> datetime | None:
    return story.embargo_until if story.embargo_until and story.embargo_until > at else None


def _bylines(content: dict[str, Any]) -> Iterator[EditionByline]:
    people = Contributor.objects.in_bulk(line["contributor"] for line in content["bylines"])
    for line in content["bylines"]:
        if line["contributor"] in people:
            yield EditionByline(contributor=people[line["contributor"]], role=line["role"])
