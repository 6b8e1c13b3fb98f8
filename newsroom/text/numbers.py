"""Numbers in the language of the site."""

from django.utils.translation import get_language, ngettext


def grouped(number):
    """Return a whole number with its thousands apart: “1,000”, « 1 000 » with a narrow no-break space (U+202F)."""
    # Django's French formats have the wide space, which the Imprimerie nationale keeps for other places.
    return f"{number:,}".replace(",", "\u202f") if (get_language() or "").startswith("fr") else f"{number:,}"


def named_after(opts, number):
    """Return the name of a model's rows (its Meta) as the language in use says it after this number: « 0 article »."""
    counted, one = (ngettext("%(counter)s comment", "%(counter)s comments", each) for each in (number, 1))
    return opts.verbose_name if counted == one else opts.verbose_name_plural
