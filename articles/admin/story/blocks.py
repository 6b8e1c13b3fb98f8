"""The blocks of a story's body, as content-editor inlines."""

from typing import Any

from content_editor.admin import ContentEditorInline
from django.contrib import admin
from django.db import models
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.images.chooser import PickingMixin
from articles.forms.story import BlockForm, BlockFormSet, BylineFormSet
from articles.models import BLOCKS, Byline, Story
from articles.models.story_fields import POINTER
from newsroom.admin.limits import FewRows
from newsroom.types import staff_of


class BlockInline(FewRows, PickingMixin, ContentEditorInline):
    """The blocks of one kind; what each is named by is fetched with it."""

    form = BlockForm
    formset = BlockFormSet
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    max_num = 300

    def get_queryset(self, request: HttpRequest) -> Any:
        """What a block points to is fetched with it."""
        pointers = self.model.names(POINTER)
        blocks = super().get_queryset(request)
        return blocks.select_related(*pointers) if pointers else blocks

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Let a block point to what its writer may know of, and to what it points to already."""
        if db_field.related_model is Story and db_field.name != "parent":
            resolved: Any = request.resolver_match
            here = resolved.kwargs.get("object_id")
            kwargs["queryset"] = Story.objects.linkable_by(staff_of(request), timezone.now(), from_story=here)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _inline(model: Any) -> type[BlockInline]:
    """Where the block points to other rows, they are found by typing."""
    return BlockInline.create(model, icon=model.icon, autocomplete_fields=model.names(POINTER))


BLOCK_INLINES = [_inline(model) for model in BLOCKS.values()]


class BylineInline(FewRows, admin.TabularInline):
    """Who signs the story, in order."""

    model = Byline
    formset = BylineFormSet
    fields = ["contributor", "role", "position"]
    autocomplete_fields = ["contributor"]
    extra = 1
    max_num = 50
    verbose_name_plural = _("bylines")
