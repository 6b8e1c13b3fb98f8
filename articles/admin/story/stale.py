"""A save that was refused, since a colleague's came first: both compared, and a choice; nothing typed is lost."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.admin.story.unsaved import UnsavedMixin
from articles.revisions import snapshot
from articles.revisions.compare import compare


class StaleMixin(UnsavedMixin):
    """The ways on from a refused save: compare it with the other's, take the other's, save it over the other's."""

    def get_urls(self):
        """Add the comparison, and the way to the saved version."""
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/change/compare/",
                view(self.compare_unsaved_view),
                name="articles_story_compare_unsaved",
            ),
            path("<int:pk>/change/theirs/", view(self.take_theirs_view), name="articles_story_take_theirs"),
            *super().get_urls(),
        ]

    @method_decorator([require_POST, never_cache])
    def compare_unsaved_view(self, request, pk):
        """Show what differs between the latest version and the form as it stands."""
        story = self.story_beside(request, pk, self.has_change_permission)
        theirs = story.revisions.latest_of(story)
        if theirs is None:
            raise Http404
        mine = self.unsaved(request, story).content
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "story": story,
            "title": _("Compare with your text"),
            "comparison": compare(theirs.content, mine, snapshot.names(theirs.content, mine)),
            "theirs": theirs,
            "words": snapshot.count_words(mine),
        }
        return TemplateResponse(request, "admin/articles/story/compare_unsaved.html", context)

    @method_decorator([require_POST, never_cache])
    def take_theirs_view(self, request, pk):
        """Lead to the form of the saved version; what was typed is kept, and offered there."""
        story = self.story_beside(request, pk, self.has_change_permission)
        self.keep_typed(request, story)
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))

    def save_formset(self, request, form, formset, change):
        """Save the blocks; where theirs was chosen over a colleague's version, what that one added goes."""
        formset.replaces = form.is_over
        super().save_formset(request, form, formset, change)

    def response_change(self, request, obj):
        """Stay with the story after a save over a colleague's: what readers get of it is to be looked at."""
        if not request.POST.get("over"):
            return super().response_change(request, obj)
        sentence = _("Saved. Version %(number)s, now replaced, stays in the history.")
        messages.success(request, sentence % {"number": request.POST["over"]})
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[obj.pk]))
