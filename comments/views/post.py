"""A reader's side of the discussion: sending a comment in, and the page to answer one."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Edition
from comments import policy
from comments.forms import CommentForm
from comments.live_story import language_of
from comments.models import Comment, Discussion
from comments.posting import post, receipts, remember
from comments.screening.origin import is_same_origin, sender_of
from comments.views.gone import comment_gone, discussion_gone
from comments.views.private import from_elsewhere, private
from newsroom.http.language import speak


@private
@csrf_exempt  # is_same_origin stands in for the token, which would need a cookie and a page of one's own
@require_http_methods(["GET", "HEAD", "POST"])
def post_comment(request: HttpRequest, story_id: int) -> HttpResponse:
    """Take a comment in and lead to its receipt, or show the form again with everything typed."""
    at = timezone.now()
    if request.method != "POST":
        return _to_the_form(request, story_id, at)
    form = CommentForm(remember.completed(request), story_id=story_id)
    edition = post.live_edition(story_id, at=at)
    if edition is None:
        speak(language_of(story_id, at=at))
        return _kept(request, form, post.NoStory(), status=404)
    speak(edition.language)
    if not is_same_origin(request):
        form.add_error(None, from_elsewhere())
        return _again(request, form, edition, status=403)
    if not form.is_valid():
        return _again(request, form, edition, status=422)
    try:
        comment = post.post(form.submission(sender_of(request)), at=at)
    except post.NotPosted as refusal:
        return _refused(request, form, edition, refusal)
    address = reverse("comments:receipt", args=[receipts.token_for(comment)])
    return _remembering(form, HttpResponseRedirect(address, status=303))


def _to_the_form(request: HttpRequest, story_id: int, at: datetime) -> HttpResponse:
    """Lead a browser that comes back to the URL of an error page to the story, where it has what was typed."""
    edition = post.live_edition(story_id, at=at)
    if edition:
        return HttpResponseRedirect(f"{edition.path}#discussion")
    discussion = Discussion.objects.about(story_id)
    if discussion is None:
        raise Http404
    return discussion_gone(request, discussion)


def _remembering(form: CommentForm, response: HttpResponse) -> HttpResponse:
    """Let the browser remember or forget the reader, as the box says; unticked under a story it says nothing."""
    if form.cleaned_data["remember"]:
        remember.remember(response, name=form.cleaned_data["name"], address=form.cleaned_data["address"])
    elif form.cleaned_data["remembers"]:
        remember.forget(response)
    return response


@private
@require_safe
def reply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the form to answer a comment that stands on the page of an open discussion."""
    at = timezone.now()
    answered = Comment.objects.answerable(public_id)
    if answered is None:
        return _unanswerable(request, public_id, at)
    edition = post.live_edition(answered.discussion.story_id, at=at)
    if edition is None or not policy.stance(edition, answered.discussion, at=at).is_open(at):
        return discussion_gone(request, answered.discussion)
    speak(edition.language)
    form = CommentForm(initial={"reply_to": public_id, **_known(request)}, story_id=edition.story_id)
    return _form_page(request, form, edition, answered, status=200)


def _known(request: HttpRequest) -> dict[str, Any]:
    """What the browser remembers of the reader, as the form's fields; empty where it remembers nothing."""
    known = remember.remembered(request)
    return known | {"remember": True, "remembers": "1"} if known else {}


def _unanswerable(request: HttpRequest, public_id: str, at: datetime) -> HttpResponse:
    """Show the form to who was answering a comment that is gone: what they typed is in their browser yet."""
    comment = Comment.objects.for_receipt(public_id)
    edition = post.live_edition(comment.discussion.story_id, at=at) if comment else None
    if comment is None or edition is None or not policy.stance(edition, comment.discussion, at=at).is_open(at):
        return comment_gone(request, public_id)
    speak(edition.language)
    form = CommentForm(initial=_known(request), story_id=edition.story_id, answers=public_id)
    context = {"form": form, "edition": edition, "sentence": _("This comment is no longer available.")}
    return TemplateResponse(request, "comments/form.html", context, status=404)


def _refused(request: HttpRequest, form: CommentForm, edition: Edition, refusal: post.NotPosted) -> HttpResponse:
    if isinstance(refusal, post.NoStory):
        return _kept(request, form, refusal, status=404)
    if isinstance(refusal, post.Closed):
        return _kept(request, form, refusal, status=403, edition=edition)
    if isinstance(refusal, post.NoAnswer):
        form.refuse_answer()
        return _again(request, form, edition, status=422)
    form.add_error(None, str(refusal))
    response = _again(request, form, edition, status=429)
    response["Retry-After"] = str(int(post.WINDOW.total_seconds()))
    return response


def _again(request: HttpRequest, form: CommentForm, edition: Edition, *, status: int) -> HttpResponse:
    """Show the form once more, with what it answers if that still stands."""
    public_id = form.answered_id
    answered = Comment.objects.answerable(public_id) if public_id else None
    if answered and answered.discussion.story_id != edition.story_id:
        answered = None
    return _form_page(request, form, edition, answered, status=status)


def _form_page(
    request: HttpRequest, form: CommentForm, edition: Edition, answered: Comment | None, *, status: int
) -> HttpResponse:
    context = {"form": form, "edition": edition, "answered": answered}
    return TemplateResponse(request, "comments/form.html", context, status=status)


def _kept(
    request: HttpRequest, form: CommentForm, refusal: post.NotPosted, *, status: int, edition: Edition | None = None
) -> HttpResponse:
    """Say why the comment can't be taken, and show what was typed, so that it can be copied."""
    context = {"sentence": str(refusal), "typed": form.typed, "edition": edition}
    return TemplateResponse(request, "comments/kept.html", context, status=status)
