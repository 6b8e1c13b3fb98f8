"""The end of a story's address, made from its headline."""

import itertools

from django.utils.text import slugify

from articles.models import Story

# What Unicode doesn't take apart but readers of a slug expect to be.
LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": " ", "'": " "})


def free_slug(headline, *, story=None):
    """Return a slug for this headline that no other story has, at most 80 characters long."""
    base = slugify(headline.translate(LIGATURES))[:70].rstrip("-") or "story"
    taken = Story.objects.filter(slug__startswith=base).exclude(pk=story.pk if story else None)
    taken = set(taken.values_list("slug", flat=True))
    candidates = itertools.chain([base], (f"{base}-{number}" for number in itertools.count(2)))
    return next(slug for slug in candidates if slug not in taken)
