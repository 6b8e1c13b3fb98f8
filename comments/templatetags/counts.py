"""How many comments stories have, and how many wait: for a list of cards, and for the head of the desk."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template import Context

from articles.models import Edition
from comments import policy
from comments.models import Comment

register = template.Library()


@register.simple_tag
def comment_counts(editions: Iterable[Edition]) -> dict[int, int]:
    """{id of the story: its public comments} of those of these editions that have some; one query."""
    mine = Edition.objects.filter(pk__in=[edition.pk for edition in editions])
    commented = policy.shown(mine).filter(story__discussion__approved_count__gt=0)
    return dict(commented.values_list("story", "story__discussion__approved_count"))


@register.filter
def of_story(counts: Mapping[int, int] | None, edition: Edition) -> int:
    return (counts or {}).get(edition.story_id, 0)


@register.simple_tag(takes_context=True)
def waiting_comments(context: Context) -> Mapping[str, Any] | None:
    """
    {number, oldest} of what waits for this moderator, None for everybody else; one query.

    In the moderation queue it is None too: its tabs say so themselves.
    """
    user = context["request"].user
    is_needed = user.has_perm("comments.moderate_comment") and "oldest_at" not in context
    return Comment.objects.waiting_for(user) if is_needed else None
