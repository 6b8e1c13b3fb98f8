"""From a snapshot's blocks to what the templates show: the same for readers and for the preview."""

from articles.models import Edition, Image
from newsroom.html import boundary


def related_ids(content):
    """Return the ids of the stories that a snapshot points to."""
    return [block["story"] for block in content["blocks"] if block["kind"] == "related"]


def image_ids(content):
    """Return the ids of the pictures in a snapshot's body."""
    return [block["image"] for block in content["blocks"] if block["kind"] == "image"]


def blocks(content, *, at):
    """
    Return the snapshot's blocks ready for templates, in two queries at most.

    Each is a dict with `kind`, `template`, its own fields, HTML made safe, `image` an Image with its credit,
    and `edition` the live edition of a related story. Pointers to what is gone are left out.
    """
    pictures = Image.objects.select_related("credit").in_bulk(image_ids(content))
    pointed = related_ids(content)
    live = Edition.objects.live(at).filter(story__in=pointed) if pointed else []
    editions = {edition.story_id: edition for edition in live}
    ready = (_ready(block, pictures, editions) for block in content["blocks"])
    return [block for block in ready if block]


def _ready(block, pictures, editions):
    shown = block | {"template": f"articles/blocks/_{block['kind']}.html"}
    match block["kind"]:
        case "text" | "fact_box":
            shown["html"] = boundary(block["html"])
        case "image":
            shown["image"] = pictures.get(block["image"])
            return shown if shown["image"] else None
        case "related":
            shown["edition"] = editions.get(block["story"])
            return shown if shown["edition"] else None
    return shown
