"""What becomes of words that were typed and never saved: how they are called in a list, and when they go."""

import logging
from datetime import timedelta
from itertools import chain

from articles.models import BLOCKS, Autosave
from newsroom.text.html import to_plain

# How the names of the form's fields end by whose words a story without headline is known.
NAMING = ("standfirst", "kicker", *(f"-{model.named_by}" for model in BLOCKS.values() if model.named_by))
KEPT = timedelta(days=30)  # without a key typed in that form

log = logging.getLogger(__name__)


def title_of(fields):
    """Return how a form begins: its headline, else the first words in it; "" where it has none."""
    named = dict(fields)
    texts = (value for name, value in fields if name.endswith(NAMING))
    return next((text for text in map(_words, chain([named.get("headline", "")], texts)) if text), "")


def forget_old(at):
    """Forget what has been kept for thirty days: one of settings.PERIODIC_TASKS."""
    old = Autosave.objects.older_than(at - KEPT)
    number, _of_each = old.unsaved().delete()
    old.delete()
    if number:
        log.warning("Autosaves forgotten, since nobody had typed on for %d days: %d.", KEPT.days, number)


def _words(value):
    return to_plain(value).strip() if value.lstrip().startswith("<") else value.strip()
