"""What the templates of the moderation queue ask for beyond their context."""

from django import template

from comments.models import Comment, Flag
from comments.moderation import similar

register = template.Library()

HEAVY, WARM = 10, 4  # from these weights on a row is marked


@register.filter
def flag_words(name: str) -> str:
    return str(Flag.Name(name).label) if name else ""


@register.filter
def temperature(weight: int) -> str:
    """How much speaks against a comment, in one word for the style sheet."""
    return "heavy" if weight >= HEAVY else "warm" if weight >= WARM else "light"


@register.filter
def shared(comment: Comment, kind: str) -> str:
    """What others share with a comment; only a domain is named, for all else would tell of its reader."""
    label = str(similar.KINDS[kind])
    return f"{label} ({similar.domain_in(comment.body)})" if kind == "domain" else label
