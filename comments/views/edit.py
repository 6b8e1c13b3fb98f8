"""What a reader does with a comment of their own from its receipt: each a POST that leads back to it."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments.forms import EditForm, PreferencesForm
from comments.mail import subscriptions
from comments.models import Comment, Status
from comments.posting import edit, remember
from comments.screening import verified_cookie
from comments.screening.origin import is_same_origin
from comments.views.private import from_elsewhere, private
from comments.views.receipt import EDITED, FORGOTTEN, WISHED, address_of, done, own, page


def pressed(view: Callable[[HttpRequest, Comment, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """Hand a POST and its comment to the view; lead who comes back to the URL of an error page to the receipt."""

    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        if request.method == "POST":
            return view(request, own(token), token)
        return HttpResponseRedirect(address_of("receipt", token))

    return wrapped


@private
@csrf_exempt  # as in views/post.py
@pressed
def edit_comment(request: HttpRequest, comment: Comment, token: str) -> HttpResponse:
    """Take other words for the comment, or show the page again with them."""
    form = EditForm(request.POST, action=address_of("edit", token))
    if not is_same_origin(request):
        return page(request, comment, token, form=form, sentence=from_elsewhere(), status=403)
    if not form.is_valid():
        return page(request, comment, token, form=form, status=422)
    words = form.cleaned_data
    try:
        edit.edit(comment, words["body"], at=timezone.now(), seen=words["edits"])
    except edit.NotEdited as refusal:
        form.renew(comment.edits.count())
        return page(request, own(token), token, form=form, sentence=str(refusal), status=409)
    return done(token, EDITED)


@private
@csrf_exempt  # as in views/post.py
@pressed
def withdraw(request: HttpRequest, comment: Comment, token: str) -> HttpResponse:
    """Take the comment back."""
    if not is_same_origin(request):
        return page(request, comment, token, sentence=from_elsewhere(), status=403)
    if comment.status != Status.WITHDRAWN:  # pressed twice is pressed once
        try:
            edit.withdraw(comment, at=timezone.now())
        except edit.NotEdited as refusal:
            return page(request, own(token), token, sentence=str(refusal), status=409)
    return done(token)


@private
@csrf_exempt  # as in views/post.py
@pressed
def preferences(request: HttpRequest, comment: Comment, token: str) -> HttpResponse:
    """Note what the reader wants to be told of by mail."""
    if not subscriptions.is_possible(comment):
        return done(token)
    if not is_same_origin(request):
        return page(request, comment, token, sentence=from_elsewhere(), status=403)
    form = PreferencesForm(request.POST, action=address_of("preferences", token))
    if form.is_valid():  # two boxes can't be wrong
        subscriptions.wish(comment, **form.cleaned_data)
    return done(token, WISHED)


@private
@csrf_exempt  # as in views/post.py
@pressed
def forget(request: HttpRequest, comment: Comment, token: str) -> HttpResponse:
    """Let the browser forget the reader's name and address."""
    if not is_same_origin(request):
        return page(request, comment, token, sentence=from_elsewhere(), status=403)
    response = done(token, FORGOTTEN)
    remember.forget(response)
    verified_cookie.take_back(response)
    return response
