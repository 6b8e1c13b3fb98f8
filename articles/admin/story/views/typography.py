"""The button “Typography”: sets the words of the story form as it stands; nothing is saved."""

import re

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.models import BLOCKS
from articles.text.typography import BLOCK_FIELDS, STORY_FIELDS, set_fields, visible

_BLOCK_FIELD = re.compile(r"(?P<block>(?P<formset>\w+)-\d+)-(?P<name>\w+)")
# By the names that the form gives the blocks of each kind.
_SET = {
    BLOCKS[kind]._meta.get_field("parent").remote_field.get_accessor_name(): names
    for kind, names in BLOCK_FIELDS.items()
}


class TypographyMixin(ModelAdmin):
    """Sets the posted story form, valid or not, and answers with what that changes."""

    def get_urls(self):
        """Add the door of a new story and of one that exists."""
        view = self.admin_site.admin_view(self.typography_view)
        return [
            path("add/typography/", view, name="articles_story_typography_new"),
            path("<int:pk>/change/typography/", view, name="articles_story_typography"),
            *super().get_urls(),
        ]

    @method_decorator([require_POST, never_cache])
    def typography_view(self, request, pk=None):
        """
        Answer a script with {fields: {name: new value}, changes: [[before, after]], sentence}.

        Anybody else sees the form again with its words set, not saved.
        """
        self._refuse_setting(request, pk)
        typed = request.POST.copy()
        found = list(set_fields(_written(typed), typed.get("language")))
        changes = [[visible(before), visible(after)] for _n, _v, pairs in found for before, after in pairs]
        fields = {name: new for name, new, _pairs in found}
        sentence = _sentence(len(changes))
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return JsonResponse({"fields": fields, "changes": changes, "sentence": sentence})
        for name, new in fields.items():
            typed[name] = new
        sentence = _("%(what)s Not saved yet.") % {"what": sentence}
        response = self.show_unsaved(request, pk, typed, sentence)
        response.context_data["typography_changes"] = changes
        return response

    def _refuse_setting(self, request, pk):
        if not (self.has_add_permission(request) if pk is None else self.has_change_permission(request)):
            raise PermissionDenied
        if pk is not None and not self.get_queryset(request).filter(pk=pk).exists():
            raise Http404


def _written(posted):
    """Yield (name, value) of the posted fields that are set; those of a deleted block aren't."""
    for name, value in posted.items():
        field = _BLOCK_FIELD.fullmatch(name)
        in_block = field and field["name"] in _SET.get(field["formset"], ())
        if name in STORY_FIELDS or (in_block and f"{field['block']}-DELETE" not in posted):
            yield name, value


def _sentence(count):
    if not count:
        return _("The typography is already correct.")
    sentence = ngettext("Typography corrected in %(count)d place.", "Typography corrected in %(count)d places.", count)
    return sentence % {"count": count}
