"""Numbers for templates: see newsroom/numbers.py."""

from django import template

from newsroom import numbers

register = template.Library()
register.filter("grouped", numbers.grouped)
register.filter("named_after", numbers.named_after)
