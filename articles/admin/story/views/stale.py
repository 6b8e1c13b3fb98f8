"""The ways on from a save that was refused, since a colleague's came first: compare both, or take theirs."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from articles.admin.story import autosaves
from articles.admin.story.request import StoryRequest
from articles.admin.story.unsaved import read_form
from articles.admin.story.views.pages import find_story, show, to_form
from articles.revisions import snapshot
from articles.revisions.compare import compare


def compare_unsaved(request: StoryRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Show what differs between the latest version and the form as it stands."""
    story = find_story(request, pk, admin=admin, may=admin.has_change_permission)
    theirs = story.revisions.latest_of(story)
    if theirs is None:
        raise Http404
    mine = read_form(request, story, admin=admin).content
    return show(
        request,
        "compare_unsaved",
        admin=admin,
        story=story,
        title=_("Compare with your text"),
        comparison=compare(theirs.content, mine, snapshot.names(theirs.content, mine)),
        theirs=theirs,
        words=snapshot.count_words(mine),
    )


def take_theirs(request: StoryRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Lead to the form of the saved version; what was typed is kept, and offered there."""
    story = find_story(request, pk, admin=admin, may=admin.has_change_permission)
    autosaves.keep_typed(request, story)
    return to_form(story)
