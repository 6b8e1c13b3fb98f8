"""The month at the desk: what is planned and what was published."""

import re
from calendar import Calendar
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _

from articles.admin.dashboard import calendar_days
from articles.admin.story.views.pages import show
from articles.models import Section, Story
from articles.models.story import StoryQuerySet
from newsroom.types import StaffRequest

A_DAY = 40  # entries that are shown
MONTH = re.compile(r"([12]\d{3})-(\d{2})", re.ASCII)


class Day(NamedTuple):
    """
    One day of the calendar; `is_in_month` is false for the days that fill the first and the last week.

    `entries` are the first of its entries, A_DAY at most, `more` is how many there are besides.
    """

    date: date
    is_in_month: bool
    entries: list
    more: int = 0


def calendar(request: StaffRequest, *, admin: ModelAdmin) -> HttpResponse:
    """Show one month of the stories that a person may open, of one section or of all."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    at, sections = timezone.now(), list(Section.objects.all())
    month, section = _month(request.GET.get("month"), at), _section(request.GET.get("section"), sections)
    weeks = _weeks(Story.objects.open_to(request.user).filed_in(section), month, at)
    return show(
        request,
        "calendar",
        admin=admin,
        title=_("Calendar"),
        month=month,
        before=month - timedelta(days=1),
        after=(month + timedelta(days=31)).replace(day=1),
        today=timezone.localdate(at),
        weeks=weeks,
        is_empty=not any(day.entries for week in weeks for day in week if day.is_in_month),
        weekdays=[date_format(day.date, "l") for day in weeks[0]],
        sections=sections,
        section=section,
    )


def _month(text: str | None, at: datetime) -> date:
    """This month where the address names none."""
    if text is None:
        return timezone.localdate(at).replace(day=1)
    found = MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12:
        raise Http404
    return date(int(found[1]), int(found[2]), 1)


def _section(slug: str | None, sections: Sequence[Section]) -> Section | None:
    if not slug:
        return None
    found = [section for section in sections if section.slug == slug]
    if not found:
        raise Http404
    return found[0]


def _weeks(stories: StoryQuerySet, month: date, at: datetime) -> list[list[Day]]:
    """A week begins on the day that it does in the site's language."""
    days = Calendar(get_format("FIRST_DAY_OF_WEEK") - 1).monthdatescalendar(month.year, month.month)
    start, end = _midnight(days[0][0]), _midnight(days[-1][-1] + timedelta(days=1))
    entries = calendar_days.by_day(stories, start, end, at=at)
    return [[_day(day, month, entries.get(day, [])) for day in week] for week in days]


def _day(day: date, month: date, entries: list[calendar_days.Entry]) -> Day:
    return Day(day, day.month == month.month, entries[:A_DAY], max(len(entries) - A_DAY, 0))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))
