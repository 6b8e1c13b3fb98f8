"""Where a request comes from: from a page of this site or not, and what its machine says of itself."""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest

from comments.screening import verified_cookie
from comments.screening.submission import Sender
from newsroom.http.network import reader_ip

BROWSER_HEADERS = ("User-Agent", "Accept", "Accept-Language")
# What can be odd about a form that is_same_origin lets through.
ELSEWHERE = "elsewhere"
UNSAID = "unsaid"
FROM_NO_PAGE = "from no page"
# From these versions on a browser says Sec-Fetch-Site, over HTTPS (Chrome 76, Firefox 90).
SAYING = {"Chrome": 76, "Firefox": 90}


def is_same_origin(request: HttpRequest) -> bool:
    """
    By Sec-Fetch-Site, else Origin, else Referer: who says none of them is no browser.

    No cookie is needed, so that the page can be shared.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    for header in ("Origin", "Referer"):
        if header in request.headers:
            return _host(request.headers[header]) == request.get_host().lower()
    return False


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return None


def sender_of(request: HttpRequest) -> Sender:
    return Sender(
        ip=reader_ip(request),
        user_agent=request.headers.get("User-Agent", ""),
        missing=tuple(name for name in BROWSER_HEADERS if not request.headers.get(name)),
        site=_oddity(request),
        host=request.get_host().rpartition(":")[0] or request.get_host(),
        proof=verified_cookie.shown_by(request),
    )


def _oddity(request: HttpRequest) -> str:
    origin = request.headers.get("Origin")
    # A browser that hides its origin says "null"; Referrer-Policy makes it do so.
    if origin not in (None, "null") and _host(origin) != request.get_host().lower():
        return ELSEWHERE
    site = request.headers.get("Sec-Fetch-Site")
    if site == "none":
        return FROM_NO_PAGE
    return UNSAID if site is None and request.is_secure() and _would_say(request) else ""


def _would_say(request: HttpRequest) -> bool:
    versions = re.findall(r"\b(Chrome|Firefox)/(\d{1,4})", request.headers.get("User-Agent", ""))
    return any(int(version) >= SAYING[name] for name, version in versions)
