"""What is typed into a story form survives a closed tab, a crash, a log-out: each form is kept, and offered back."""

import re
from datetime import UTC, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.admin.story.unsaved import UnsavedMixin
from articles.admin.story.views.autosave_offers import OfferingMixin
from articles.models import Autosave
from articles.models.autosave import KEY, new_key
from articles.models.refusals import NotPermitted
from articles.revisions.autosaves import title_of
from newsroom.accounts.logged_out import RECOVERED, shows_unsaved
from newsroom.http.unavailable import answers_json
from newsroom.text.dates import moment

# What a form says of itself: its key; when the desk has shown it; “key time” of each copy that it was recovered from;
# who typed in it; how many milliseconds ago, where the browser has held it back.
FORM, SHOWN, SOURCE, TYPIST, AGE = "autosave", "autosave_shown", "autosave_from", "autosave_by", "autosave_age"
# What the button that discards all says: “key time” of each that is offered, with commas between them.
OFFERED = "autosave_offered"
# These, and buttons, are none of what was typed.
NOT_KEPT = {"csrfmiddlewaretoken", "_continue", "_save", "_addanother", "_publish", "_schedule", "_move", "over"}
NOT_KEPT |= {RECOVERED, FORM, TYPIST, AGE, OFFERED}
MOST_SOURCES, MOST_OFFERED = 20, 500
# The fields that tie the rows of a form to its story.
TIE = re.compile(r"articles_\w+_set-\d+-parent|bylines-\d+-story", re.ASCII)


