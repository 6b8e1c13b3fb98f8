"""What is typed into a story form survives a closed tab, a crash, a log-out: each form is kept, and offered back."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.admin.story.offers import Offer, offers
from articles.admin.story.request import StoryRequest
from articles.models import Autosave, Story
from articles.models.autosave import KEY, new_key
from articles.publishing.workflow import name_of
from articles.revisions.autosaves import title_of
from newsroom.accounts.logged_out import RECOVERED

# What a form says of itself: its key; when the desk has shown it; “key time” of each copy that it was recovered from;
# who typed in it; how many milliseconds ago, where the browser has held it back.
FORM, SHOWN, SOURCE, TYPIST, AGE = "autosave", "autosave_shown", "autosave_from", "autosave_by", "autosave_age"
# What the button that discards all says: “key time” of each that is offered, with commas between them.
OFFERED = "autosave_offered"
# These, and buttons, are none of what was typed.
NOT_KEPT = {"csrfmiddlewaretoken", "_continue", "_save", "_addanother", "_publish", "_schedule", "_move", "over"}
NOT_KEPT |= {RECOVERED, FORM, TYPIST, AGE, OFFERED}
MOST_SOURCES = 20


def typed_by_another(request: StoryRequest) -> bool:
    """Return whether the form was opened by somebody else than who sends it now."""
    return request.POST.get(TYPIST, "") not in {"", str(request.user.pk)}


def key_of(request: StoryRequest) -> str:
    """The key of the form that is posted or shown; a new one where it has none of this person's."""
    if not hasattr(request, "autosave_key"):
        key = "" if typed_by_another(request) else request.POST.get(FORM, "")
        request.autosave_key = key if re.fullmatch(KEY, key, re.ASCII) else new_key()
    return request.autosave_key


def why_shown_again(request: StoryRequest) -> str | None:
    """Why the posted form is only to be shown again, in a sentence; None where it may be saved."""
    return said_of_another(request) if typed_by_another(request) else request.POST.get(RECOVERED)


def said_of_another(request: StoryRequest) -> str:
    """Return what is said of a form that was opened under another account."""
    sentence = _(
        "Not saved: this text was typed under another account and you are logged in as %(who)s. If you save it "
        "now, it will be under your name."
    )
    return sentence % {"who": name_of(request.user)}


def said_of_gone() -> str:
    """Return what is said of a form whose story is no longer there."""
    return _(
        "The story has been deleted, or you no longer have access to it. Your text is kept: find it on the "
        "desk’s home page, under “Unsaved text”."
    )


def keep(request: StoryRequest, story: Story | None, *, is_new: bool | None) -> Autosave:
    """Keep the form that was posted, in place of what it kept before; return the Autosave, see there."""
    fields = _fields(request)
    at = timezone.now() - _age(request.POST.get(AGE, ""))
    words: dict[str, Any] = {"title": title_of(fields), "story": story, "is_new": is_new, "at": at}
    return Autosave.objects.keep(fields, key=key_of(request), by=request.user, **words)


def keep_typed(request: StoryRequest, story: Story | None, *, is_new: bool | None = None) -> None:
    """Keep the form that was posted; as a new one, if it has been saved since."""
    if keep(request, story, is_new=is_new).is_saved:
        request.autosave_key = new_key()
        keep(request, story, is_new=is_new)


def forget_typed(request: StoryRequest) -> None:
    """Let go of what this form has kept, and of what it was recovered from unless somebody typed on there."""
    Autosave.objects.forget_saved(key_of(request), by=request.user)
    for source in request.POST.getlist(SOURCE)[:MOST_SOURCES]:
        key, typed_at = copy_named(source)
        if typed_at:
            Autosave.objects.forget(key, by=request.user, typed_at=typed_at)


def box(request: StoryRequest, story: Story | None, context: dict[str, Any]) -> dict[str, Any]:
    """
    Return what the form says of its own keeping, and what was kept before and is offered; keep it, if it is refused.

    `context` is the admin's own of the form: what the page shows.
    """
    is_another, is_shown_again = typed_by_another(request), RECOVERED in request.POST
    is_refused = bool(context["errors"]) and not is_shown_again
    if is_refused and not is_another:
        _keep_refused(request, story)
    door = "admin:articles_story_autosave" if story else "admin:articles_story_autosave_new"
    return {
        "autosave_key": key_of(request),
        "shown_at": timezone.now().astimezone(UTC).isoformat(timespec="microseconds"),
        "autosave_sources": [] if is_another else request.POST.getlist(SOURCE)[:MOST_SOURCES],
        "keep_url": reverse(door, args=[story.pk] if story else []),
        "is_refused": is_refused,
        "unkept": is_shown_again and not getattr(request, "is_kept", False),
        "offers": _offers(request, story, context),
    }


def copy_named(written: str) -> tuple[str, datetime | None]:
    """Read “key time”; the time is None where it is none."""
    key, _space, time = written.partition(" ")
    return key, _time(time)


def _keep_refused(request: StoryRequest, story: Story | None) -> None:
    """Keep a form whose save is refused; sent once more by a reload, beside what was typed into it since."""
    kept, shown = Autosave.objects.keyed(request.user, key_of(request)).first(), request.POST.get(SHOWN, "")
    if kept is None or dict(kept.fields).get(SHOWN, "") <= shown:
        keep_typed(request, story)
        return
    copies, fields = Autosave.objects.of(request.user, story), _fields(request)
    request.autosave_key = next((copy.key for copy in copies if copy.fields == fields), None) or new_key()
    request.offers_since = _time(shown) or kept.typed_at - timedelta.resolution
    keep(request, story, is_new=None)


def _offers(request: StoryRequest, story: Story | None, context: dict[str, Any]) -> list[Offer]:
    """All offers where the form is opened anew; of one that is loaded again, those typed since."""
    if request.method != "GET" and not hasattr(request, "offers_since"):
        return []
    since = getattr(request, "offers_since", None)
    shown = context["adminform"].form, [inline.formset for inline in context["inline_admin_formsets"]]
    found = offers(request.user, story, *shown, since=since)
    return [offer for offer in found if offer.key != key_of(request)]


def _fields(request: StoryRequest) -> list[list[str]]:
    return [[name, value] for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]


def _age(milliseconds: str) -> timedelta:
    is_number = re.fullmatch(r"\d{1,10}", milliseconds, re.ASCII)
    return timedelta(milliseconds=int(milliseconds)) if is_number else timedelta(0)


def _time(text: str) -> datetime | None:
    try:
        time = parse_datetime(text)
    except ValueError:
        return None
    return time if time and timezone.is_aware(time) else None
