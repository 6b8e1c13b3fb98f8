"""Which pages an act on a story, a picture or a contributor changes for readers: those, and no others, turn."""

from articles.models import Edition
from newsroom import pagecache


def turn_story(story, *, at, flips=(), is_seen=True):
    """
    Let the pages of a story turn: its own, home, the corrections, the sections where it stands or stood a moment ago.

    They turn now, if readers see the act now (`is_seen`), and at those of the `flips` (moments; None is none) to come.
    """
    sections = story.editions.not_over(at).sections()
    keys = {pagecache.HOME, pagecache.story_key(story.pk), *map(pagecache.section_key, sections)}
    keys |= {pagecache.CORRECTIONS} if story.corrections.exists() else set()
    if is_seen:
        pagecache.bump(*keys, at=at)
    pagecache.turn(*keys, flips=[moment for moment in flips if moment and moment > at])


def turn_image(image, *, at):
    """Let the pages that show this picture turn, now and when the right to show it begins or ends."""
    _turn(pagecache.image_key(image.pk), Edition.objects.led_by(image), at=at, flips=image.rights_turn_at())


def turn_contributor(contributor, *, at):
    """Let the pages that name this contributor turn."""
    _turn(pagecache.contributor_key(contributor.pk), Edition.objects.signed_by(contributor), at=at)


def _turn(key, listed, *, at, flips=()):
    """Turn the stories' pages, which hang on the key themselves, and the lists in which these editions stand."""
    pagecache.bump(key, *_lists(listed.live_around(at, pagecache.SKEW)), at=at)
    pagecache.turn(key, *_lists(listed.not_over(at)), flips=flips)


def _lists(editions):
    sections = editions.sections()
    return [pagecache.HOME, *map(pagecache.section_key, sections)] if sections else []
