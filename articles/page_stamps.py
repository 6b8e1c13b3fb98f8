"""Which pages an act on a story, a picture or a contributor changes for readers: those, and no others, turn."""

from collections.abc import Iterable
from datetime import datetime

from articles.models import Contributor, Edition, Image, Story
from articles.models.edition import EditionQuerySet
from newsroom.cache import page_cache


def turn_story(story: Story, *, at: datetime, flips: Iterable[datetime | None] = (), is_seen: bool = True) -> None:
    """
    Let the pages of a story turn: its own, home, the corrections, the sections where it stands or stood a moment ago.

    They turn now, if readers see the act now (`is_seen`), and at those of the `flips` to come.
    """
    sections = story.editions.not_over(at).sections()
    keys = {page_cache.HOME, page_cache.story_key(story.pk), *map(page_cache.section_key, sections)}
    keys |= {page_cache.CORRECTIONS} if story.corrections.exists() else set()
    if is_seen:
        page_cache.bump(*keys, at=at)
    page_cache.flip(*keys, flips=[moment for moment in flips if moment and moment > at])


def turn_image(image: Image, *, at: datetime) -> None:
    """Let the pages that show this picture turn, now and when the right to show it begins or ends."""
    _turn(page_cache.image_key(image.pk), image.led_editions.all(), at=at, flips=image.rights_turn_at())


def turn_contributor(contributor: Contributor, *, at: datetime) -> None:
    """Let the pages that name this contributor turn."""
    _turn(page_cache.contributor_key(contributor.pk), Edition.objects.filter(bylines__contributor=contributor), at=at)


def _turn(key: str, listed: EditionQuerySet, *, at: datetime, flips: Iterable[datetime | None] = ()) -> None:
    """Turn the stories' pages, which hang on the key themselves, and the lists in which these editions stand."""
    page_cache.bump(key, *_lists(listed.live_around(at, page_cache.SKEW)), at=at)
    page_cache.flip(key, *_lists(listed.not_over(at)), flips=flips)


def _lists(editions: EditionQuerySet) -> list[str]:
    sections = editions.sections()
    return [page_cache.HOME, *map(page_cache.section_key, sections)] if sections else []
