"""
The answers to errors: 503 while a backing service is down, 500 after a mistake of ours.

Nothing here uses the database, the session or a file. The answer shows what was typed, to be read, copied and sent
again.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.urls import Resolver404, resolve
from django.utils.log import log_response
from django.utils.translation import gettext as _

from newsroom.http.outages import is_outage
from newsroom.http.posted import posted

RETRY_AFTER = 5  # seconds

View = TypeVar("View", bound=Callable[..., Any])


class UnavailableMiddleware:
    """Answers with 503 where a view met an outage; other errors go on to server_error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return unavailable(request, error) if is_outage(error) else None


def answers_json(view: View) -> View:
    """Mark a view that scripts call: its errors are answered in JSON, {"error": a sentence}."""
    view.answers_json = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def unavailable(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """Answer, and log the cause."""
    sentence = _("Something the site needs is not responding. Wait a minute, then try again.")
    response = _answer(request, "503.html", 503, sentence)
    response["Retry-After"] = RETRY_AFTER
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    log_response("Unavailable: %s (%s)", request.path, reason, response=response, request=request)
    return response


def disk_full(path: str, accept: str, error: OSError) -> HttpResponse:
    """Answer a body that the disk had no room for; none of it was read, so none of it is shown."""
    request = HttpRequest()
    request.path = request.path_info = path
    request.META["HTTP_ACCEPT"] = accept
    with suppress(Resolver404):
        request.resolver_match = resolve(path)
    return unavailable(request, error)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an uncaught error; Django calls this while it handles the error (handler500)."""
    error = sys.exc_info()[1]
    if is_outage(error):
        return unavailable(request, error)
    return _answer(request, "500.html", 500, _("Something went wrong on our side. Please try again in a few minutes."))


def _answer(request: HttpRequest, template: str, status: int, sentence: str) -> HttpResponse:
    response: HttpResponse
    if is_from_script(request):
        response = JsonResponse({"error": sentence}, status=status)
    else:
        context = {"sentence": sentence, "sent": posted(request), "here": request.get_full_path()}
        response = HttpResponse(get_template(template).render(context), status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def is_from_script(request: HttpRequest) -> bool:
    """Whether the answer must be JSON."""
    view = getattr(request.resolver_match, "func", None)
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return getattr(view, "answers_json", False) or preferred == "application/json"
