"""The end of an address, made from a headline or a name in any script."""

import itertools
import re
import unicodedata
from typing import Any

from anyascii import anyascii
from django.db import models

ROOM = 10  # characters that are left for a number after a slug that is taken


def slug_of(text: str) -> str:
    """
    Return a text as a slug, empty where no letter or digit is in it: `Łódź : l’œuvre` → lodz-l-oeuvre.

    What is no letter or digit separates: `24/7` → 24-7, `Paris–Nice` → paris-nice. What is invisible (a soft hyphen) is
    left out. Letters of other scripts are spelled in ASCII by anyascii.
    """
    spelled = anyascii("".join(map(_spelt, unicodedata.normalize("NFC", text))))
    return re.sub(r"[^a-z0-9]+", "-", spelled.lower()).strip("-")


def free_slug(text: str, *, of: models.Model) -> str:
    """Return a slug that no other row of the model of `of` has, cut between words; never empty."""
    model: Any = type(of)
    base = _cut(slug_of(text), model._meta.get_field("slug").max_length - ROOM) or model._meta.model_name
    taken = model.objects.filter(slug__startswith=base).exclude(pk=of.pk)
    taken = set(taken.values_list("slug", flat=True))
    candidates = itertools.chain([base], (f"{base}-{number}" for number in itertools.count(2)))
    return next(slug for slug in candidates if slug not in taken)


_WITHIN_A_WORD = "\u02bb\u02bc\u02b9"  # letters that anyascii spells as an apostrophe, as in the name of Hawaii


def _spelt(char: str) -> str:
    """Return a character as anyascii is to spell it: signs it has names for (⚽ is “:soccer:”), a slug has none."""
    if char == "№":
        return "no "
    category = "Cf" if char in _WITHIN_A_WORD else unicodedata.category(char)
    return char if category[0] in "LMN" else "" if category == "Cf" else " "


def _cut(slug: str, most: int) -> str:
    return slug if len(slug) <= most else slug[: most + 1].rpartition("-")[0] or slug[:most]
