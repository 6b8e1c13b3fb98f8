"""What stands between parts of a sentence, which French parts from the words by a space that doesn't break."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def labelled(label, words):
    """Return “Label: words”, « Libellé : mots »."""
    return _("%(label)s: %(words)s") % {"label": label, "words": words}


def listed(parts):
    """Return “one; two”, « un ; deux »."""
    return pgettext("between parts", "; ").join(parts)
