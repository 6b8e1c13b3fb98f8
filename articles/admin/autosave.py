"""What is typed into the story form survives a closed tab, a crash, a log-out: kept beside the story, offered back."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.models import Autosave
from newsroom.dates import moment

NOT_KEPT = {"csrfmiddlewaretoken", "_continue", "_save", "_addanother", "_publish", "_schedule", "_recovered"}


class AutosaveMixin(ModelAdmin):
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

    @method_decorator([require_POST, never_cache])
    def keep_view(self, request, pk=None):
        """Keep what has been typed so far; answer with the time of it, in words."""
        story, now = self._writable(request, pk), timezone.now()
        fields = [[name, value] for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]
        Autosave.objects.keep(fields, by=request.user, story=story, at=now)
        return JsonResponse({"kept": moment(now)})

    @method_decorator([require_POST, never_cache])
    def recover_view(self, request, pk=None):
        """Show the form as it was typed, or let it go if that was the button."""
        story = self._writable(request, pk)
        here = reverse("admin:articles_story_change", args=[pk]) if pk else reverse("admin:articles_story_add")
        kept = Autosave.objects.of(request.user, story).first()
        if "_forget" in request.POST or kept is None:
            Autosave.objects.forget(by=request.user, story=story)
            return HttpResponseRedirect(here)
        typed = QueryDict(mutable=True)
        for name, value in kept.fields:
            typed.appendlist(name, value)
        typed["_recovered"] = moment(kept.typed_at)
        request.POST = typed
        return self.change_view(request, str(pk), form_url=here) if pk else self.add_view(request, form_url=here)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form; one that was recovered says so instead of being saved."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.recovered = request.POST.get("_recovered")
        return form

    def forget_typed(self, request, story):
        """Let go of what was kept: it has been saved."""
        Autosave.objects.forget(by=request.user, story=story)

    def render_change_form(self, request, context, **kwargs):
        """Offer what was typed and not saved, where the form is opened anew."""
        response = super().render_change_form(request, context, **kwargs)
        story = kwargs.get("obj")
        doors = ("keep", "recover") if story else ("keep_new", "recover_new")
        args = [story.pk] if story else []
        keep, recover = (reverse(f"admin:articles_story_{door}", args=args) for door in doors)
        offered = Autosave.objects.of(request.user, story).first() if request.method == "GET" else None
        response.context_data |= {"keep_url": keep, "recover_url": recover, "offered": offered}
        return response

    def _writable(self, request, pk):
        if pk is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return None
        if not self.has_change_permission(request):
            raise PermissionDenied
        story = self.get_queryset(request).filter(pk=pk).first()
        if story is None:
            raise Http404
        return story
