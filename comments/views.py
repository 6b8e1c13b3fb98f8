"""A reader's side of the discussion: sending a comment in, its receipt, and the page to answer one."""

from functools import wraps

from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from comments import posting, receipts
from comments.forms import CommentForm
from comments.models import Comment
from comments.origin import is_same_origin, sender_of


def private(view):
    """Let no cache keep the page and no search engine list it: it shows what one reader typed."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


@private
@csrf_exempt  # is_same_origin stands in for the token, which would need a cookie and a page of one's own
@require_POST
def post(request, story_id):
    """Take a comment in and lead to its receipt, or show the form again with everything typed."""
    at = timezone.now()
    form = CommentForm(request.POST, story_id=story_id)
    edition = posting.live_edition(story_id, at=at)
    if edition is None:
        return _kept(request, form, posting.NoStory(), status=404)
    if not is_same_origin(request):
        form.add_error(None, _("This was sent from another site. If you wrote it, press the button to send it."))
        return _again(request, form, edition, status=403)
    if not form.is_valid():
        return _again(request, form, edition, status=422)
    try:
        comment = posting.post(form.submission(sender_of(request)), at=at)
    except posting.NotPosted as refusal:
        return _refused(request, form, edition, refusal)
    return HttpResponseRedirect(reverse("comments:receipt", args=[receipts.token_for(comment)]), status=303)


@private
@require_safe
def receipt(request, token):
    """Show a reader's own comment, and where it stands."""
    comment = Comment.objects.for_receipt(receipts.public_id_in(token))
    if comment is None:
        raise Http404
    edition = posting.live_edition(comment.discussion.story_id, at=timezone.now())
    return TemplateResponse(request, "comments/receipt.html", {"comment": comment, "edition": edition})


@private
@require_safe
def reply(request, public_id):
    """Show the form to answer a comment that stands on the page of an open discussion."""
    at = timezone.now()
    answered = Comment.objects.answerable(public_id)
    if answered is None or not answered.discussion.is_open(at):
        raise Http404
    edition = posting.live_edition(answered.discussion.story_id, at=at)
    if edition is None:
        raise Http404
    form = CommentForm(initial={"reply_to": public_id}, story_id=edition.story_id)
    return _form_page(request, form, edition, answered, status=200)


def _refused(request, form, edition, refusal):
    if isinstance(refusal, posting.NoStory):
        return _kept(request, form, refusal, status=404)
    if isinstance(refusal, posting.Closed):
        return _kept(request, form, refusal, status=403, edition=edition)
    if isinstance(refusal, posting.NoAnswer):
        form.refuse_answer()
        return _again(request, form, edition, status=422)
    form.add_error(None, str(refusal))
    response = _again(request, form, edition, status=429)
    response["Retry-After"] = int(posting.WINDOW.total_seconds())
    return response


def _again(request, form, edition, *, status):
    """Show the form once more, with what it answers if that still stands."""
    return _form_page(request, form, edition, _answered_in(form, edition), status=status)


def _answered_in(form, edition):
    public_id = form.answered_id
    answered = Comment.objects.answerable(public_id) if public_id else None
    return answered if answered and answered.discussion.story_id == edition.story_id else None


def _form_page(request, form, edition, answered, *, status):
    context = {"form": form, "edition": edition, "answered": answered}
    return TemplateResponse(request, "comments/form.html", context, status=status)


def _kept(request, form, refusal, *, status, edition=None):
    """Say why the comment can't be taken, and show what was typed, so that it can be copied."""
    context = {"sentence": str(refusal), "typed": form.typed, "edition": edition}
    return TemplateResponse(request, "comments/kept.html", context, status=status)
