"""What all pages of one reader's own have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from newsroom.http.language import in_one_language


def private(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """
    Let no cache keep the page and no search engine list it: it shows what one reader typed.

    It is `in_one_language`: most views name their story's with `speak`.
    """
    view = in_one_language(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def pressed_elsewhere() -> str:
    """What a reader is told whose button, of a page without words, was pressed from another site."""
    return _("This came from another site. If it was you, press the button here.")


def from_elsewhere() -> str:
    """What a reader is told whose form was sent by another site; the button sends it from ours."""
    return _("This came from another site. If you wrote it, press the button to send it.")
