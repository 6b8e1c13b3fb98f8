"""
A desk form that was sent after its session ended, or with an expired token: what was typed comes back.

The log-in page is shown at the form's own address, carries the typed text, and shows it afterwards. It is sent again
only when a button is pressed, with a token of the new session.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from newsroom.accounts.login import LoginForm
from newsroom.http.posted import ALONG, LOGS_IN, TOKEN, posted, shown_again, taken_along
from newsroom.http.unavailable import is_from_script

# Ticks and buttons of lists: they aren't typed text, and must not act when sent again.
PRESSED = {"action", "select_across", "index", "_selected_action", "verb", "chosen", "undo", "at", "task", TOKEN}
RECOVERED = "_recovered"  # the field that tells a view to show a form again, with this sentence
GoOn = Callable[[], HttpResponseBase]  # answers the request once somebody is logged in
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def shows_unsaved(view: View) -> View:
    """Mark a view that only shows a posted form again where the field RECOVERED has a sentence."""
    view.shows_unsaved = True  # type: ignore[attr-defined]  # a mark of ours, which NewsroomAdminSite reads
    return view


def answer(site: admin.AdminSite, request: HttpRequest, go_on: GoOn, *, is_shown: bool) -> HttpResponseBase | None:
    """
    Answer a request without a log-in; None where nothing was typed.

    `is_shown` says that `go_on` shows the text without saving it.
    """
    if is_from_script(request):
        return _told_script(_("You are logged out."), 401)
    if request.method != "POST":
        return None
    if LOGS_IN not in request.POST:
        return _log_in_page(site, request, posted(request))
    # A report of an error names none of them.
    request.sensitive_post_parameters = "__ALL__"  # type: ignore[attr-defined]  # set as Django's decorator does
    words = taken_along(request.POST)
    form = LoginForm(request, data=request.POST)
    if not form.is_valid():
        return _log_in_page(site, request, shown_again(words), form)
    login(request, form.get_user())
    return _shown(request, words, go_on) if is_shown else _not_saved(request, shown_again(words))


def stale_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form with an invalid token: settings.CSRF_FAILURE_VIEW."""
    if is_from_script(request):
        is_out = not request.user.is_authenticated
        return _told_script(_("You are logged out.") if is_out else _("Reload this page."), 401 if is_out else 403)
    typed = posted(request) if _is_from_here(request) else None
    if typed and LOGS_IN in request.POST:
        if admin.site.has_permission(request):
            return _not_saved(request, typed)
        return _log_in_page(admin.site, request, typed) or HttpResponseRedirect(request.get_full_path())
    context = {"sent": _with_token(typed, request), "here": request.get_full_path()}
    response = HttpResponse(render_to_string("403_csrf.html", context, request), status=403)
    add_never_cache_headers(response)
    return response


def _told_script(sentence: str, status: int) -> JsonResponse:
    response = JsonResponse({"error": sentence}, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Cookie"  # RFC 9110, 11.6.1: a 401 names a scheme
    add_never_cache_headers(response)
    return response


def _log_in_page(
    site: admin.AdminSite, request: HttpRequest, typed: dict[str, Any] | None, form: LoginForm | None = None
) -> TemplateResponse | None:
    if not typed or all(name in PRESSED or not value for name, value in typed["fields"]):
        return None
    context = {
        **site.each_context(request),
        "title": _("Log in"),
        "form": form or LoginForm(request),
        "app_path": request.get_full_path(),
        "along": [(f"{ALONG}{name}", value) for name, value in typed["fields"] if name != TOKEN],
        "has_files": typed["has_files"],
        "marks": [(LOGS_IN, "1")],
    }
    response = TemplateResponse(request, "admin/login.html", context, status=401)
    response["WWW-Authenticate"] = "Cookie"
    add_never_cache_headers(response)
    return response


def _shown(request: HttpRequest, words: QueryDict, go_on: GoOn) -> HttpResponseBase:
    words[RECOVERED] = _("You are logged in. Your text is below, not saved yet.")
    request.POST = words  # type: ignore[assignment]  # a view only reads it, whether or not it can be changed
    return go_on()


def _not_saved(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    context = {
        "sent": _with_token(typed, request),
        "here": request.get_full_path(),
        "user": request.user,
        "is_refused": not _may_send(request),
    }
    response = HttpResponse(render_to_string("admin/not_saved.html", context, request))
    add_never_cache_headers(response)
    return response


def _may_send(request: HttpRequest) -> bool:
    """Whether the user who is logged in now may save the form; True for views that check it themselves."""
    match = request.resolver_match
    model_admin = getattr(match.func, "model_admin", None) if match else None
    _of, _model, act = ((match and match.url_name) or "").rpartition("_")
    may = {"add": "has_add_permission", "change": "has_change_permission"}.get(act)
    return getattr(model_admin, may)(request) if model_admin and may else True


def _with_token(typed: dict[str, Any] | None, request: HttpRequest) -> dict[str, Any] | None:
    if typed is None:
        return None
    fields = [(name, value) for name, value in typed["fields"] if name != TOKEN]
    return typed | {"fields": [(TOKEN, get_token(request)), *fields]}


def _is_from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form; what another site sent is never offered for sending."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    trusted = {urlsplit(origin).netloc for origin in settings.CSRF_TRUSTED_ORIGINS}
    return urlsplit(request.headers.get("Origin", "")).netloc in {request.get_host(), *trusted}
