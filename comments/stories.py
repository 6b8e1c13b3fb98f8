"""What of a story counts for its discussion: only what readers see."""

from articles.models import Edition


def live_edition(story_id, *, at):
    """Return what readers see of the story now, or None: the same for a draft as for a story that never was."""
    return Edition.objects.live(at).filter(story__pk=story_id).select_related("story").first()
