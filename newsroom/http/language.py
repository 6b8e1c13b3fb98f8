"""
The language of an answer: the paper's (settings.LANGUAGE_CODE), until its view names that of a story.

No cookie and no header chooses it, so that a page is the same for everybody.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase
from django.utils import translation


def in_one_language(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """
    Render the view's whole answer in one language: the one it activated with `speak`, else the paper's.

    A TemplateResponse is rendered at once: Django would render it after the view, in the paper's language again.
    """

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(translation.get_language()):  # the paper's
            response = view(*args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return wrapped


def speak(language: str) -> None:
    """Activate this language; only in a view decorated with `in_one_language`, which restores the paper's."""
    translation.activate(language)
