"""Numbers in the language of the site."""

from django.utils.translation import get_language


def grouped(number):
    """Return a whole number with its thousands apart: “1,000”, « 1 000 » with a narrow no-break space (U+202F)."""
    # Django's French formats have the wide space, which the Imprimerie nationale keeps for other places.
    return f"{number:,}".replace(",", "\u202f") if (get_language() or "").startswith("fr") else f"{number:,}"
