"""What a reader does with a comment of their own from its receipt: each a POST that leads back to it."""

from functools import wraps

from django.http import HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments.forms import EditForm, PreferencesForm
from comments.mail import subscriptions
from comments.models import Status
from comments.posting import edit, remember
from comments.screening import verified_cookie
from comments.screening.origin import is_same_origin
from comments.views.private import from_elsewhere, private
from comments.views.receipt import EDITED, FORGOTTEN, WISHED, address_of, done, own, page


def pressed(view):
    """Call the view for a POST; lead a browser that comes back to the URL of an error page to the receipt."""

    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def wrapped(request, token):
        return view(request, token) if request.method == "POST" else HttpResponseRedirect(address_of("receipt", token))

    return wrapped


@private
@csrf_exempt  # as in views/post.py
@pressed
def edit_comment(request, token):
    """Take other words for the comment, or show the page again with them."""
    comment = own(token)
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
def withdraw(request, token):
    """Take the comment back."""
    comment = own(token)
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
def preferences(request, token):
    """Note what the reader wants to be told of by mail."""
    comment = own(token)
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
def forget(request, token):
    """Let the browser forget the reader's name and address."""
    comment = own(token)
    if not is_same_origin(request):
        return page(request, comment, token, sentence=from_elsewhere(), status=403)
    response = done(token, FORGOTTEN)
    remember.forget(response)
    verified_cookie.take_back(response)
    return response
