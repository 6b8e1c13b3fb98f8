"""Numbers for templates: see newsroom/text/numbers.py."""

from django import template

from newsroom.text import numbers

register = template.Library()
register.filter("grouped", numbers.grouped)
register.filter("named_after", numbers.named_after)
