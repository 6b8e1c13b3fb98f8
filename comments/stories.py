"""What of a story counts for its discussion: only what readers see."""

from articles.models import Edition
from newsroom import pagecache


def live_edition(story_id, *, at):
    """
    Return what readers see of the story now, or None: the same for a draft as for a story that never was.

    A story that has just come by a clock that is ahead of ours is seen.
    """
    editions = Edition.objects.filter(story__pk=story_id).select_related("story")
    return editions.live(at).first() or editions.live(pagecache.clock(pagecache.story_key(story_id), at=at)).first()
