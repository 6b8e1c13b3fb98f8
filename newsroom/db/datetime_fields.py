"""A form's date and time, to the minute."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TO_THE_MINUTE = "%Y-%m-%dT%H:%M"  # as browsers write a datetime-local
YEARS = range(1900, 3000)  # near the ends of Python's years a time can't be converted to another time zone


class _HiddenDateTime(forms.DateTimeInput):
    """The value that the form was opened with, written as the field writes it: seconds are no change."""

    input_type = "hidden"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, TO_THE_MINUTE)


class NewsroomDateTimeField(forms.DateTimeField):
    """A date and time in the newsroom's time zone, from 1900 on."""

    hidden_widget = _HiddenDateTime

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"widget": forms.DateTimeInput({"type": "datetime-local"}, TO_THE_MINUTE)})

    def to_python(self, value: Any) -> datetime | None:
        """The datetime is aware; one that can't be read, or is out of range, raises ValidationError."""
        found = super().to_python(value)
        if found and found.year not in YEARS:
            words = {"first": YEARS[0], "last": YEARS[-1]}
            raise ValidationError(_("Choose a year between %(first)s and %(last)s.") % words, code="year")
        return found
