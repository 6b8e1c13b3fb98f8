"""A new story that begins with the text of another one."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.revisions import snapshot


class CopyMixin(ModelAdmin):
    """Copies a story, for those who may see it and begin one."""

    def get_urls(self):
        """Add the page that asks, whose button copies."""
        view = self.admin_site.admin_view(self.copy_view)
        return [path("<int:pk>/copy/", view, name="articles_story_copy"), *super().get_urls()]

    def copy_view(self, request, pk):
        """Ask once, then begin a new story with this one's text."""
        if not (self.has_view_permission(request) and self.has_add_permission(request)):
            raise PermissionDenied
        # In a transaction from the start: get_object locks the story.
        with transaction.atomic():
            story = self.get_object(request, str(pk))
            if story is None:
                raise Http404
            if request.method == "POST":
                return self._copied(request, snapshot.copy(story, by=request.user))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "story": story,
            "title": _("Copy this story?"),
            "button": _("Copy"),
            "hint": _("The new draft takes over the text, pictures, bylines, tags, and any embargo or legal hold."),
        }
        return TemplateResponse(request, "admin/articles/story/act.html", context)

    def _copied(self, request, story):
        self.log_addition(request, story, _("Copied."))
        messages.success(request, _("This is the copy. Readers don’t see it."))
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))
