"""The gate beside the story form: what stands in the way of publishing what is typed, and where."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import gate
from articles.admin.story.unsaved import Unsaved, read_form
from articles.admin.story.views.pages import find_story
from articles.forms.publication import PublicationForm
from articles.gate.finding import Finding
from articles.models import Edition
from newsroom.text.punctuation import labelled

# The field that a rule on the story is about, where it hasn't the rule's own name.
FIELDS = {
    "embargo": "embargo_until",
    "long_headline": "headline",
    "second_reader": "needs_second_reader",
}
# The ids that fields have in the page, where these aren't made of the field's name.
PLACES = {"byline": "bylines-group", "silent_fix": "id_publication-kind"}
# What a form says of itself that is no error in it, by the codes that articles/forms/story.py gives.
TOLD = {"stale", "recovered"}


class Line(NamedTuple):
    """One line of the panel; `place` is the id, in the page, of what it is about, or ""."""

    sentence: str
    blocks: bool
    place: str
    may_override: bool = False


def ask_gate(request: HttpRequest, pk: int | None = None, *, admin: Any) -> HttpResponse:
    """Answer with the panel for the form as it stands, to everybody who may open the story."""
    story = find_story(request, pk, admin=admin, may=admin.has_view_permission)
    unsaved = read_form(request, story, admin=admin)
    return TemplateResponse(request, "admin/articles/story/_gate.html", _panel(request, unsaved, pk))


def panel(request: HttpRequest, form: ModelForm, formsets: Sequence[BaseInlineFormSet]) -> dict[str, Any]:
    """The panel of the form that is shown, before any script has asked for it."""
    unsaved = Unsaved(form, formsets)
    return _panel(request, unsaved, unsaved.story.pk)


def _panel(request: HttpRequest, unsaved: Unsaved, pk: int | None) -> dict[str, Any]:
    lines = _lines(unsaved, **_wished(request))
    door = "admin:articles_story_gate" if pk else "admin:articles_story_gate_new"
    return {
        "gate_url": reverse(door, args=[pk] if pk else []),
        "gate_lines": lines,
        "in_the_way": sum(line.blocks for line in lines),
        "warnings": sum(not line.blocks for line in lines),
    }


def _wished(request: HttpRequest) -> dict[str, Any]:
    """From when readers would see the story, and as what kind, as the publication box says; else now."""
    now, form = timezone.now(), PublicationForm(request.POST or request.GET, kinds=Edition.Kind.values)
    form.full_clean()
    return {"at": max(form.cleaned_data.get("live_from") or now, now), "kind": form.edition_kind}


def _lines(unsaved: Unsaved, *, at: datetime, kind: str | None) -> list[Line]:
    """What can't even be saved comes first, then what stands in the way, then what is only warned of."""
    found = gate.findings(unsaved.story, _content(unsaved), at=at, kind=kind)
    lines = (
        Line(finding.sentence, finding.blocks, _place(finding, unsaved), bool(finding.may_override))
        for finding in found
    )
    return [*_errors(unsaved, {finding.id for finding in found}), *lines]


def _content(unsaved: Unsaved) -> dict[str, Any]:
    """Each block has its place as its id, so that a finding names it; blocks of nothing are left out."""
    placed = zip(unsaved.content["blocks"], unsaved.places, strict=True)
    blocks = [
        block | {"id": place} for block, place in placed if None not in (block.get("image", 0), block.get("story", 0))
    ]
    return unsaved.content | {"blocks": blocks}


def _errors(unsaved: Unsaved, said: set[str]) -> Iterator[Line]:
    """Yield a line for what can't be saved as it is typed; not for a field of the story that the gate has named."""
    for name, errors in unsaved.form.errors.items():
        if name not in said and (sentences := _sentences(errors)):
            yield _error(unsaved.form, name, sentences, PLACES.get(name, f"id_{name}"))
    for formset in filter(attrgetter("is_bound"), unsaved.formsets):
        yield from (Line(str(error), True, f"{formset.prefix}-group") for error in formset.non_form_errors())
        for form in formset.forms:
            if form not in formset.deleted_forms:
                yield from (_error(form, name, _sentences(each), form.prefix) for name, each in form.errors.items())


def _error(form: ModelForm, name: str, sentences: str, place: str) -> Line:
    return Line(labelled(form[name].label, sentences) if name in form.fields else sentences, True, place)


def _sentences(errors: Any) -> str:
    return " ".join(chain.from_iterable(error.messages for error in errors.as_data() if error.code not in TOLD))


def _place(finding: Finding, unsaved: Unsaved) -> str:
    """The id, in the page, of the block or field that a finding is about; "" where it isn't known."""
    if finding.id in PLACES or finding.subject in unsaved.places:
        return PLACES.get(finding.id, finding.subject)
    if finding.subject:
        return _place_of_picture(finding.subject, unsaved)
    name = FIELDS.get(finding.id, finding.id)
    return f"id_{name}" if name in unsaved.form.fields else ""


def _place_of_picture(subject: str, unsaved: Unsaved) -> str:
    if str(unsaved.story.lead_image_id) == subject:
        return "id_lead_image"
    placed = zip(unsaved.content["blocks"], unsaved.places, strict=True)
    return next((place for block, place in placed if str(block.get("image")) == subject), "")
