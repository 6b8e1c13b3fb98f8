"""What becomes of words that were typed and never saved: how they are called in a list, and when they go."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from articles.models import BLOCKS, Autosave
from newsroom.text.html import to_plain

# How the names of the form's fields end by whose words a story without headline is known.
NAMING = ("standfirst", "kicker", *(f"-{model.named_by}" for model in BLOCKS.values() if model.named_by))
KEPT = timedelta(days=30)  # without a key typed in that form

log = logging.getLogger(__name__)


def title_of(fields: Sequence[Any]) -> str:
    """Return how a form, as [name, value] pairs, begins: its headline, else the first words in it."""
    headline = dict(fields).get("headline", "")
    texts = (value for name, value in fields if name.endswith(NAMING))
    return next(filter(None, map(_words, chain([headline], texts))), "")


def forget_old(at: datetime) -> None:
    """Forget what has been kept for thirty days: one of settings.PERIODIC_TASKS."""
    old = Autosave.objects.older_than(at - KEPT)
    number, _of_each = old.unsaved().delete()
    old.delete()
    if number:
        log.warning("Autosaves forgotten, since nobody had typed on for %d days: %d.", KEPT.days, number)


def _words(value: str) -> str:
    return to_plain(value).strip() if value.lstrip().startswith("<") else value.strip()
