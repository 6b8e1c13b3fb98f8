"""Moments in words, in the language of the page, and for machines; in the newsroom's time zone."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def iso(value: datetime) -> str:
    """
    For machines, to the second, with the newsroom's offset: “2026-11-22T14:54:07+01:00”.

    HTML takes no more than three digits of a second (“valid global date and time string”), and no seconds in an
    offset, as the clocks of before 1911 have them: those moments are told in UTC.
    """
    local = timezone.localtime(value)
    is_told = not (local.utcoffset() or timedelta()) % timedelta(minutes=1)
    return (local if is_told else local.astimezone(UTC)).isoformat(timespec="seconds")


def day(value: datetime) -> str:
    """“22 November 2026”, « 22 novembre 2026 »."""
    return _ordinal(date_format(timezone.localtime(value), "DATE_FORMAT"))


def moment(value: datetime) -> str:
    """“22 November 2026, 2:54 pm”, « 22 novembre 2026 à 14 h 54 »."""
    return _at(day(value), value)


def clock(value: datetime) -> str:
    """“2:54 pm”, « 14 h 54 »; a naive moment is by the newsroom's clock."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    # Without Django's full stops: at the end of a sentence there would be two. And no line ends before “pm”.
    return time_format(local.time(), "TIME_FORMAT").replace(".m.", "m").replace(" ", "\xa0")


def midnight(value: datetime) -> datetime:
    return timezone.localtime(value).replace(hour=0, minute=0, second=0, microsecond=0)


def brief(value: datetime, at: datetime) -> str:
    """In few words near `at`: “2:54 pm”, “tomorrow, 8 am”; else date and time."""
    local, now = timezone.localtime(value), timezone.localtime(at)
    time = clock(value)
    days = (local.date() - now.date()).days
    if days == 0:
        return time
    if days in (-1, 1):
        return (_("yesterday, %(time)s") if days < 0 else _("tomorrow, %(time)s")) % {"time": time}
    return moment(value) if local.year != now.year else _at(_ordinal(date_format(local, "MONTH_DAY_FORMAT")), value)


def _at(date: str, value: datetime) -> str:
    return _("%(day)s, %(time)s") % {"day": date, "time": clock(value)}


def _ordinal(words: str) -> str:
    # The first of a month is an ordinal in French, the others aren't (Lexique de l'Imprimerie nationale, « Date »).
    is_first = words.startswith("1 ") and (get_language() or "").startswith("fr")
    return f"1er {words.removeprefix('1 ')}" if is_first else words
