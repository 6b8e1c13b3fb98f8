"""The button “Typography”: sets the words of the story form as it stands; nothing is saved."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.story.unsaved import show_form
from articles.admin.story.views.pages import find_story
from articles.models import BLOCKS, Story
from articles.models.story_fields import MARKUP, PROSE
from articles.text.typography import set_fields, visible
from newsroom.types import StaffRequest

_BLOCK_FIELD = re.compile(r"(?P<block>(?P<formset>\w+)-\d+)-(?P<name>\w+)")
# By the names that the form gives the blocks of each kind.
_SET = {
    model._meta.get_field("parent").remote_field.get_accessor_name(): model.names(PROSE, MARKUP)
    for model in BLOCKS.values()
}


def set_typography(request: StaffRequest, pk: int | None = None, *, admin: Any) -> HttpResponse:
    """
    Answer a script with {fields: {name: new value}, changes: [[before, after]], sentence}.

    Without a script the form is shown again with its words set, not saved.
    """
    find_story(request, pk, admin=admin, may=admin.has_change_permission)
    typed = request.POST.copy()
    found = list(set_fields(_written(typed), typed.get("language", "")))
    changes = [[visible(before), visible(after)] for _n, _v, pairs in found for before, after in pairs]
    fields = {name: new for name, new, _pairs in found}
    sentence = _sentence(len(changes))
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"fields": fields, "changes": changes, "sentence": sentence})
    for name, new in fields.items():
        typed[name] = new
    sentence = _("%(what)s Not saved yet.") % {"what": sentence}
    response: Any = show_form(request, pk, typed, sentence, admin=admin)
    response.context_data["typography_changes"] = changes
    return response


def _written(posted: QueryDict) -> Iterator[tuple[str, Any]]:
    """Yield (name, value) of the posted fields that are set; those of a deleted block aren't."""
    for name, value in posted.items():
        field = _BLOCK_FIELD.fullmatch(name)
        in_block = (
            field and field["name"] in _SET.get(field["formset"], ()) and f"{field['block']}-DELETE" not in posted
        )
        if name in Story.names(PROSE) or in_block:
            yield name, value


def _sentence(count: int) -> str:
    if not count:
        return _("The typography is already correct.")
    sentence = ngettext("Typography corrected in %(count)d place.", "Typography corrected in %(count)d places.", count)
    return sentence % {"count": count}
