"""What of a story counts for its discussion: only what readers see."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from articles.models import Edition
from comments.models import Commenter
from newsroom.cache import page_cache


def live_edition(story_id: int, *, at: datetime) -> Edition | None:
    """What readers see of the story; None for a draft too. One that came by a clock ahead of ours counts."""
    editions = Edition.objects.filter(story__pk=story_id).select_related("story")
    return editions.live(at).first() or editions.live(page_cache.clock(page_cache.story_key(story_id), at=at)).first()


def language_of(story_id: int, *, at: datetime) -> str:
    """The language in which readers last saw the story; the paper's where they never did."""
    seen = Edition.objects.last_shown(story_id, at).values_list("language", flat=True).first()
    return seen or settings.LANGUAGE_CODE


def languages_of(story_ids: Iterable[int], *, at: datetime) -> dict[int, str]:
    """{id of a story: the language that `language_of` has for it}; one query."""
    seen = Edition.objects.of(story_ids).shown_by(at).order_by("number")
    return dict.fromkeys(story_ids, settings.LANGUAGE_CODE) | dict(seen.values_list("story", "language"))


def language_to(commenter: Commenter, *, at: datetime) -> str:
    """The language of the story that the commenter last commented on, empty without one."""
    story_id = commenter.comments.last_story_id()
    return language_of(story_id, at=at) if story_id else ""
