"""What is said where a comment or a discussion stood that readers could see, in the language of its story."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition
from comments import policy
from comments.live_story import language_of
from comments.models import Comment, Discussion
from comments.posting import post
from newsroom.http.language import speak


def comment_gone(request: HttpRequest, public_id: str) -> TemplateResponse:
    """
    Say what hides a comment that readers followed a link to, or that its discussion takes no answers any more.

    Raises Http404 where there never was one. Whether it waits, was refused or withdrawn isn't told.
    """
    comment = Comment.objects.for_receipt(public_id)
    if comment is None:
        raise Http404
    return discussion_gone(request, comment.discussion, is_there=comment.is_approved)


def discussion_gone(request: HttpRequest, discussion: Discussion, *, is_there: bool = True) -> TemplateResponse:
    """Say why nothing of a discussion can be done: the story is gone, the comments are closed, or one isn't there."""
    at = timezone.now()
    speak(language_of(discussion.story_id, at=at))
    edition = post.live_edition(discussion.story_id, at=at)
    if edition is None:
        return story_gone(request, discussion.story_id, at=at)
    if policy.stance(edition, discussion, at=at).is_hidden:
        sentence = _("Comments on this story are currently hidden.")
    elif not is_there:
        sentence = _("This comment is no longer available.")
    else:
        sentence = _("Comments on this story are closed.")
    return _page(request, sentence, edition)


def story_gone(request: HttpRequest, story_id: int, *, at: datetime) -> TemplateResponse:
    """Say that a story that readers have seen is gone; raises Http404 for a draft as for a story that never was."""
    if not Edition.objects.last_shown(story_id, at).exists():
        raise Http404
    speak(language_of(story_id, at=at))
    return _page(request, _("The story and its comments are no longer on the site."))


def _page(request: HttpRequest, sentence: str, edition: Edition | None = None) -> TemplateResponse:
    context = {"sentence": sentence, "edition": edition}
    response = TemplateResponse(request, "comments/gone.html", context, status=404)
    response["X-Robots-Tag"] = "noindex"
    return response
