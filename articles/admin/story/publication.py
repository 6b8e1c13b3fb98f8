"""The publication box of the story form: what readers see of the story, and what its publication is to be."""

from datetime import datetime
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest

from articles import gate
from articles.admin.story.save import PUBLICATION_BOX, PUBLISHES, kept
from articles.forms.publication import PublicationForm
from articles.gate.finding import Finding
from articles.models import Revision, Story
from articles.publishing import publish


def box(request: HttpRequest, pk: int | None, at: datetime, *, admin: Any) -> dict[str, Any]:
    """Of a refused form, show the story as it is stored, not as it was typed."""
    story = Story.objects.filter(pk=pk).first() if pk else None
    typed = kept(request, PUBLICATION_BOX, story)
    initial = {name.removeprefix("publication-"): value for name, value in typed.items()}
    form = PublicationForm(_bound(request, typed), kinds=publish.kinds_for(story, at=at), initial=initial)
    editions = story.editions.for_publication_box() if story else None
    return {
        "may_publish": admin.has_publish_permission(request, story),
        "publication_buttons": PUBLISHES,
        "live": editions.live(at).first() if editions is not None else None,
        "scheduled": editions.scheduled(at).first() if editions is not None else None,
        "publication": form,
        "findings": _findings(request, story, form, at),
    }


def _bound(request: HttpRequest, typed: dict[str, Any]) -> Any:
    """Bind the form to what was posted, or what the gate refused; None where neither."""
    if "publication-kind" in request.POST:
        return request.POST
    return typed if typed.get("publication-refused") else None


def _findings(
    request: HttpRequest, story: Story | None, form: PublicationForm, at: datetime
) -> list[tuple[Finding, BoundField | None]]:
    """Each with the field for the reason to publish all the same, once the gate has refused."""
    revision = Revision.objects.latest_of(story) if story and form.is_bound else None
    if story is None or revision is None:
        return []
    form.full_clean()
    if not form.cleaned_data.get("refused"):
        return []
    live_from = max(form.cleaned_data.get("live_from") or at, at)
    found = gate.findings(story, revision.content, at=live_from, kind=form.edition_kind)
    form.ask_reasons(each.key for each in found if each.may_override and request.user.has_perm(each.may_override))
    return [(finding, form.reason(finding.key)) for finding in found]
