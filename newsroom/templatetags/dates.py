"""Moments in words and for machines, for templates: see newsroom/text/dates.py."""

from django import template

from newsroom.text import dates

register = template.Library()
register.filter("iso", dates.iso)
register.filter("day", dates.day)
register.filter("moment", dates.moment)
register.filter("brief", dates.brief)
register.filter("clock", dates.clock)
