"""The story form as it stands, saved or not, valid or not: for the doors beside it, none of which saves the story."""

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404

from articles.models import Byline
from articles.models.blocks import Block
from articles.revisions.snapshot import compose


class Unsaved:
    """
    A story form with its formsets, read as far as it goes; a form that wasn't posted is read as it is shown.

    story    the working copy with what was typed, not saved
    content  the snapshot that a save would write down; a block that was never saved has its place as its id
    places   the ids that the blocks of `content` have in the page, in the same order
    """

    def __init__(self, form, formsets):
        self.form, self.formsets, self.story = form, formsets, _as_typed(form)
        rows = [row for formset in formsets for row in _rows(formset)]
        bylines = sorted((row for row, _place in rows if isinstance(row, Byline)), key=lambda row: row.position)
        blocks = sorted(
            ((row, place) for row, place in rows if isinstance(row, Block)), key=lambda pair: pair[0].ordering
        )
        self.places = [place for _block, place in blocks]
        self.content = compose(
            self.story,
            tags=[tag.pk for tag in _tags(form)],
            bylines=[{"contributor": row.contributor_id, "role": row.role} for row in bylines if row.contributor_id],
            blocks=[block for block, _place in blocks],
        )
        for block, place in zip(self.content["blocks"], self.places, strict=True):
            block["id"] = block["id"] or place


class UnsavedMixin(ModelAdmin):
    """Reads the story form that was posted to a door beside it."""

    def story_beside(self, request, pk, may):
        """Return the story whose form was posted, None for a new one; `may` is the permission that the door asks."""
        if pk is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return None
        if not may(request):
            raise PermissionDenied
        story = self.get_queryset(request).filter(pk=pk).first()
        if story is None:
            raise Http404
        return story

    def unsaved(self, request, story):
        """Return what was posted into the form of this story, of a new one where it is None."""
        change = story is not None
        form = self.get_form(request, story, change=change)(request.POST, instance=story or self.model())
        form.is_valid()
        formsets, _inlines = self._create_formsets(request, form.instance, change=change)
        return Unsaved(form, formsets)


def _as_typed(form):
    """Return the form's row with the words that were typed, those too that can't be saved."""
    for name in form.errors:
        if isinstance(form.fields.get(name), forms.CharField):
            setattr(form.instance, name, form[name].value() or "")
    return form.instance


def _rows(formset):
    """Yield (row, its id in the page) of what the forms hold that isn't deleted or left empty."""
    for form in formset.forms:
        row = _as_typed(form)
        deleted = form.is_bound and formset.can_delete and form.cleaned_data.get("DELETE")
        if not deleted and (row.pk or (form.is_bound and form.has_changed())):
            yield row, form.prefix


def _tags(form):
    if form.is_bound:
        return form.cleaned_data.get("tags", ())
    return form.instance.tags.all() if form.instance.pk else ()
