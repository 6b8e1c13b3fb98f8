"""Two at one story: the form says who else has it open, and that a colleague has saved it since; see presence.js."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.story.request import StoryRequest
from articles.admin.story.views.history import VersionForm
from articles.admin.story.views.pages import find_story
from articles.models import Presence, Story
from articles.publishing.workflow import name_of
from newsroom.http.unavailable import answers_json
from newsroom.text.dates import clock


@answers_json
def note_presence(request: StoryRequest, pk: int, *, admin: Any) -> JsonResponse:
    """
    Note that this person has the story open, or closes it (`closed`); answer with what the form says of others.

    `number` is that of the latest version that the form knows of. The answer is {others, newer}: sentences or "".
    """
    story, now = find_story(request, pk, admin=admin, may=admin.has_change_permission), timezone.now()
    if "closed" in request.POST:
        Presence.objects.forget(story, request.user)
    else:
        Presence.objects.note(story, request.user, now)
    form = VersionForm(request.POST)
    form.is_valid()  # a form that knows of no version says 0
    newer = _newer_than(form.cleaned_data.get("number", 0), story)
    return JsonResponse({"others": _others(story, request.user, now), "newer": newer})


def box(request: StoryRequest, story: Story | None, at: datetime) -> dict[str, Any]:
    """What the form says of others before any script has asked; nothing of a new story."""
    if story is None:
        return {}
    return {
        "others": _others(story, request.user, at),
        "present_url": reverse("admin:articles_story_present", args=[story.pk]),
    }


def _others(story: Story, user: User, at: datetime) -> str:
    sentence = _("%(who)s has had this story open since %(when)s.")
    return " ".join(
        sentence % {"who": name_of(presence.user), "when": clock(presence.since_at)}
        for presence in Presence.objects.others(story, user, at)
    )


def _newer_than(number: int, story: Story) -> str:
    """Say who has saved a version after this one; "" where nobody has."""
    latest = story.revisions.for_history().first()
    if latest is None or latest.number <= number:
        return ""
    sentence = _("%(who)s saved version %(number)s at %(when)s, while you had the story open.")
    who = name_of(latest.saved_by) if latest.saved_by else _("Someone")
    return sentence % {"who": who, "number": latest.number, "when": clock(latest.saved_at)}