class AutosaveMixin(OfferingMixin, UnsavedMixin):
    """Keeps each form as it is typed, and gives it back exactly so, right or wrong, without saving it."""

    def get_urls(self):
        """Add the doors: to keep what is typed, to show what was kept, to let it go."""
        view = self.admin_site.admin_view
        return [
            path("add/autosave/", view(self.autosave_view), name="articles_story_autosave_new"),
            path("<int:pk>/change/autosave/", view(self.autosave_view), name="articles_story_autosave"),
            path("autosave/<str:key>/recover/", view(self.recover_view), name="articles_story_recover"),
            path("autosave/<str:key>/forget/", view(self.forget_view), name="articles_story_forget"),
            path("kept/forget/", view(self.forget_offered_view), name="articles_story_forget_offered"),
            *super().get_urls(),
        ]

    @answers_json
    @method_decorator([require_POST, never_cache])
    def autosave_view(self, request, pk=None):
        """
        Keep what has been typed so far; answer with the time of it, in words.

        {kept, copy: {key, title, when}}, and `gone`, a sentence, where its story is no longer there: what is typed
        belongs to who typed it all the same. 409 where somebody else is logged in by now; 410 where the form has been
        saved meanwhile, with the key for a form that is still open: {key}.
        """
        if typed_by_another(request):
            return JsonResponse({"error": self._another(request)}, status=409)
        gone = {}
        try:
            story = self.story_beside(request, pk, self.has_change_permission)
        except Http404:
            story, gone = None, {"gone": _gone()}
        kept = self._keep(request, story, is_new=pk is None)
        if kept.is_saved:
            return JsonResponse({"key": new_key()}, status=410)
        when = moment(kept.typed_at)
        return JsonResponse({"kept": when, "copy": {"key": kept.key, "title": kept.title, "when": when}} | gone)

    @method_decorator([require_POST, never_cache])
    def recover_view(self, request, key):
        """Show the form as it was typed; beside its story, or as a new one where that is gone or closed to them."""
        kept = Autosave.objects.keyed(request.user, key).first()
        if kept is None:
            messages.warning(request, _("This text is no longer kept: it was saved or discarded elsewhere."))
            return HttpResponseRedirect(reverse("admin:index"))
        typed = QueryDict(mutable=True)
        for name, value in kept.fields:
            typed.appendlist(name, value)
        typed.appendlist(SOURCE, f"{kept.key} {kept.typed_at.isoformat()}")
        sentence = _("This is your unsaved text from %(when)s. It isn’t saved yet.") % {"when": moment(kept.typed_at)}
        story = kept.story and self.get_queryset(request).filter(pk=kept.story_id).first()
        if story is None and not kept.is_new:
            for name in [name for name in typed if TIE.fullmatch(name)]:
                typed[name] = ""
            typed["opened_at"] = "0"
            new = _(
                "Its story has been deleted, or you no longer have access to it: if saved, this text becomes a new "
                "story."
            )
            sentence = f"{sentence} {new}"
        request.is_kept, request.offers_since = True, kept.typed_at
        return self.show_unsaved(request, story and story.pk, typed, sentence)

    @answers_json
    @method_decorator([require_POST, never_cache])
    def forget_view(self, request, key):
        """Let one copy go, and show the form that the button stood in as it was, not saved; a script goes on itself."""
        kept = Autosave.objects.keyed(request.user, key).first()
        Autosave.objects.forget(key, by=request.user)
        return self._discarded(request, kept)

    @answers_json
    @method_decorator([require_POST, never_cache])
    def forget_offered_view(self, request):
        """Let go of all that a form offered, but what somebody has typed on since; answer as `forget_view` does."""
        kept = None
        for key, typed_at in map(_copy, request.POST.get(OFFERED, "").split(",")[:MOST_OFFERED]):
            if typed_at and re.fullmatch(KEY, key, re.ASCII):
                kept = kept or Autosave.objects.keyed(request.user, key).first()
                Autosave.objects.forget(key, by=request.user, typed_at=typed_at)
        return self._discarded(request, kept)

    def _discarded(self, request, kept):
        """Answer who has discarded a copy, or several of one story: `kept`, None where there was none."""
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return JsonResponse({})
        if kept is None or FORM not in request.POST:
            return HttpResponseRedirect(reverse("admin:index"))
        request.offers_since = None
        return self.show_unsaved(request, kept.story_id, request.POST.copy(), _("Discarded. This isn’t saved yet."))

    def show_unsaved(self, request, pk, typed, sentence):
        """Show the form with these fields, a QueryDict, instead of saving them; the sentence says so."""
        here = reverse("admin:articles_story_change", args=[pk]) if pk else reverse("admin:articles_story_add")
        typed[RECOVERED] = sentence
        request.FILES.clear()  # which reads the body: read later, it would take the place of what is set here
        request.POST = typed
        return self.change_view(request, str(pk), form_url=here) if pk else self.add_view(request, form_url=here)

    @shows_unsaved
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the story form, or save it."""
        return super().change_view(request, object_id, form_url, extra_context)

    @shows_unsaved
    def add_view(self, request, form_url="", extra_context=None):
        """Show an empty story form, or save it."""
        return super().add_view(request, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form; one that is only to be shown again says so instead of being saved."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.recovered = self._another(request) if typed_by_another(request) else request.POST.get(RECOVERED)
        return form

    def keep_typed(self, request, story, *, is_new=None):
        """Keep the form that was posted, in place of what it kept before; as a new one, if it has been saved since."""
        if self._keep(request, story, is_new=is_new).is_saved:
            request.autosave_key = new_key()
            self._keep(request, story, is_new=is_new)

    def _keep_refused(self, request, story):
        """Keep a form whose save is refused; sent once more by a reload, beside what was typed into it since."""
        kept, shown = Autosave.objects.keyed(request.user, key_of(request)).first(), request.POST.get(SHOWN, "")
        if kept is None or dict(kept.fields).get(SHOWN, "") <= shown:
            return self.keep_typed(request, story)
        copies, fields = Autosave.objects.of(request.user, story), _fields(request)
        request.autosave_key = next((copy.key for copy in copies if copy.fields == fields), None) or new_key()
        request.offers_since = _time(shown) or kept.typed_at - timedelta.resolution
        return self._keep(request, story, is_new=None)

    def _keep(self, request, story, *, is_new):
        fields = _fields(request)
        at = timezone.now() - _age(request.POST.get(AGE, ""))
        words = {"title": title_of(fields), "story": story, "is_new": is_new, "at": at}
        return Autosave.objects.keep(fields, key=key_of(request), by=request.user, **words)

    def forget_typed(self, request):
        """Let go of what this form has kept, and of what it was recovered from unless somebody typed on there."""
        Autosave.objects.forget_saved(key_of(request), by=request.user)
        for source in request.POST.getlist(SOURCE)[:MOST_SOURCES]:
            key, typed_at = _copy(source)
            if typed_at:
                Autosave.objects.forget(key, by=request.user, typed_at=typed_at)

    def render_change_form(self, request, context, **kwargs):
        """Give the form its key, and offer what was kept where it is opened anew; keep it, where a save is refused."""
        response = super().render_change_form(request, context, **kwargs)
        story, is_another = kwargs.get("obj"), typed_by_another(request)
        if context["errors"] and RECOVERED not in request.POST and not is_another:
            self._keep_refused(request, story)
        door = (
            reverse("admin:articles_story_autosave", args=[story.pk])
            if story
            else reverse("admin:articles_story_autosave_new")
        )
        response.context_data |= {
            "autosave_key": key_of(request),
            "shown_at": timezone.now().astimezone(UTC).isoformat(timespec="microseconds"),
            "autosave_sources": [] if is_another else request.POST.getlist(SOURCE)[:MOST_SOURCES],
            "keep_url": door,
            "is_refused": bool(context["errors"]) and RECOVERED not in request.POST,
            "unkept": RECOVERED in request.POST and not getattr(request, "is_kept", False),
            "offers": self._offers(request, story, context),
        }
        return response

    def _offers(self, request, story, context):
        """Return all offers where the form is opened anew; of one that is loaded again, those typed since."""
        if request.method != "GET" and not hasattr(request, "offers_since"):
            return []
        since = getattr(request, "offers_since", None)
        shown = context["adminform"].form, [inline.formset for inline in context["inline_admin_formsets"]]
        offers = self.offers(request, story, *shown, since=since)
        return [offer for offer in offers if offer.key != key_of(request)]

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Keep what was typed for a story that is gone meanwhile, and say where it is."""
        if FORM not in request.POST or typed_by_another(request):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        try:
            self.keep_typed(request, None, is_new=False)
        except NotPermitted as refusal:
            raise PermissionDenied from refusal
        messages.error(request, _gone())
        return HttpResponseRedirect(reverse("admin:index"))

    def _another(self, request):
        sentence = _(
            "Not saved: this text was typed under another account and you are logged in as %(who)s. If you "
            "save it now, it will be under your name."
        )
        return sentence % {"who": request.user.get_full_name() or request.user.get_username()}


def typed_by_another(request):
    """Return whether the form was opened by somebody else than who sends it now."""
    return request.POST.get(TYPIST, "") not in {"", str(request.user.pk)}


def key_of(request):
    """Return the key of the form that is posted or shown; a new one where it has none of this person's."""
    if not hasattr(request, "autosave_key"):
        key = "" if typed_by_another(request) else request.POST.get(FORM, "")
        request.autosave_key = key if re.fullmatch(KEY, key, re.ASCII) else new_key()
    return request.autosave_key


def _fields(request):
    return [[name, value] for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]


def _gone():
    return _(
        "The story has been deleted, or you no longer have access to it. Your text is kept: find it on the "
        "desk’s home page, under “Unsaved text”."
    )


def _copy(written):
    """Return (key, typed_at) of “key time”; None for a time that is none."""
    key, _space, time = written.partition(" ")
    return key, _time(time)


def _age(milliseconds):
    is_number = re.fullmatch(r"\d{1,10}", milliseconds, re.ASCII)
    return timedelta(milliseconds=int(milliseconds)) if is_number else timedelta(0)


def _time(text):
    try:
        time = parse_datetime(text)
    except ValueError:
        return None
    return time if time and timezone.is_aware(time) else None
