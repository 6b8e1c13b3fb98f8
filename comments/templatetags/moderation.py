"""What the templates of the moderation queue ask for beyond their context."""

from django import template

from comments.models import Flag
from comments.moderation import similar

register = template.Library()

HEAVY, WARM = 10, 4  # from these weights on a row is marked


@register.filter
def flag_words(name):
    """Return what a flag of this name says to a moderator."""
    return Flag.Name(name).label if name else ""


@register.filter
def temperature(weight):
    """Return how much speaks against a comment, in one word for the style sheet."""
    return "heavy" if weight >= HEAVY else "warm" if weight >= WARM else "light"


@register.filter
def shared(comment, kind):
    """Return in words what others share with a comment; a domain by its name, all else says nothing of its reader."""
    label = similar.KINDS[kind]
    return f"{label} ({similar.domain_in(comment.body)})" if kind == "domain" else label
