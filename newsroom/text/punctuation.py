"""What stands between parts of a sentence, which French parts from the words by a space that doesn't break."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from newsroom.types import StrOrPromise


def labelled(label: StrOrPromise, words: StrOrPromise) -> str:
    """“Label: words”, « Libellé : mots »."""
    return _("%(label)s: %(words)s") % {"label": label, "words": words}


def listed(parts: Iterable[str]) -> str:
    """“one; two”, « un ; deux »."""
    return pgettext("between parts", "; ").join(parts)
