"""What the views beside the story form share: how each finds its story, and the desk's frame around its page."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.models import Story


def find_story(request: HttpRequest, pk: int | None, *, admin: Any, may: Callable[..., bool]) -> Any:
    """
    Return the story that a view is about; None for a new one, which has no `pk`.

    `may` is the permission that it takes, a method of `admin`. Raises PermissionDenied or Http404. Unlike the admin's
    get_object it never locks: nothing of the story is saved here.
    """
    if not (admin.has_add_permission(request) if pk is None else may(request)):
        raise PermissionDenied
    story = pk and admin.get_queryset(request).filter(pk=pk).first()
    if pk and story is None:
        raise Http404
    return story


def show(request: HttpRequest, name: str, *, admin: Any, **context: Any) -> TemplateResponse:
    """Return the page that templates/admin/articles/story/NAME.html makes of this."""
    context = {**admin.admin_site.each_context(request), "opts": admin.opts, **context}
    return TemplateResponse(request, f"admin/articles/story/{name}.html", context)


def to_form(story: Story) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))
