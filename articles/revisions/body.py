"""From a snapshot's blocks to what the templates show: the same for readers and for the preview."""

import re

from django.conf import settings

from articles.models import Edition, Image, StoryPath
from newsroom.text.html import boundary

# A link to a story's address on this site, as the HTML gate writes it: whole or as a path.
OWN_LINK = re.compile(
    r'(?<=<a href=")(?P<site>https?://[^/"]+)?(?P<path>/\d{4}/\d{2}/\d{2}/[-a-zA-Z0-9_]+/)(?=["?#])', re.IGNORECASE
)


def related_ids(content):
    """Return the ids of the stories that a snapshot points to."""
    return [block["story"] for block in content["blocks"] if block["kind"] == "related"]


def image_ids(content):
    """Return the ids of the pictures in a snapshot's body."""
    return [block["image"] for block in content["blocks"] if block["kind"] == "image"]


def linked(content):
    """Return {address: id of its story} of the stories of ours that the text links to; a query, where it does."""
    texts = (block.get("html", "") for block in content["blocks"])
    found = (link for text in texts for link in OWN_LINK.finditer(text))
    return StoryPath.objects.stories_at({link["path"] for link in found if _is_ours(link)})


def _is_ours(link):
    return not link["site"] or _bare(link["site"]) == _bare(settings.SITE_URL)


def _bare(site):
    return site.lower().partition("://")[2]  # a site that has moved to https is the same


def blocks(content, *, at, links=None):
    """
    Return the snapshot's blocks ready for templates, in three queries at most.

    Each is a dict with `kind`, `template`, its own fields, HTML made safe, `image` an Image with its credit,
    and `edition` the live edition of a related story. Pointers to what is gone are left out. Links to live stories
    lead to their current addresses; `links` is what `linked` says of the snapshot, where that is known already.
    """
    pictures = Image.objects.select_related("credit").in_bulk(image_ids(content))
    links = linked(content) if links is None else links
    pointed = {*related_ids(content), *links.values()}
    live = Edition.objects.live(at).filter(story__in=pointed) if pointed else []
    editions = {edition.story_id: edition for edition in live}
    paths = {path: editions[story].path for path, story in links.items() if story in editions}
    ready = (_ready(block, pictures, editions, paths) for block in content["blocks"])
    return [block for block in ready if block]


def _ready(block, pictures, editions, paths):
    shown = block | {"template": f"articles/blocks/_{block['kind']}.html"}
    match block["kind"]:
        case "text" | "fact_box":
            shown["html"] = boundary(_following(block["html"], paths))
        case "image":
            shown["image"] = pictures.get(block["image"])
            return shown if shown["image"] else None
        case "related":
            shown["edition"] = editions.get(block["story"])
            return shown if shown["edition"] else None
    return shown


def _following(html, paths):
    """Return the markup with the links to our stories at their current addresses; one that has been withdrawn stays."""
    if not paths:
        return html
    return OWN_LINK.sub(lambda link: paths.get(link["path"], link[0]) if _is_ours(link) else link[0], html)
