"""
The answers to errors: 503 while a backing service is down, 500 after a mistake of ours.

Nothing here uses the database, the session or a file. The answer shows what was typed, to be read, copied and sent
again.
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

from newsroom.http.outages import is_outage

RETRY_AFTER = 5  # seconds
# Names of fields that are never sent back.
SECRET = re.compile(r"pass(word|phrase)|secret|^(code|otp)$", re.IGNORECASE)
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a field's name)
SAVES = {"_save", "_continue", "_addanother"}  # the desk's buttons
# A log-in at a form's own address carries the form's fields: the log-in's own field, and the prefix of their names.
LOGS_IN, ALONG = "logs_in", "sent-"
# Labels of the reader's fields; those of the desk are numbered.
LABELS = {
    "name": gettext_lazy("Name"),
    "address": gettext_lazy("E-mail address"),
    "body": gettext_lazy("Comment"),
    "words": gettext_lazy("In your words"),
}
SEVERAL_WORDS = re.compile(r"\S\s+\S")
LETTER = re.compile(r"[^\W\d_]")
LINE_ENDS = re.compile(r"<br\b[^>]*>|</(?:p|li|h\d|blockquote)>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


class UnavailableMiddleware:
    """Answers with 503 where a view met an outage; other errors go on to server_error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Change nothing."""
        return self.get_response(request)

    def process_exception(self, request, error):
        """Return the answer to an outage; None leaves the error to others."""
        return unavailable(request, error) if is_outage(error) else None


def answers_json(view):
    """Mark a view that scripts call: its errors are answered in JSON, {"error": a sentence}."""
    view.answers_json = True
    return view


def unavailable(request, error):
    """Return the answer to an outage, and log its cause."""
    sentence = _("Something the site needs is not responding. Wait a minute, then try again.")
    response = _answer(request, "503.html", 503, sentence)
    response["Retry-After"] = RETRY_AFTER
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    log_response("Unavailable: %s (%s)", request.path, reason, response=response, request=request)
    return response


def disk_full(path, accept, error):
    """Return the answer to a body that the disk had no room for; none of it was read, so none of it is shown."""
    request = HttpRequest()
    request.path = request.path_info = path
    request.META["HTTP_ACCEPT"] = accept
    with suppress(Resolver404):
        request.resolver_match = resolve(path)
    return unavailable(request, error)


def server_error(request):
    """Return the answer to an uncaught error; Django calls this while it handles the error (handler500)."""
    error = sys.exc_info()[1]
    if is_outage(error):
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
    """Return whether the answer must be JSON."""
    view = getattr(request.resolver_match, "func", None)
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return getattr(view, "answers_json", False) or preferred == "application/json"


def sent(request):
    """
    Return what was posted, as `shown_again` does; None where nothing was, or a secret is in it.

    Of a log-in that carries a form's fields, the form's alone.
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
    """Return the form's fields that a log-in carries, under their own names."""
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
    """Return a value as text: without the tags of the rich text editor."""
    if not value.lstrip().startswith("<"):
        return value.strip()
    return unescape(TAG.sub("", LINE_ENDS.sub("\n", value))).strip()
