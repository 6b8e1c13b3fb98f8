"""Moments in words, in the language of the site and the newsroom's time zone."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language


def day(value):
    """Return the date of a moment: “Nov. 22, 2026”, « 22 novembre 2026 »."""
    return _ordinal(date_format(timezone.localtime(value), "DATE_FORMAT"))


def moment(value):
    """Return the date and time of a moment: “Nov. 22, 2026, 2:54 p.m.”, « 22 novembre 2026 à 14:54 »."""
    local = timezone.localtime(value)
    if not _in_french():
        return date_format(local, "DATETIME_FORMAT")
    return f"{day(value)} à {date_format(local, 'TIME_FORMAT')}"


def _ordinal(words):
    # The first of a month is an ordinal in French, the others aren't (Lexique de l'Imprimerie nationale, « Date »).
    return f"1er {words.removeprefix('1 ')}" if _in_french() and words.startswith("1 ") else words


def _in_french():
    return (get_language() or "").startswith("fr")
