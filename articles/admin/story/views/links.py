"""The door behind the link dialog: stories of ours by words of their headlines."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Edition
from newsroom.http.unavailable import answers_json
from newsroom.text.dates import day
from newsroom.text.normalize import terms

MOST = 10  # stories that are offered


class LinkingMixin(ModelAdmin):
    """Finds the stories that a link can lead to; see writing/link_dialog.js."""

    def get_urls(self):
        """Add the door."""
        view = self.admin_site.admin_view(self.link_targets_view)
        return [path("link-targets/", view, name="articles_story_link_targets"), *super().get_urls()]

    @answers_json
    @method_decorator([require_safe, never_cache])
    def link_targets_view(self, request):
        """
        Answer with {stories: [{headline, path, day}]}, what readers see at this moment, the latest first; MOST at most.

        `q` has the words, all of them in the headline. What nobody outside can read is offered to nobody.
        """
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        asked = request.GET.get("q", "")
        live = Edition.objects.live(timezone.now())
        found = live.with_terms(asked).latest_first()[:MOST] if terms(asked) else []
        stories = [
            {"headline": each.headline, "path": each.path, "day": day(each.first_published_at)} for each in found
        ]
        return JsonResponse({"stories": stories})
