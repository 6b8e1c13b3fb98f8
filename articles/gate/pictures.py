"""The gate's rules on pictures: each says what it shows, and who made it."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.gate.finding import Breaches, Matter, Rule
from articles.models import Edition, Image, ImageUse
from newsroom.text.dates import moment

_FILE_NAME = re.compile(r"\.(jpe?g|png|gif|webp|avif|heic|tiff?|bmp|svg|raw)\s*\Z", re.IGNORECASE)
# “IMG_2034”, “DSC 0123”, “20260301_120000”, “Photo 1”: a camera's name for its file, or its number.
_CAMERA_NAME = re.compile(
    r"\s*(img|image|dsc[nf]?|p|pxl|mvi|dji|gopr|photo|picture|scan|screenshot)?[\W_]*\d[\d\W_]*\Z", re.IGNORECASE
)


def _pictures(matter: Matter) -> list[tuple[Image | None, str]]:
    """Return (picture, or None where it has been deleted, and its alternative text here) of each; the lead first."""
    uses = [(block["image"], block.get("alt", "")) for block in matter.content["blocks"] if "image" in block]
    if matter.content["lead_image"]:
        uses.insert(0, (matter.content["lead_image"], matter.content.get("lead_alt", "")))
    images = Image.objects.select_related("credit").in_bulk({pk for pk, alt in uses})
    used = ((images.get(pk), alt) for pk, alt in uses)
    return [(image, image.described(alt).strip() if image else "") for image, alt in used]


def _deleted_picture(matter: Matter) -> Breaches:
    if any(image is None for image, alt in matter.once(_pictures)):
        yield "", _("A picture in this story has been deleted: choose another one.")


def _alt(matter: Matter) -> Breaches:
    for image, alt in matter.once(_pictures):
        if image and not alt and not image.decorative:
            sentence = _("The picture “%(picture)s” has no alt text: describe it, or mark it as decorative.")
            yield image.pk, sentence % {"picture": image}
        elif image and (_FILE_NAME.search(alt) or _CAMERA_NAME.match(alt)):
            sentence = _("The alt text “%(alt)s” is a file name: describe the picture.")
            yield image.pk, sentence % {"alt": alt}


def _credit(matter: Matter) -> Breaches:
    for image, _alt in matter.once(_pictures):
        if image and not (hasattr(image, "credit") and image.credit.creator.strip()):
            sentence = _("The picture “%(picture)s” has no credit: add one.")
            yield image.pk, sentence % {"picture": image}


def _rights(matter: Matter) -> Breaches:
    for image, _alt in matter.once(_pictures):
        if image is None or image.may_be_shown(matter.at):
            continue
        begins, ends = image.credit.usable_from, image.credit.usable_until
        if begins and begins > matter.at:
            sentence = _(
                "The rights to the picture “%(picture)s” start on %(when)s: publish the story then, or choose "
                "another picture."
            )
            yield image.pk, sentence % {"picture": image, "when": moment(begins)}
        elif ends:
            sentence = _("The rights to the picture “%(picture)s” expired on %(when)s: choose another one.")
            yield image.pk, sentence % {"picture": image, "when": moment(ends)}


def _single_use(matter: Matter) -> Breaches:
    """Yield the pictures for one story only that another one has: the story that readers see them with first."""
    limited = {image.pk: image for image, _alt in matter.once(_pictures) if image and _is_limited(image)}
    uses = ImageUse.objects.in_turn(limited) if limited else []
    editions: dict[int, list[Edition]] = {pk: [] for pk in limited}
    for use in uses:
        editions[use.image_id].append(use.edition)
    for pk, shown in editions.items():
        theirs = [edition for edition in shown if edition.story_id == shown[0].story_id != matter.story.pk]
        if theirs:
            yield pk, _single_use_sentence(limited[pk], theirs, min(matter.at, timezone.now()))


def _is_limited(image: Image) -> bool:
    return hasattr(image, "credit") and image.credit.single_use


def _single_use_sentence(image: Image, theirs: Sequence[Edition], now: datetime) -> str:
    """Name the other story only as readers see it: the person may know no more."""
    live = next((edition.headline for edition in theirs if edition.is_live(now)), None)
    if live is None:
        sentence = _("The picture “%(picture)s” is for one story only and another one uses it: choose another picture.")
        return sentence % {"picture": image}
    sentence = _("The picture “%(picture)s” is for one story only and “%(story)s” uses it: choose another picture.")
    return sentence % {"picture": image, "story": live}


RULES = (
    Rule("picture", _deleted_picture),
    Rule("alt", _alt),
    Rule("credit", _credit),
    Rule("rights", _rights),
    Rule("single_use", _single_use),
)
