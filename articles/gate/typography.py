"""The gate's rule on typography: what the button “Typography” would put right."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.gate.finding import Level, Rule, short
from articles.text.typography import BLOCK_FIELDS, STORY_FIELDS, set_fields

MOST_SHOWN = 3


def _written(content):
    """Yield (name, value) of the fields of a snapshot that readers read, as far as they are set."""
    for name in STORY_FIELDS:
        yield name, content[name]
    for block in content["blocks"]:
        for name in BLOCK_FIELDS.get(block["kind"], ()):
            yield name, block[name]


def _typography(matter):
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
