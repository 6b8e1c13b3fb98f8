"""What the reader's templates ask for beyond their context: the sections, bylines in words, absolute addresses."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.models import Correction, Edition, Image, Section
from articles.models.people import Role
from articles.site.structured_data import news_article
from newsroom.http import addresses
from newsroom.text.html import json_for_script

register = template.Library()


@register.simple_tag(takes_context=True)
def sections(context: dict[str, Any]) -> list[Section]:
    """In the order of the navigation; one query, if the view hasn't asked already."""
    known = context.get("all_sections")
    return list(Section.objects.all()) if known is None else known


register.simple_tag(addresses.absolute)


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any], edition: Edition, blocks: list[dict[str, Any]]) -> str:
    return json_for_script(news_article(edition, blocks, at=context["at"]))


@register.filter
def alt(image: Image, own: str) -> str:
    return image.described(own)


@register.filter
def host(url: str) -> str:
    """The host as readers know it: “example.org” and not “www.example.org”."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def notes(edition: Edition, place: str) -> list[dict[str, Any]]:
    """
    Return what readers are told about a story: "above" its text what it stands or falls with, "below" it the rest.

    Each is {kind, name, text, at, foreign}; the latest stands first. `foreign` is the language of one that was written
    before the story was turned into another, else empty.
    """
    above = {Correction.Kind.EDITORS_NOTE, Correction.Kind.RETRACTION}
    chosen = [note for note in edition.notes if (note["kind"] in above) == (place == "above")]
    return [note | _shown(note, edition.language) for note in chosen]


def _shown(note: dict[str, Any], language: str) -> dict[str, Any]:
    written_in = note.get("language", language)  # notes of before don't say
    return {
        "name": Correction.Kind(note["kind"]).label,
        "at": datetime.fromisoformat(note["at"]),
        "foreign": written_in if written_in != language else "",
    }


@register.filter
def breakable(text: str) -> str:
    """
    Return a text with plain spaces where our typography has no-break ones.

    Outside a page nobody sets lines by them, and programs that compare a title with the headline stumble over them.
    """
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@register.filter
def authors(edition: Edition) -> list[str]:
    return [line.contributor.name for line in edition.bylines.all() if line.role == Role.AUTHOR]


@register.filter
def signatures(edition: Edition) -> list[str]:
    """One sentence a role, in the site's language; reads the prefetched bylines."""
    names: dict[str, list[str]] = {}
    for line in edition.bylines.all():
        names.setdefault(line.role, []).append(line.contributor.name)
    return [_sentence(role) % {"names": get_text_list(found, _("and"))} for role, found in names.items()]


def _sentence(role: Any) -> str:
    return {
        Role.AUTHOR: _("By %(names)s"),
        Role.PHOTOGRAPHER: _("Photos: %(names)s"),
        Role.ILLUSTRATOR: _("Illustrations: %(names)s"),
        Role.TRANSLATOR: _("Translation: %(names)s"),
    }[role]
