"""The latest stories as a feed (Atom, RFC 4287), with their pictures, the credits of those, and their corrections."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from articles.images.pick import largest
from articles.models import Edition
from articles.models.people import Role
from newsroom.http.addresses import absolute, tag_uri
from newsroom.http.feed import Feed

MOST = 30  # stories in a feed
CROP = "16x9"


def stories(request: HttpRequest, editions: QuerySet[Edition], *, at: datetime, title: str, path: str) -> HttpResponse:
    """`path` is that of the page that lists these editions."""
    feed = Feed(
        title=title,
        link=absolute(path),
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=absolute(request.path),
    )
    for edition in editions[:MOST]:
        feed.add_item(**_entry(edition, at))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _entry(edition: Edition, at: datetime) -> dict[str, Any]:
    makers = [(line.role == Role.AUTHOR, line.contributor.name) for line in edition.bylines.all()]
    authors = [name for is_author, name in makers if is_author]
    with translation.override(edition.language):
        description = render_to_string("articles/_feed_entry.html", _shown(edition, at))
    return {
        "language": edition.language,
        "title": edition.headline,
        "link": absolute(edition.path),
        # An address may change with its slug; the story's number doesn't.
        "unique_id": tag_uri(f"{edition.first_published_at:%Y-%m-%d}", f"story-{edition.story_id}"),
        "description": description,
        "authors": authors or [settings.SITE_NAME],
        "contributors": [name for is_author, name in makers if not is_author],
        "categories": [edition.section.name],
        "pubdate": edition.first_published_at,
        "updateddate": edition.modified_at or edition.first_published_at,
    }


def _shown(edition: Edition, at: datetime) -> dict[str, Any]:
    """No picture where the paper has no right to show it at this moment."""
    image = edition.lead_image
    if image is None or not image.may_be_shown(at):
        return {"edition": edition}
    file = largest(image, CROP)
    alt = image.described(edition.lead_alt)
    return {"edition": edition, "image": image, "alt": alt, "file": file, "address": absolute(file.url)}
