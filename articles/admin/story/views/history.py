"""The versions of a story: their history, what differs between two, and the way back to one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from articles.admin.story.views.pages import show
from articles.models import Edition, Revision, Story
from articles.revisions import snapshot
from articles.revisions.compare import compare, tally
from newsroom.types import StaffRequest

PAGE = 50  # versions on a page of the history, the pinned ones aside
NUMBER: dict[str, Any] = {
    "min_value": 1,
    "max_value": 2**31 - 1,
}  # beyond it a database has no number


class HistoryForm(forms.Form):
    """Which versions the history shows: only some, only those before one."""

    only = forms.ChoiceField(choices=[("labelled", ""), ("published", "")], required=False)
    before = forms.IntegerField(required=False, **NUMBER)


class PairForm(forms.Form):
    """Which two versions are compared, in any order; `full` leaves nothing out."""

    a = forms.IntegerField(required=False, **NUMBER)
    b = forms.IntegerField(required=False, **NUMBER)
    full = forms.BooleanField(required=False)


class VersionForm(forms.Form):
    """The version that a button is about."""

    number = forms.IntegerField(**NUMBER)


class LabelForm(VersionForm):
    """The name that a version is given; an empty one takes it away."""

    label = forms.CharField(max_length=Revision._meta.get_field("label").max_length, required=False)


class Row(NamedTuple):
    """One version in the history; `words` that it added and removed; (edition, how it stands) of what it became."""

    revision: Revision
    words: tuple
    editions: list


@require_safe
def show_history(request: HttpRequest, pk: str, *, admin: Any) -> HttpResponse:
    """Show every version of the story, the latest first; below the pinned ones."""
    story = _story(request, pk, admin, admin.has_view_permission)
    form = HistoryForm(request.GET)
    form.is_valid()  # what makes no sense asks for nothing
    only, before = form.cleaned_data.get("only", ""), form.cleaned_data.get("before")
    at = timezone.now()
    found = _chosen(story.revisions.for_history(), only, at)
    found = [*([] if before else found.pinned()), *found.unpinned().older_than(before)[: PAGE + 1]]
    page, more = _page(found)
    return show(
        request,
        "history",
        admin=admin,
        title=_("History"),
        rows=_rows(story, page, at),
        latest=story.revisions.latest_numbers(2),
        older=page[-1].number if more else None,
        only=only,
        before=before,
        filters=[("", pgettext("versions", "All")), ("labelled", _("Named")), ("published", _("Published"))],
        **_about(request, story, admin),
    )


def show_compared(request: StaffRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Show what differs between two versions; between the latest two, where none are named."""
    story = _story(request, pk, admin, admin.has_view_permission)
    form = PairForm(request.GET)
    pair, latest = _pair(story, form) if form.is_valid() else ([], None)
    if not pair:
        raise Http404
    numbers = [revision.number for revision in pair]
    contents = story.revisions.contents(numbers)
    before, after = (contents[number] for number in numbers)
    full, at = form.cleaned_data["full"], timezone.now()
    return show(
        request,
        "compare",
        admin=admin,
        title=_("Compare two versions"),
        comparison=compare(before, after, snapshot.names(before, after), full=full),
        sides=list(zip(pair, _standings(pair, at), strict=True)),
        full=full,
        latest=latest,
        **_about(request, story, admin),
    )


