"""The preview: what readers would see of the form as it stands now, through the public template; nothing is saved."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.admin.story.unsaved import read_form
from articles.admin.story.views.pages import find_story
from articles.revisions import body
from articles.revisions.preview import edition_of
from newsroom.http.language import in_one_language, speak
from newsroom.types import StaffRequest


@in_one_language
def preview(request: StaffRequest, pk: int | None = None, *, admin: Any) -> HttpResponse:
    """Answer with the page; what can't be shown yet, such as a picture block without picture, is left out."""
    story, at = find_story(request, pk, admin=admin, may=admin.has_view_permission), timezone.now()
    content = read_form(request, story, admin=admin).content
    speak(content["language"])
    context = {"edition": edition_of(content, at), "blocks": body.blocks(content, at=at), "at": at}
    return TemplateResponse(request, "articles/preview.html", context)
