"""The preview: what readers would see of the form as it stands now, through the public template; nothing is saved."""

from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.admin.story.unsaved import UnsavedMixin
from articles.revisions import body
from articles.revisions.preview import edition_of
from newsroom.http.language import in_one_language, speak


class PreviewMixin(UnsavedMixin):
    """Renders the posted story form, valid or not, as the page that it would become."""

    def get_urls(self):
        """Add the preview of a new story and of one that exists."""
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("add/preview/", view, name="articles_story_preview_new"),
            path("<int:pk>/change/preview/", view, name="articles_story_preview"),
            *super().get_urls(),
        ]

    @method_decorator([require_POST, never_cache, in_one_language])
    def preview_view(self, request, pk=None):
        """Answer with the page; what can't be shown yet, such as a picture block without picture, is left out."""
        story, at = self.story_beside(request, pk, self.has_view_permission), timezone.now()
        content = self.unsaved(request, story).content
        speak(content["language"])
        context = {"edition": edition_of(content, at), "blocks": body.blocks(content, at=at), "at": at}
        return TemplateResponse(request, "articles/preview.html", context)
