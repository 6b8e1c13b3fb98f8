"""
The language of an answer: the paper's (settings.LANGUAGE_CODE), until its view names that of a story.

No cookie and no header chooses it, so that a page is the same for everybody.
"""

from functools import wraps

from django.utils import translation


def in_one_language(view):
    """
    Let the view answer in one language to the last word: the one that it has named with `speak`, else the paper's.

    A TemplateResponse is made at once: Django would make it after the view, when the language is the paper's again.
    """

    @wraps(view)
    def wrapped(*args, **kwargs):
        with translation.override(translation.get_language()):  # the paper's: nothing else sets one for good
            response = view(*args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return wrapped


def speak(language):
    """Go on in this language; only in a view that is `in_one_language`, which puts the paper's back."""
    translation.activate(language)
