"""A new story that begins with the text of another one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from articles.admin.story.views.pages import show, to_form
from articles.revisions import snapshot
from newsroom.types import StaffRequest


@transaction.atomic  # from the start: get_object locks the story
def copy(request: StaffRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Ask once, then begin a new story with this one's text."""
    if not (admin.has_view_permission(request) and admin.has_add_permission(request)):
        raise PermissionDenied
    story = admin.get_object(request, str(pk))
    if story is None:
        raise Http404
    if request.method == "POST":
        made = snapshot.copy(story, by=request.user)
        admin.log_addition(request, made, _("Copied."))
        messages.success(request, _("This is the copy. Readers don’t see it."))
        return to_form(made)
    return show(
        request,
        "act",
        admin=admin,
        story=story,
        title=_("Copy this story?"),
        button=_("Copy"),
        hint=_("The new draft takes over the text, pictures, bylines, tags, and any embargo or legal hold."),
    )
