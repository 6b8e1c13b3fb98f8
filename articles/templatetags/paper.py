"""What the reader's templates ask for beyond their context: the sections, bylines in words, absolute addresses."""

from urllib.parse import urlsplit

from django import template
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.models import Section
from articles.models.people import Role

register = template.Library()


@register.simple_tag
def sections():
    """Return the paper's sections in the order of the navigation; one query."""
    return list(Section.objects.all())


@register.simple_tag(takes_context=True)
def absolute(context, address):
    """Return an address of this site, or of its file store, with its scheme and host."""
    return context["request"].build_absolute_uri(address)


@register.filter
def host(url):
    """Return the host that an address leads to, as readers know it: “example.org” and not “www.example.org”."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def signatures(edition):
    """Return who made the story, one sentence a role, in the site's language; reads the prefetched bylines."""
    names = {}
    for line in edition.bylines.all():
        names.setdefault(line.role, []).append(line.contributor.name)
    return [_sentence(role) % {"names": get_text_list(found, _("and"))} for role, found in names.items()]


def _sentence(role):
    return {
        Role.AUTHOR: _("By %(names)s"),
        Role.PHOTOGRAPHER: _("Photographs: %(names)s"),
        Role.ILLUSTRATOR: _("Illustrations: %(names)s"),
        Role.TRANSLATOR: _("Translation: %(names)s"),
    }[role]
