"""What a story's page tells machines, after schema.org: a NewsArticle, its pictures' credits and its corrections."""

from datetime import datetime
from typing import Any

from django.conf import settings

from articles.images.pick import largest, shown_images
from articles.models import Contributor, Correction, Credit, Edition, Image
from articles.models.people import Role
from newsroom.http.addresses import absolute
from newsroom.text.dates import iso

TYPES: dict[str, str] = {Contributor.Kind.PERSON: "Person", Contributor.Kind.AGENCY: "Organization"}


def news_article(edition: Edition, blocks: list[dict[str, Any]], *, at: datetime) -> dict[str, Any]:
    """
    Return the story's page at this moment as a schema.org NewsArticle.

    Pictures that the paper has no right to show at this moment are left out, and so is all that has no value.
    """
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": edition.headline,
        "description": edition.standfirst,
        "datePublished": iso(edition.first_published_at),
        "dateModified": iso(edition.modified_at or edition.first_published_at),
        **_makers(edition),
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": absolute("/")},
        "inLanguage": edition.language,
        "mainEntityOfPage": absolute(edition.path),
        "image": [_image(image, caption) for image, caption in shown_images(edition, blocks, at)],
        "correction": [_correction(note) for note in edition.notes if note["kind"] != Correction.Kind.UPDATE],
    }
    return _without_empty(told)


def _makers(edition: Edition) -> dict[str, Any]:
    """
    Return who made the story, as schema.org's CreativeWork names them.

    author       those who wrote it
    contributor  all others: photographers, illustrators, translators
    translator   the translators once more: there is no such word for the others
    """
    makers = [(line.role, _contributor(line.contributor)) for line in edition.bylines.all()]
    return {
        "author": [told for role, told in makers if role == Role.AUTHOR],
        "contributor": [told for role, told in makers if role != Role.AUTHOR],
        "translator": [told for role, told in makers if role == Role.TRANSLATOR],
    }


def _contributor(contributor: Contributor) -> dict[str, Any]:
    return {"@type": TYPES[contributor.kind], "name": contributor.name}


def _image(image: Image, caption: str) -> dict[str, Any]:
    file = largest(image)
    told = {
        "@type": "ImageObject",
        "contentUrl": absolute(file.url),
        "width": file.width,
        "height": file.height,
        "caption": caption,
    }
    return _without_empty(told | _rights(image.credit) if hasattr(image, "credit") else told)


def _rights(credit: Credit) -> dict[str, Any]:
    """A licence has an address, or it is a work with a name."""
    has_address = credit.licence.startswith(("https://", "http://"))
    licence = credit.licence and {"@type": "CreativeWork", "name": credit.licence}
    return {
        "creditText": str(credit),
        "creator": {"@type": "Person", "name": credit.creator},
        "copyrightNotice": credit.notice,
        "license": credit.licence if has_address else licence,
    }


def _correction(note: dict[str, Any]) -> dict[str, Any]:
    at = datetime.fromisoformat(note["at"])
    return {"@type": "CorrectionComment", "text": note["text"], "datePublished": iso(at)}


def _without_empty(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in ("", [])}
