"""What all pages of one reader's own have in common."""

from functools import wraps

from django.utils import translation
from django.utils.translation import gettext as _


def private(view):
    """
    Let no cache keep the page and no search engine list it: it shows what one reader typed.

    It is made at once, so that it is in the language that the view has chosen with `speak`.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        with translation.override(translation.get_language()):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def speak(story):
    """Answer this request in the language of the story, or of its edition."""
    translation.activate(story.language)


def from_elsewhere():
    """Return what a reader is told whose form was sent by another site; the button sends it from ours."""
    return _("This was sent from another site. If you wrote it, press the button to send it.")
