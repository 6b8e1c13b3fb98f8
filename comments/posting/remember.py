"""The name and address that a reader lets the browser remember: a signed cookie for the comments' own pages alone."""

import json
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

COOKIE = "comment-reader"
PATH = "/comments/"
KEPT = timedelta(days=180)
SALT = "comments.remembered"


def remembered(request: HttpRequest) -> dict[str, str]:
    """{name, address} as the browser remembers them; empty where it doesn't, or where that isn't ours."""
    value = request.get_signed_cookie(COOKIE, None, salt=SALT, max_age=KEPT)
    return json.loads(urlsafe_base64_decode(value)) if value else {}


def completed(request: HttpRequest) -> QueryDict:
    """What was posted, with the name and address that were left empty as the browser remembers them."""
    posted = request.POST.copy()
    for field, value in remembered(request).items():
        if not posted.get(field, "").strip():
            posted[field] = value
    return posted


def remember(response: HttpResponse, *, name: str, address: str) -> None:
    """Let the browser remember them, for the comments' pages alone."""
    value = urlsafe_base64_encode(json.dumps({"name": name, "address": address}).encode())
    response.set_signed_cookie(
        COOKIE,
        value,
        salt=SALT,
        max_age=KEPT,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Let the browser forget them."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
