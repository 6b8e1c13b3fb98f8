"""From a snapshot's blocks to what the templates show: the same for readers and for the preview."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from articles.models import BLOCKS, Edition, Story, StoryPath
from articles.models.story_fields import MARKUP, values_of
from articles.revisions.snapshot import POINTED, block_pointers, markup
from newsroom.text.html import boundary

# A link to a story's address on this site, as the HTML gate writes it: whole or as a path.
OWN_LINK = re.compile(
    r'(?<=<a href=")(?P<site>https?://[^/"]+)?(?P<path>/\d{4}/\d{2}/\d{2}/[-a-zA-Z0-9_]+/)(?=["?#])', re.IGNORECASE
)


def related_ids(content: dict[str, Any]) -> list[int]:
    return block_pointers(content, "story")


def image_ids(content: dict[str, Any]) -> list[int]:
    return block_pointers(content, "image")


def linked(content: dict[str, Any]) -> dict[str, int]:
    """Return {address: id of its story} of the stories of ours that the text links to; a query, where it does."""
    found = (link for _block, html in markup(content) for link in OWN_LINK.finditer(html))
    return StoryPath.objects.stories_at({link["path"] for link in found if _is_ours(link)})


def _is_ours(link: re.Match[str]) -> bool:
    return not link["site"] or _bare(link["site"]) == _bare(settings.SITE_URL)


def _bare(site: str) -> str:
    return site.lower().partition("://")[2]  # a site that has moved to https is the same


def blocks(content: dict[str, Any], *, at: datetime, links: Mapping[str, int] | None = None) -> list[dict[str, Any]]:
    """
    Return the snapshot's blocks ready for templates, in three queries at most.

    Each is a dict with `kind`, `template` and its own fields: HTML made safe, the row in place of its id, and
    `edition`, what readers see of a story that it points to. A block that points to what is gone is left out. Links to
    live stories lead to their current addresses; `links` is what `linked` says of the snapshot, if that is known.
    """
    links = linked(content) if links is None else links
    pointed = {*related_ids(content), *links.values()}
    live = Edition.objects.live(at).of(pointed) if pointed else []
    editions = {edition.story_id: edition for edition in live}
    paths = {path: editions[story].path for path, story in links.items() if story in editions}
    rows = {name: made().in_bulk(block_pointers(content, name)) for name, made in POINTED.items() if name != "story"}
    ready = (_ready(block, rows | {"story": editions}, paths) for block in content["blocks"])
    return [block for block in ready if block]


def _ready(
    block: dict[str, Any], found: Mapping[str, Mapping[int, Any]], paths: Mapping[str, str]
) -> dict[str, Any] | None:
    """Return a block as its template reads it; None where it points to what readers can't see."""
    model = BLOCKS[block["kind"]]
    shown = {"template": model.template()} | values_of(model.columns(), block) | block
    shown |= {name: boundary(_following(shown[name], paths)) for name in model.names(MARKUP)}
    for field in model.pointing_fields():
        there = found[field.related_model._meta.model_name].get(shown[field.name])
        if there is None and not field.null:
            return None
        shown["edition" if field.related_model is Story else field.name] = there
    return shown


def _following(html: str, paths: Mapping[str, str]) -> str:
    """Return the markup with the links to our stories at their current addresses; one that has been withdrawn stays."""
    if not paths:
        return html
    return OWN_LINK.sub(lambda link: paths.get(link["path"], link[0]) if _is_ours(link) else link[0], html)
