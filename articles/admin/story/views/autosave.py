"""What a story form's script and its buttons ask for: keep what is typed, give it back exactly so, let it go."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.story import autosaves
from articles.admin.story.offers import querydict
from articles.admin.story.request import StoryRequest
from articles.admin.story.unsaved import show_form
from articles.admin.story.views.pages import find_story
from articles.models import Autosave
from articles.models.autosave import KEY, new_key
from newsroom.http.unavailable import answers_json
from newsroom.text.dates import moment

MOST_OFFERED = 500
# The fields that tie the rows of a form to its story.
TIE = re.compile(r"articles_\w+_set-\d+-parent|bylines-\d+-story", re.ASCII)


@answers_json
def autosave(request: StoryRequest, pk: int | None = None, *, admin: Any) -> JsonResponse:
    """
    Keep what has been typed so far; answer with the time of it, in words.

    {kept, copy: {key, title, when}}, and `gone`, a sentence, where its story is no longer there: what is typed
    belongs to who typed it all the same. 409 where somebody else is logged in by now; 410 where the form has been
    saved meanwhile, with the key for a form that is still open: {key}.
    """
    if autosaves.typed_by_another(request):
        return JsonResponse({"error": autosaves.said_of_another(request)}, status=409)
    gone = {}
    try:
        story = find_story(request, pk, admin=admin, may=admin.has_change_permission)
    except Http404:
        story, gone = None, {"gone": autosaves.said_of_gone()}
    kept = autosaves.keep(request, story, is_new=pk is None)
    if kept.is_saved:
        return JsonResponse({"key": new_key()}, status=410)
    when = moment(kept.typed_at)
    return JsonResponse({"kept": when, "copy": {"key": kept.key, "title": kept.title, "when": when}} | gone)


def recover(request: StoryRequest, key: str, *, admin: Any) -> HttpResponse:
    """Show the form as it was typed; beside its story, or as a new one where that is gone or closed to them."""
    kept = Autosave.objects.keyed(request.user, key).first()
    if kept is None:
        messages.warning(request, _("This text is no longer kept: it was saved or discarded elsewhere."))
        return HttpResponseRedirect(reverse("admin:index"))
    typed = querydict(kept.fields)
    typed.appendlist(autosaves.SOURCE, f"{kept.key} {kept.typed_at.isoformat()}")
    sentence = _("This is your unsaved text from %(when)s. It isn’t saved yet.") % {"when": moment(kept.typed_at)}
    story = kept.story and admin.get_queryset(request).filter(pk=kept.story_id).first()
    if story is None and not kept.is_new:
        for name in [name for name in typed if TIE.fullmatch(name)]:
            typed[name] = ""
        typed["opened_version"] = "0"
        new = _(
            "Its story has been deleted, or you no longer have access to it: if saved, this text becomes a new story."
        )
        sentence = f"{sentence} {new}"
    request.is_kept, request.offers_since = True, kept.typed_at
    return show_form(request, story.pk if story else None, typed, sentence, admin=admin)


@answers_json
def forget(request: StoryRequest, key: str, *, admin: Any) -> HttpResponse:
    """Let one copy go, and show the form that the button stood in as it was, not saved; a script goes on itself."""
    kept = Autosave.objects.keyed(request.user, key).first()
    Autosave.objects.forget(key, by=request.user)
    return _discarded(request, kept, admin)


@answers_json
def forget_offered(request: StoryRequest, *, admin: Any) -> HttpResponse:
    """Let go of all that a form offered, but what somebody has typed on since; answer as `forget` does."""
    kept = None
    offered = request.POST.get(autosaves.OFFERED, "").split(",")[:MOST_OFFERED]
    for key, typed_at in map(autosaves.copy_named, offered):
        if typed_at and re.fullmatch(KEY, key, re.ASCII):
            kept = kept or Autosave.objects.keyed(request.user, key).first()
            Autosave.objects.forget(key, by=request.user, typed_at=typed_at)
    return _discarded(request, kept, admin)


def _discarded(request: StoryRequest, kept: Autosave | None, admin: Any) -> HttpResponse:
    """Answer who has discarded a copy, or several of one story: `kept`, None where there was none."""
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({})
    if kept is None or autosaves.FORM not in request.POST:
        return HttpResponseRedirect(reverse("admin:index"))
    request.offers_since = None
    return show_form(request, kept.story_id, request.POST.copy(), _("Discarded. This isn’t saved yet."), admin=admin)
