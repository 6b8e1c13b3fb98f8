"""The gate's rules on pictures: each says what it shows, and who made it."""

import re

from django.utils.translation import gettext as _

from articles.gate.finding import Rule
from articles.models import Image

_FILE_NAME = re.compile(r"\.(jpe?g|png|gif|webp|avif|heic|tiff?|bmp|svg|raw)\s*\Z", re.IGNORECASE)
# “IMG_2034”, “DSC 0123”, “20260301_120000”, “Photo 1”: a camera's name for its file, or its number.
_CAMERA_NAME = re.compile(
    r"\s*(img|image|dsc[nf]?|p|pxl|mvi|dji|gopr|photo|picture|scan|screenshot)?[\W_]*\d[\d\W_]*\Z", re.IGNORECASE
)


def _pictures(matter):
    """Return (picture, or None where it has been deleted, and its alternative text here) of each; the lead first."""
    uses = [(block["image"], block["alt"]) for block in matter.blocks("image")]
    if matter.content["lead_image"]:
        uses.insert(0, (matter.content["lead_image"], matter.content["lead_alt"]))
    images = Image.objects.select_related("credit").in_bulk({pk for pk, alt in uses})
    used = ((images.get(pk), alt) for pk, alt in uses)
    return [(image, (alt or image.alt).strip() if image else "") for image, alt in used]


def _deleted_picture(matter):
    if any(image is None for image, alt in matter.once(_pictures)):
        yield "", _("A picture of the story has been deleted: choose another one.")


def _alt(matter):
    for image, alt in matter.once(_pictures):
        if image and not alt:
            sentence = _("The picture “%(picture)s” has no alternative text: say what it shows.")
            yield image.pk, sentence % {"picture": image}
        elif _FILE_NAME.search(alt) or _CAMERA_NAME.match(alt):
            sentence = _("The alternative text “%(alt)s” is the name of a file: say what the picture shows.")
            yield image.pk, sentence % {"alt": alt}


def _credit(matter):
    for image, _alt in matter.once(_pictures):
        if image and not (hasattr(image, "credit") and image.credit.creator.strip()):
            sentence = _("The picture “%(picture)s” has no credit: name who made it.")
            yield image.pk, sentence % {"picture": image}


RULES = (
    Rule("picture", _deleted_picture),
    Rule("alt", _alt),
    Rule("credit", _credit),
)
