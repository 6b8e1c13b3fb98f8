"""Which pages an act on a story, a picture or a contributor changes for readers: no others are made anew."""

from collections.abc import Iterable
from datetime import datetime

from articles.models import Contributor, Edition, Image, Story
from articles.models.edition import EditionQuerySet
from newsroom.cache import page_cache


def invalidate_story(
    story: Story, *, at: datetime, flips: Iterable[datetime | None] = (), is_seen: bool = True
) -> None:
    """
    Have a story's pages made anew: its own, home, the corrections, the sections where it stands or stood a moment ago.

    Now, if readers see the act now (`is_seen`), and at those of the `flips` to come.
    """
    sections = story.editions.not_over(at).sections()
    keys = {page_cache.HOME, page_cache.story_key(story.pk), *map(page_cache.section_key, sections)}
    keys |= {page_cache.CORRECTIONS} if story.corrections.exists() else set()
    if is_seen:
        page_cache.bump(*keys, at=at)
    page_cache.flip(*keys, flips=[moment for moment in flips if moment and moment > at])


def invalidate_image(image: Image, *, at: datetime) -> None:
    """Have the pages that show this picture made anew, now and when the right to show it begins or ends."""
    _invalidate(page_cache.image_key(image.pk), image.led_editions.all(), at=at, flips=image.rights_turn_at())


def invalidate_contributor(contributor: Contributor, *, at: datetime) -> None:
    """Have the pages that name this contributor made anew."""
    signed = Edition.objects.filter(bylines__contributor=contributor)
    _invalidate(page_cache.contributor_key(contributor.pk), signed, at=at)


def _invalidate(key: str, listed: EditionQuerySet, *, at: datetime, flips: Iterable[datetime | None] = ()) -> None:
    """The stories' pages hang on the key themselves; the lists are those in which these editions stand."""
    page_cache.bump(key, *_lists(listed.live_around(at, page_cache.SKEW)), at=at)
    page_cache.flip(key, *_lists(listed.not_over(at)), flips=flips)


def _lists(editions: EditionQuerySet) -> list[str]:
    sections = editions.sections()
    return [page_cache.HOME, *map(page_cache.section_key, sections)] if sections else []
