"""Which pages an act on a story, a picture or a contributor changes for readers: those, and no others, turn."""

from articles.models import Edition
from newsroom.cache import page_cache


def turn_story(story, *, at, flips=(), is_seen=True):
    """
    Let the pages of a story turn: its own, home, the corrections, the sections where it stands or stood a moment ago.

    They turn now, if readers see the act now (`is_seen`), and at those of the `flips` (moments; None is none) to come.
    """
    sections = story.editions.not_over(at).sections()
    keys = {page_cache.HOME, page_cache.story_key(story.pk), *map(page_cache.section_key, sections)}
    keys |= {page_cache.CORRECTIONS} if story.corrections.exists() else set()
    if is_seen:
        page_cache.bump(*keys, at=at)
    page_cache.flip(*keys, flips=[moment for moment in flips if moment and moment > at])


def turn_image(image, *, at):
    """Let the pages that show this picture turn, now and when the right to show it begins or ends."""
    _turn(page_cache.image_key(image.pk), image.led_editions, at=at, flips=image.rights_turn_at())


def turn_contributor(contributor, *, at):
    """Let the pages that name this contributor turn."""
    _turn(page_cache.contributor_key(contributor.pk), Edition.objects.filter(bylines__contributor=contributor), at=at)


def _turn(key, listed, *, at, flips=()):
    """Turn the stories' pages, which hang on the key themselves, and the lists in which these editions stand."""
    page_cache.bump(key, *_lists(listed.live_around(at, page_cache.SKEW)), at=at)
    page_cache.flip(key, *_lists(listed.not_over(at)), flips=flips)


def _lists(editions):
    sections = editions.sections()
    return [page_cache.HOME, *map(page_cache.section_key, sections)] if sections else []
