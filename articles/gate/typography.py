"""The gate's rule on typography: what the button “Typography” would put right."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.gate.finding import Breaches, Level, Matter, Rule, short
from articles.models import BLOCKS, Story
from articles.models.story_fields import MARKUP, PROSE
from articles.text.typography import set_fields

MOST_SHOWN = 3


def _written(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of the fields of a snapshot that readers read, as far as they are set."""
    for name in Story.names(PROSE):
        yield name, content.get(name, "")
    for block in content["blocks"]:
        for name in BLOCKS[block["kind"]].names(PROSE, MARKUP):
            yield name, block.get(name, "")


def _typography(matter: Matter) -> Breaches:
    changed = set_fields(_written(matter.content), matter.content["language"])
    found = [before for _name, _value, changes in changed for before, _after in changes]
    if found:
        sentence = ngettext(
            "Typography to correct in %(count)d place: %(places)s. Press “Typography” above the text.",
            "Typography to correct in %(count)d places: %(places)s. Press “Typography” above the text.",
            len(found),
        )
        places = ", ".join(_("“%(words)s”") % {"words": short(before)} for before in found[:MOST_SHOWN])
        yield "", sentence % {"count": len(found), "places": places}


RULES = (Rule("typography", _typography, Level.WARNING),)
