"""Numbers in the language of the site."""

from django.utils.formats import number_format
from django.utils.translation import ngettext


def grouped(number):
    """Return a whole number with its thousands apart: “1,000”, « 1 000 » with a narrow no-break space (U+202F)."""
    return number_format(number, force_grouping=True)


def named_after(opts, number):
    """Return the name of a model's rows (its Meta) as the language in use says it after this number: « 0 article »."""
    counted, one = (ngettext("%(counter)s comment", "%(counter)s comments", each) for each in (number, 1))
    return opts.verbose_name if counted == one else opts.verbose_name_plural
