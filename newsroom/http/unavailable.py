"""
What is answered when the site can't do what it was asked: a neighbour is away (503), or we made a mistake (500).

Nothing here asks the database, the session or a file for anything. What somebody typed comes back with the answer,
to be read, copied and sent again.
"""

import re
import sys
from contextlib import suppress
from html import unescape

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.loader import get_template
from django.urls import Resolver404, resolve
from django.utils.log import log_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.http.faults import is_neighbours

RETRY_AFTER = 5  # seconds
# Never sent back, whatever form they stand in.
SECRET = re.compile(r"pass(word|phrase)|secret|^(code|otp)$", re.IGNORECASE)
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a field's name)
SAVES = {"_save", "_continue", "_addanother"}  # the desk's buttons
# The desk's log-in at a form's own address takes the form's fields along: its mark, and what their names begin with.
LOGS_IN, ALONG = "logs_in", "sent-"
# How fields are named to those who typed into them; the desk's many are numbered.
LABELS = {
    "name": gettext_lazy("Name"),
    "address": gettext_lazy("Email address"),
    "body": gettext_lazy("Comment"),
    "words": gettext_lazy("In your own words"),
}
SEVERAL_WORDS = re.compile(r"\S\s+\S")
LETTER = re.compile(r"[^\W\d_]")
LINE_ENDS = re.compile(r"<br\b[^>]*>|</(?:p|li|h\d|blockquote)>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


class UnavailableMiddleware:
    """Answers with 503 where a view tripped over a neighbour that is away; other errors go on to server_error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Do nothing of its own."""
        return self.get_response(request)

    def process_exception(self, request, error):
        """Return the answer to an error of a neighbour's; None leaves the error to others."""
        return unavailable(request, error) if is_neighbours(error) else None


def answers_json(view):
    """Mark a view that a script asks: it is told in JSON, as {"error": a sentence}, that the site can't do it now."""
    view.answers_json = True
    return view


def unavailable(request, error):
    """Return the answer while a neighbour is away, and say in the log which."""
    sentence = _("Something the site needs is not responding. Wait a minute, then try again.")
    response = _answer(request, "503.html", 503, sentence)
    response["Retry-After"] = RETRY_AFTER
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    log_response("Unavailable: %s (%s)", request.path, reason, response=response, request=request)
    return response


def unheard(path, accept, error):
    """Return the answer to a body that the disk has no room for; nobody has read it, so that none of it comes back."""
    request = HttpRequest()
    request.path = request.path_info = path
    request.META["HTTP_ACCEPT"] = accept
    with suppress(Resolver404):
        request.resolver_match = resolve(path)
    return unavailable(request, error)


def server_error(request):
    """Return the answer to an error that nobody caught; Django calls this while it handles that error."""
    error = sys.exc_info()[1]
    if is_neighbours(error):
        return unavailable(request, error)
    return _answer(request, "500.html", 500, _("Something went wrong on our side. Please try again in a few minutes."))


def _answer(request, template, status, sentence):
    if is_from_script(request):
        response = JsonResponse({"error": sentence}, status=status)
    else:
        context = {"sentence": sentence, "sent": sent(request), "here": request.get_full_path()}
        response = HttpResponse(get_template(template).render(context), status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def is_from_script(request):
    """Return whether a script asks, which is answered in JSON."""
    view = getattr(request.resolver_match, "func", None)
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return getattr(view, "answers_json", False) or preferred == "application/json"


def sent(request):
    """
    Return what was posted, as `shown_again` does; None where nothing was, or a secret is in it.

    Of a log-in that takes a form's fields along, these alone.
    """
    if request.method != "POST":
        return None
    try:
        posted, has_files = request.POST, bool(request.FILES)
    except Exception:  # what can't be read can't be given back, and the answer must come all the same
        return None
    if LOGS_IN in posted:
        return shown_again(taken_along(posted))
    if hasattr(request, "sensitive_post_parameters") or any(SECRET.search(name) for name in posted):
        return None
    return shown_again(posted, has_files=has_files, is_multipart=request.content_type == "multipart/form-data")


def taken_along(posted):
    """Return the fields that a log-in takes along, under their own names; never its own."""
    words = QueryDict(mutable=True)
    for name, values in posted.lists():
        if name.startswith(ALONG) and not SECRET.search(name):
            words.setlist(name.removeprefix(ALONG), values)
    return words


def shown_again(posted, *, has_files=False, is_multipart=False):
    """
    Return what templates/_sent_again.html shows and sends again of a QueryDict.

    fields   (name, value) of all, in their order
    words    (label, text) of what reads as words; where nothing does, of each value that has a letter
    """
    fields = [(name, value) for name, values in posted.lists() for value in values]
    return {
        "fields": fields,
        "words": _words(fields),
        "has_files": has_files,
        "enctype": "multipart/form-data" if is_multipart else "application/x-www-form-urlencoded",
        "is_save": not SAVES.isdisjoint(posted),
    }


def _words(fields):
    texts = [(name, _read(value)) for name, value in fields if name != TOKEN]
    shown = [(name, text) for name, text in texts if text and (name in LABELS or SEVERAL_WORDS.search(text))]
    shown = shown or [(name, text) for name, text in texts if name not in SAVES and LETTER.search(text)]
    return [(LABELS.get(name) or _("Text %(number)s") % {"number": n}, text) for n, (name, text) in enumerate(shown, 1)]


def _read(value):
    """Return a value as it reads: without the tags, where an editor wrote it."""
    if not value.lstrip().startswith("<"):
        return value.strip()
    return unescape(TAG.sub("", LINE_ENDS.sub("\n", value))).strip()
