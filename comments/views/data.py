"""All that is kept under an address: asking for the link by mail, and the page behind it."""

import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from comments.forms import AddressForm
from comments.mail import unsubscribe, verification
from comments.models import MailedLink
from comments.models.commenter import ip_keys
from comments.posting import remember
from comments.privacy import personal_data
from comments.screening import verified_cookie
from comments.screening.origin import is_same_origin
from comments.views.mailed import ended, page
from comments.views.private import from_elsewhere, pressed_elsewhere, private
from newsroom.http.language import speak
from newsroom.http.network import reader_ip


@private
@csrf_exempt  # is_same_origin stands in for the token, which would need a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def ask_data(request: HttpRequest) -> HttpResponse:
    """Ask for the address, then say the same whether anything is kept under it or not."""
    title = _("Your personal data")
    if request.method != "POST":
        said = _asked() if "asked" in request.GET else ""
        return page(request, "data_ask", title=title, said=said, form=AddressForm())
    form = AddressForm(request.POST)
    if not is_same_origin(request):
        form.add_error(None, from_elsewhere())
        return page(request, "data_ask", status=403, title=title, form=form)
    if not form.is_valid():
        return page(request, "data_ask", status=422, title=title, form=form)
    networks = ip_keys(reader_ip(request))
    verification.ask_by_address(form.cleaned_data["address"], language=settings.LANGUAGE_CODE[:2], networks=networks)
    return HttpResponseRedirect(f"{reverse('comments:ask_data')}?asked", status=303)


def _asked() -> str:
    return _(
        "If we keep anything under this address, an email is on its way. We send three a day at most, and none "
        "while an earlier link is still valid."
    )


def behind_link(
    view: Callable[[HttpRequest, MailedLink, str], HttpResponseBase],
) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Hand the view the open link that the token names, and let it speak the link's language; else say it ended."""

    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            link = verification.followed(MailedLink.Kind.DATA, token, at=timezone.now())
        except verification.LinkEnded as end:
            return ended(request, end, token)
        speak(link.language)
        if request.method == "POST" and not is_same_origin(request):
            return _data_page(request, link, token, status=403, problem=pressed_elsewhere())
        return view(request, link, token)

    return wrapped


@private
@require_http_methods(["GET", "HEAD"])
@behind_link
def data(request: HttpRequest, link: MailedLink, token: str) -> HttpResponse:
    return _data_page(request, link, token)


def _data_page(
    request: HttpRequest, link: MailedLink, token: str, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    return page(
        request,
        "data",
        status=status,
        title=_("Your personal data"),
        problem=problem,
        link=link,
        commenter=link.commenter,
        numbers=personal_data.numbers(link.commenter),
        token=token,
    )


@private
@csrf_exempt
@require_POST
@behind_link
def export_data(request: HttpRequest, link: MailedLink, token: str) -> StreamingHttpResponse:
    return as_file(personal_data.export(link.commenter))


def as_file(kept: dict[str, Any]) -> StreamingHttpResponse:
    """Make a JSON file of what is kept of a reader (personal_data.export), written as it is read."""
    name = f"{slugify(settings.SITE_NAME) or 'newsroom'}-data.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(_written(kept), content_type="application/json", headers=headers)


def _written(kept: dict[str, Any]) -> Iterator[str]:
    begin = "{"
    for name, value in kept.items():
        yield f"{begin}\n{json.dumps(name)}: "
        if isinstance(value, Iterator):
            yield from _listed(value)
        else:
            yield json.dumps(value, ensure_ascii=False)
        begin = ","
    yield "\n}\n"


def _listed(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    begin = "["
    for row in rows:
        yield f"{begin}\n{json.dumps(row, ensure_ascii=False, indent=1)}"
        begin = ","
    yield "[]" if begin == "[" else "]"


@private
@csrf_exempt
@require_POST
@behind_link
def mute_data(request: HttpRequest, link: MailedLink, token: str) -> HttpResponse:
    """Send no more mails to the address, or let them come again."""
    if request.POST.get("mails") == "on":
        unsubscribe.unmute(link.commenter)
    else:
        unsubscribe.mute(link.commenter)
    return HttpResponseRedirect(reverse("comments:data", args=[token]), status=303)


@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def erase_data(request: HttpRequest, link: MailedLink, token: str) -> HttpResponse:
    """Say what erasing means, then do it."""
    if request.method == "POST":
        personal_data.erase(link.commenter)
        said = _("All data linked to your address has been erased.")
        response = page(request, "mailed_base", title=_("Data erased"), said=said)
        verified_cookie.take_back(response)
        remember.forget(response)
        return response
    return page(
        request,
        "data_erase",
        title=_("Erase everything?"),
        numbers=personal_data.numbers(link.commenter),
        commenter=link.commenter,
        keeps_words=personal_data.keeps_words(),
        token=token,
    )
