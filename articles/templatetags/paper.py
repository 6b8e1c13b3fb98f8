"""What the reader's templates ask for beyond their context: the sections, bylines in words, absolute addresses."""

from datetime import datetime
from urllib.parse import urlsplit

from django import template
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.models import Correction, Section
from articles.models.people import Role
from articles.site.structured_data import news_article
from newsroom.http import addresses
from newsroom.text.html import json_for_script

register = template.Library()


@register.simple_tag(takes_context=True)
def sections(context):
    """Return the paper's sections in the order of the navigation; one query, if the view hasn't asked already."""
    known = context.get("all_sections")
    return list(Section.objects.all()) if known is None else known


register.simple_tag(addresses.absolute)


@register.simple_tag(takes_context=True)
def structured_data(context, edition, blocks):
    """Return what the story's page tells machines at this moment (`at`), for <script type="application/ld+json">."""
    return json_for_script(news_article(edition, blocks, at=context["at"]))


@register.filter
def alt(image, own):
    """Return the alternative text of a picture where it is used: the use's own, else the picture's."""
    return image.described(own)


@register.filter
def host(url):
    """Return the host that an address leads to, as readers know it: “example.org” and not “www.example.org”."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def notes(edition, place):
    """
    Return what readers are told about a story: "above" its text what it stands or falls with, "below" it the rest.

    Each is {kind, name, text, at, foreign}; the latest stands first. `foreign` is the language of one that was written
    before the story was turned into another, else empty.
    """
    above = {Correction.Kind.EDITORS_NOTE, Correction.Kind.RETRACTION}
    chosen = [note for note in edition.notes if (note["kind"] in above) == (place == "above")]
    return [note | _shown(note, edition.language) for note in chosen]


def _shown(note, language):
    written_in = note.get("language", language)  # notes of before don't say
    return {
        "name": Correction.Kind(note["kind"]).label,
        "at": datetime.fromisoformat(note["at"]),
        "foreign": written_in if written_in != language else "",
    }


@register.filter
def breakable(text):
    """
    Return a text with plain spaces where our typography has no-break ones.

    Outside a page nobody sets lines by them, and programs that compare a title with the headline stumble over them.
    """
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@register.filter
def authors(edition):
    return [line.contributor.name for line in edition.bylines.all() if line.role == Role.AUTHOR]


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
        Role.PHOTOGRAPHER: _("Photos: %(names)s"),
        Role.ILLUSTRATOR: _("Illustrations: %(names)s"),
        Role.TRANSLATOR: _("Translation: %(names)s"),
    }[role]
