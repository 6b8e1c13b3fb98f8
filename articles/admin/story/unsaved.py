"""The story form as it stands, valid or not: read, or shown again, by views that don't save the story."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from articles.models import Byline, Story
from articles.models.blocks import Block
from articles.revisions.snapshot import compose
from newsroom.accounts.logged_out import RECOVERED


class Unsaved:
    """
    A story form with its formsets, read as far as it goes; a form that wasn't posted is read as it is shown.

    story    the working copy with what was typed, not saved
    content  the snapshot that a save would write down; a block that was never saved has its place as its id
    places   the ids that the blocks of `content` have in the page, in the same order
    """

    def __init__(self, form: ModelForm, formsets: Sequence[BaseInlineFormSet]) -> None:
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


def read_form(request: HttpRequest, story: Story | None, *, admin: Any) -> Unsaved:
    """Return what was posted of this story's form, of a new one's where `story` is None."""
    change = story is not None
    form = admin.get_form(request, story, change=change)(request.POST, instance=story or admin.model())
    form.is_valid()
    formsets, _inlines = admin._create_formsets(request, form.instance, change=change)
    return Unsaved(form, formsets)


def show_form(request: HttpRequest, pk: int | None, typed: QueryDict, sentence: str, *, admin: Any) -> HttpResponse:
    """Show the form with these fields, a QueryDict, instead of saving them; the sentence says so."""
    here = reverse("admin:articles_story_change", args=[pk]) if pk else reverse("admin:articles_story_add")
    typed[RECOVERED] = sentence
    request.FILES.clear()  # which reads the body: read later, it would take the place of what is set here
    request.POST = typed  # type: ignore[assignment]  # a QueryDict too, one that can be changed
    return admin.change_view(request, str(pk), form_url=here) if pk else admin.add_view(request, form_url=here)


def _as_typed(form: ModelForm) -> Any:
    """The words that were typed, those too that can't be saved."""
    for name in form.errors:
        if isinstance(form.fields.get(name), forms.CharField):
            setattr(form.instance, name, form[name].value() or "")
    return form.instance


def _rows(formset: BaseInlineFormSet) -> Iterator[tuple[Any, str]]:
    """Yield (row, its id in the page) of what the forms hold that isn't deleted or left empty."""
    for form in formset.forms:
        row = _as_typed(form)
        deleted = form.is_bound and formset.can_delete and form.cleaned_data.get("DELETE")
        if not deleted and (row.pk or (form.is_bound and form.has_changed())):
            yield row, form.prefix


def _tags(form: ModelForm) -> Any:
    if form.is_bound:
        return form.cleaned_data.get("tags", ())
    return form.instance.tags.all() if form.instance.pk else ()
