"""What the link dialog offers: stories of ours by words of their headlines; see writing/link_dialog.js."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone

from articles.models import Edition
from newsroom.http.unavailable import answers_json
from newsroom.text.dates import day
from newsroom.text.normalize import terms
from newsroom.types import StaffRequest

MOST = 10  # stories that are offered


@answers_json
def link_targets(request: StaffRequest, *, admin: Any) -> JsonResponse:
    """
    Answer with {stories: [{headline, path, day}]}, what readers see at this moment, the latest first; MOST at most.

    `q` has the words, all of them in the headline. What isn't public is offered to nobody.
    """
    if not (admin.has_add_permission(request) or admin.has_change_permission(request)):
        raise PermissionDenied
    asked = request.GET.get("q", "")
    live = Edition.objects.live(timezone.now())
    found = live.with_terms(asked).latest_first()[:MOST] if terms(asked) else []
    stories = [{"headline": each.headline, "path": each.path, "day": day(each.first_published_at)} for each in found]
    return JsonResponse({"stories": stories})
