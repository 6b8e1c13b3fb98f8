"""Moments in words, for templates: see newsroom/dates.py."""

from django import template

from newsroom import dates

register = template.Library()
register.filter("day", dates.day)
register.filter("moment", dates.moment)
register.filter("brief", dates.brief)
register.filter("clock", dates.clock)
