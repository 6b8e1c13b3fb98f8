"""
The cookie by which a browser shows that its reader has proved an address: typed, it proves nothing.

It is given where a mailed link was confirmed, goes to the comments' endpoints alone, and says nothing but which proof
it was. It is void once the address is proved anew or erased.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from comments.models import Commenter

NAME = "comments-proof"
SALT = "comments.screening.verified_cookie"
PATH = "/comments/"
KEPT = timedelta(days=180)


def fingerprint_of(commenter: Commenter) -> str:
    """What names the commenter's proof, empty where there is none."""
    return f"{commenter.pk}.{commenter.verified_at.timestamp():.0f}" if commenter.verified_at else ""


def give(response: HttpResponse, commenter: Commenter) -> None:
    """The browser shows from now on that its reader has proved the address."""
    response.set_signed_cookie(
        NAME,
        fingerprint_of(commenter),
        salt=SALT,
        max_age=KEPT,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def take_back(response: HttpResponse) -> None:
    """Let the browser forget the proof."""
    response.delete_cookie(NAME, path=PATH, samesite="Strict")


def shown_by(request: HttpRequest) -> str:
    """Empty where a request's cookie shows none, an old one, or one that isn't ours."""
    return request.get_signed_cookie(NAME, None, salt=SALT, max_age=KEPT) or ""
