"""Numbers in the language of the site."""

from typing import Any

from django.db.models.options import Options
from django.utils.formats import number_format
from django.utils.translation import ngettext

from newsroom.types import StrOrPromise


def grouped(number: int) -> str:
    """“1,000”, « 1 000 » with a narrow no-break space (U+202F)."""
    return number_format(number, force_grouping=True)


def named_after(opts: Options[Any], number: int) -> StrOrPromise | None:
    """Name a model's rows as the language in use does after this number: « 0 article »."""
    counted, one = (ngettext("%(counter)s comment", "%(counter)s comments", each) for each in (number, 1))
    return opts.verbose_name if counted == one else opts.verbose_name_plural
