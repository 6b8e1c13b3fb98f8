"""Chooses the files of a picture for a page: its renditions, or the master while no JPEG or PNG is made."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from articles.models import Edition, Image

FORMATS = ("avif", "webp", "jpeg", "png")  # the lightest first
READ_BY_ALL = {"jpeg", "png"}
WHOLE = "whole"


class File(NamedTuple):
    """One file of a picture: its size in pixels and its address."""

    width: int
    height: int
    url: str


def files(image: Image, crop: str) -> dict[str, list[File]]:
    """
    Return {format: [File, …]}, the lightest format first, its smallest file first; all browsers read the last format.

    Without such a crop it is the whole picture; where nothing is made yet, the master ("master").
    """
    made = image.renditions.get(crop) or image.renditions.get(WHOLE, {})
    url = image.file.storage.url
    found = {
        name: [File(width, height, url(file)) for width, height, file in made[name]]
        for name in FORMATS
        if made.get(name)
    }
    if not READ_BY_ALL & found.keys():
        found["master"] = [File(image.width, image.height, image.file.url)]
    return found


def largest(image: Image, crop: str = WHOLE) -> File:
    """The largest in the format that all browsers read."""
    return list(files(image, crop).values())[-1][-1]


def thumbnail(image: Image) -> str:
    """The smallest file, for the desk; the master while no other is made."""
    made = [file for files in image.renditions.get(WHOLE, {}).values() for file in files]
    return image.file.storage.url(min(made)[2] if made else image.file.name)


def shown_images(edition: Edition, blocks: Iterable[dict[str, Any]], at: datetime) -> list[tuple[Image, str]]:
    """Return (picture, its caption here) of those shown at this moment, each once, the lead first."""
    uses = [(block["image"], block.get("caption", "")) for block in blocks if "image" in block]
    if edition.lead_image:
        uses.insert(0, (edition.lead_image, edition.lead_caption))
    shown: dict[Image, str] = {}
    for image, caption in uses:
        if image.may_be_shown(at):
            shown.setdefault(image, caption or image.caption)
    return list(shown.items())
