"""A form's moment: on the newsroom's clock, and explained where that clock skips a time or shows it twice."""

from datetime import UTC, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from newsroom.text import dates

MINUTE = timedelta(minutes=1)
TO_THE_MINUTE = "%Y-%m-%dT%H:%M"  # as browsers write a datetime-local
YEARS = range(1900, 3000)  # at the ends of Python's years a moment can't be told in another time zone


class _HiddenDateTime(forms.DateTimeInput):
    """A moment that was there when the form was opened, as the field would write it: seconds are no change."""

    input_type = "hidden"

    def __init__(self, attrs=None):
        super().__init__(attrs, TO_THE_MINUTE)


class NewsroomDateTimeField(forms.DateTimeField):
    """A date and time to the minute, in the newsroom's time zone; Django's own sentences don't say what is wrong."""

    hidden_widget = _HiddenDateTime

    def __init__(self, **kwargs):
        super().__init__(**kwargs | {"widget": forms.DateTimeInput({"type": "datetime-local"}, TO_THE_MINUTE)})

    def to_python(self, value):
        """Return the aware moment; ValidationError where it can't be read, or isn't one moment."""
        try:
            naive = parse_datetime(value.strip()) if isinstance(value, str) else None
        except ValueError:
            naive = None
        if naive and timezone.is_naive(naive) and (sentence := change_of_clocks(naive)):
            raise ValidationError(sentence, code="clocks")
        found = super().to_python(value)
        if found and found.year not in YEARS:
            words = {"first": YEARS[0], "last": YEARS[-1]}
            raise ValidationError(_("Choose a year between %(first)s and %(last)s.") % words, code="year")
        return found


def change_of_clocks(naive):
    """Return the sentence on why the newsroom's clock doesn't show this time once and only once; "" where it does."""
    zone = timezone.get_current_timezone()
    first, second = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return ""
    before, after = _change_after(min(first.astimezone(UTC), second.astimezone(UTC)), zone)
    sentence = (
        _(
            "On %(day)s the clocks go forward from %(before)s to %(after)s: %(time)s doesn’t exist. Choose a "
            "time before %(start)s, or from %(end)s."
        )
        if before < after
        else _(
            "On %(day)s the clocks go back from %(before)s to %(after)s: %(time)s occurs twice. Choose a time "
            "before %(start)s, or from %(end)s."
        )
    )
    shown = {"before": before, "after": after, "time": naive, "start": min(before, after), "end": max(before, after)}
    words = {name: dates.clock(time) for name, time in shown.items()}
    return sentence % (words | {"day": dates.day(first)})


def _change_after(start, zone):
    """Return what the clock shows when it next changes, and what it is set to, as naive times."""
    moment, offset = start, start.astimezone(zone).utcoffset()
    while moment.astimezone(zone).utcoffset() == offset:
        moment += MINUTE
    return tuple((moment + each).replace(tzinfo=None) for each in (offset, moment.astimezone(zone).utcoffset()))
