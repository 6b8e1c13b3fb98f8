"""What is typed into the story form survives a closed tab, a crash, a log-out: kept beside the story, offered back."""

from django.http import HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.admin.unsaved import UnsavedMixin
from articles.models import Autosave
from newsroom.dates import moment
from newsroom.unavailable import answers_json

# Buttons, and what says that a form is only shown again.
NOT_KEPT = {"csrfmiddlewaretoken", "_continue", "_save", "_addanother", "_publish", "_schedule", "_move", "_recovered"}
NOT_KEPT |= {"over"}


class AutosaveMixin(UnsavedMixin):
    """Keeps the form as it is typed, and gives it back exactly so, right or wrong, without saving it."""

    def get_urls(self):
        """Add the two doors, for a new story and for one that exists."""
        keep, recover = (self.admin_site.admin_view(view) for view in (self.keep_view, self.recover_view))
        return [
            path("add/keep/", keep, name="articles_story_keep_new"),
            path("add/recover/", recover, name="articles_story_recover_new"),
            path("<int:pk>/change/keep/", keep, name="articles_story_keep"),
            path("<int:pk>/change/recover/", recover, name="articles_story_recover"),
            *super().get_urls(),
        ]

    @answers_json
    @method_decorator([require_POST, never_cache])
    def keep_view(self, request, pk=None):
        """Keep what has been typed so far; answer with the time of it, in words."""
        kept = self.keep_typed(request, self.story_beside(request, pk, self.has_change_permission))
        return JsonResponse({"kept": moment(kept.typed_at)})

    @method_decorator([require_POST, never_cache])
    def recover_view(self, request, pk=None):
        """Show the form as it was typed, or let it go if that was the button."""
        story = self.story_beside(request, pk, self.has_change_permission)
        here = reverse("admin:articles_story_change", args=[pk]) if pk else reverse("admin:articles_story_add")
        kept = Autosave.objects.of(request.user, story).first()
        if "_forget" in request.POST or kept is None:
            Autosave.objects.forget(by=request.user, story=story)
            return HttpResponseRedirect(here)
        typed = QueryDict(mutable=True)
        for name, value in kept.fields:
            typed.appendlist(name, value)
        sentence = _("This is what you had typed, kept on %(when)s. It isn’t saved yet: save it or leave the page.")
        return self.show_unsaved(request, pk, typed, sentence % {"when": moment(kept.typed_at)})

    def show_unsaved(self, request, pk, typed, sentence):
        """Show the form with these fields, a QueryDict, instead of saving them; the sentence says so."""
        here = reverse("admin:articles_story_change", args=[pk]) if pk else reverse("admin:articles_story_add")
        typed["_recovered"] = sentence
        request.POST = typed
        return self.change_view(request, str(pk), form_url=here) if pk else self.add_view(request, form_url=here)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form; one that is only to be shown again says so instead of being saved."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.recovered = request.POST.get("_recovered")
        return form

    def keep_typed(self, request, story):
        """Keep what was posted, in place of what was kept before; return the row."""
        fields = [[name, value] for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]
        return Autosave.objects.keep(fields, by=request.user, story=story, at=timezone.now())

    def forget_typed(self, request, story):
        """Let go of what was kept: it has been saved."""
        Autosave.objects.forget(by=request.user, story=story)

    def render_change_form(self, request, context, **kwargs):
        """Offer what was typed and not saved, where the form is opened anew; keep it, where a save is refused."""
        response = super().render_change_form(request, context, **kwargs)
        story = kwargs.get("obj")
        if context["errors"] and "_recovered" not in request.POST:
            self.keep_typed(request, story)
        doors = ("keep", "recover") if story else ("keep_new", "recover_new")
        args = [story.pk] if story else []
        keep, recover = (reverse(f"admin:articles_story_{door}", args=args) for door in doors)
        offered = Autosave.objects.of(request.user, story).first() if request.method == "GET" else None
        response.context_data |= {"keep_url": keep, "recover_url": recover, "offered": offered}
        return response