def restore(request: StaffRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Put one version back into the working copy, as a new version."""

    def put_back(story: Story, revision: Revision, _form: forms.Form) -> str:
        restored = snapshot.restore(story, revision, by=request.user)
        _say_restored(request, revision, restored)
        return _("Version %(number)s restored.") % {"number": revision.number}

    return _about_one(request, pk, admin, VersionForm, put_back, then="admin:articles_story_change")


def label(request: StaffRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Give one version a name, or take it away."""

    def rename(_story: Story, revision: Revision, form: forms.Form) -> str:
        revision.rename(form.cleaned_data["label"], by=request.user)
        return _("Version %(number)s named “%(label)s”.") % {"number": revision.number, "label": revision.label}

    return _about_one(request, pk, admin, LabelForm, rename)


def pin(request: StaffRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Pin one version, or unpin it where it is pinned already and the button said so."""

    def turn(_story: Story, revision: Revision, _form: forms.Form) -> str:
        is_off = request.POST.get("off")
        revision.unpin(by=request.user) if is_off else revision.pin(by=request.user)
        sentence = _("Version %(number)s unpinned.") if is_off else _("Version %(number)s pinned.")
        return sentence % {"number": revision.number}

    return _about_one(request, pk, admin, VersionForm, turn)


def _story(request: HttpRequest, pk: int | str, admin: Any, may: Callable[..., bool]) -> Story:
    """Raise Http404 or PermissionDenied; the story is locked where something is posted."""
    story = admin.get_object(request, str(pk))
    if story is None:
        raise Http404
    if not may(request, story):
        raise PermissionDenied
    return story


def _about(request: HttpRequest, story: Story, admin: Any) -> dict[str, Any]:
    return {"story": story, "subtitle": story, "may_change": admin.has_change_permission(request, story)}


@transaction.atomic  # from the start: get_object locks the story
def _about_one(
    request: StaffRequest,
    pk: int,
    admin: Any,
    form_class: type[forms.Form],
    verb: Callable[[Story, Revision, Any], str],
    *,
    then: str = "admin:articles_story_history",
) -> HttpResponse:
    """Do the verb to the version that the form names, note it in the admin's own log and lead on."""
    story = _story(request, pk, admin, admin.has_change_permission)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = form_class(request.POST)
    if form.is_valid():
        revision = story.revisions.numbered([form.cleaned_data["number"]]).first()
        if revision is None:
            raise Http404
        admin.log_change(request, story, verb(story, revision, form))
    else:
        messages.error(request, " ".join(f"{error}" for errors in form.errors.values() for error in errors))
    return HttpResponseRedirect(reverse(then, args=[story.pk]))


def _say_restored(request: StaffRequest, revision: Revision, restored: Revision) -> None:
    words = {"old": revision.number, "new": restored.number}
    if restored.kind != Revision.Kind.RESTORE:
        messages.info(request, _("The story is already identical to version %(old)s.") % words)
    else:
        sentence = _("Version %(old)s restored, as version %(new)s. Readers won’t see it until it is published.")
        messages.success(request, sentence % words)
    lost = [_lost(*pointer) for pointer in snapshot.left_out(revision.content, restored.content)]
    if lost:
        names = {"names": get_text_list(lost, _("and"))}
        messages.warning(request, _("Left out, no longer available: %(names)s.") % names)


def _chosen(revisions: Any, only: str, at: datetime) -> Any:
    if only == "published":
        return revisions.published(at)
    return revisions.labelled() if only == "labelled" else revisions


def _pair(story: Story, form: forms.Form) -> tuple[list[Revision], int | None]:
    """Return the older and the newer version that the form asks for, and the latest's number; no pair if one isn't."""
    latest = story.revisions.latest_numbers(2)
    if not latest:
        return [], None
    a, b = form.cleaned_data["a"], form.cleaned_data["b"]
    numbers = sorted((latest[-1] if a is None else a, latest[0] if b is None else b))
    found = {revision.number: revision for revision in story.revisions.for_history().numbered(numbers)}
    return [found[number] for number in numbers] if found.keys() == set(numbers) else [], latest[0]


def _page(found: list[Revision]) -> tuple[list[Revision], bool]:
    """The versions that fit on the page, and whether there are more."""
    pinned = sum(revision.pinned for revision in found)
    return found[: pinned + PAGE], len(found) > pinned + PAGE


def _rows(story: Story, revisions: Sequence[Any], at: datetime) -> list[Row]:
    """One query for the texts of all versions and of those before them."""
    contents = story.revisions.contents({n for r in revisions for n in (r.number, r.number_before) if n})
    tallies = (tally(contents.get(r.number_before), contents[r.number]) for r in revisions)
    return [Row(*row) for row in zip(revisions, tallies, _standings(revisions, at), strict=True)]


def _standings(revisions: Sequence[Revision], at: datetime) -> list[list[tuple[Edition, str]]]:
    """For each version, the editions that it became and how they stand; one query for all."""
    prefetch_related_objects(revisions, "editions")
    return [[(edition, _standing(edition, at)) for edition in revision.editions.all()] for revision in revisions]


def _standing(edition: Edition, at: datetime) -> str:
    if edition.is_live(at):
        return "live"
    if edition.is_scheduled(at):
        return "scheduled"
    return "off" if edition.live_from == edition.live_until else "past"


def _lost(model: str, key: Any) -> str:
    """What a version pointed to and can't have back: of what is gone only its number is known."""
    sentence = {
        "section": _("section no. %(key)s"),
        "tag": _("tag no. %(key)s"),
        "contributor": _("contributor no. %(key)s"),
        "image": _("picture no. %(key)s"),
        "story": _("related story no. %(key)s"),
        "slug": _("slug “%(key)s”, now used by another story"),
    }[model]
    return sentence % {"key": key}
