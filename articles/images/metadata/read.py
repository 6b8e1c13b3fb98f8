"""
A picture's metadata as our fields.

The first standard with a value fills a field: IPTC, then EXIF, then XMP (the tags of each are named by the IPTC Photo
Metadata Standard 2023.1). No pixels are decoded, and no file raises an error.
"""

import datetime
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from django.utils import timezone
from PIL import Image as Pixels

from articles.images.credits import parse
from articles.images.credits.lines import LONGEST_LINE
from articles.images.header import READERS
from articles.images.metadata.decode import cut, plain
from articles.images.metadata.tags import read_tags

# Where each field is found, and its characters at most (as in models/image.py).
TEXTS = {
    "notice": (200, ("CopyrightNotice", "Copyright", "dc:rights")),
    "usage_terms": (500, ("xmpRights:UsageTerms",)),
    "caption": (500, ("Caption-Abstract", "ImageDescription", "XPComment", "UserComment", "dc:description")),
    "headline": (200, ("Headline", "XPTitle", "photoshop:Headline")),
    "alt": (500, ("Iptc4xmpCore:AltTextAccessibility",)),
}
BYLINES = ("By-line", "Artist", "XPAuthor", "dc:creator")
CREDITS = ("Credit", "Source", "photoshop:Credit", "photoshop:Source")
LICENCES = ("xmpRights:WebStatement", "plus:LicensorURL")
KEYWORDS = ("Keywords", "XPKeywords", "dc:subject")
PLACES = (
    ("Sub-location", "City", "Province-State", "Country-PrimaryLocationName"),
    ("Iptc4xmpCore:Location", "photoshop:City", "photoshop:State", "photoshop:Country"),
)
MOMENTS = (("DateCreated", "TimeCreated"), ("DateTimeOriginal", "OffsetTimeOriginal"), ("photoshop:DateCreated",))
LONGEST_LICENCE = 200
LONGEST_PLACE = 200
LONGEST_KEYWORD = 64
MOST_KEYWORDS = 50
# Of the first photograph that was kept.
FIRST_YEAR = 1826

_SAYS_NOTHING = re.compile(
    r"(olympus|sony|minolta|konica|nikon|canon|samsung|kodak|casio|fuji(film)?|ricoh)?"
    r"[\W_]*(digital (still )?camera|camera pictures|dsc[nf]?|dcim\W*\w*|exif_jpeg\w*|untitled|sans titre)"
    r"[\d\W_]*(jpe?g)?"
    r"|(img|dsc[nf]?|pxl|mvi|dji|gopr)[\d\W_]+(jpe?g)?",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"([0-9]{4})[:.-]?([0-9]{2})[:.-]?([0-9]{2})"
    r"(?:[T ]*([0-9]{2}):?([0-9]{2}):?([0-9]{2})?(?:[.,][0-9]+)?\s*(Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True)
class Metadata:
    """
    A picture's metadata; a field that the file doesn't have is empty.

    `taken_at`: an aware datetime; at midnight when the file has only the day.
    `raw`: {"iptc", "exif", "xmp": {tag's name: [values]}}, before any cleaning; plain data for a JSON field.
    """

    creator: str = ""
    organisation: str = ""
    notice: str = ""
    licence: str = ""
    usage_terms: str = ""
    caption: str = ""
    headline: str = ""
    alt: str = ""
    keywords: tuple[str, ...] = ()
    place: str = ""
    taken_at: datetime.datetime | None = None
    raw: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def read(source: Pixels.Image | IO[bytes], *, at: datetime.datetime | None = None) -> Metadata:
    """Read an opened picture or a file; where that is no picture, the Metadata is empty."""
    picture = source if isinstance(source, Pixels.Image) else _open(source)
    raw = read_tags(picture) if picture else {}
    tags = _tags(raw)
    creator, organisation = parse.settle(
        [_listed(tags.get(name, ()), ";") for name in BYLINES], [values[0] for values in _all(tags, CREDITS)]
    )
    return Metadata(
        creator=creator,
        organisation=organisation,
        licence=_licence(tags),
        keywords=_keywords(tags),
        place=_place(tags),
        taken_at=_taken_at(tags, at or timezone.now()),
        raw=raw,
        **{name: cut(_first(tags, sources), most) for name, (most, sources) in TEXTS.items()},
    )


def credit_as_written(raw: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """
    Return {"creator", "organisation"}: the first by-line and credit line, each on one line; absent ones are left out.

    `raw` is that of Metadata.
    """
    tags = _tags(raw)
    lines = {"creator": _all(tags, BYLINES), "organisation": _all(tags, CREDITS)}
    return {name: plain(", ".join(values[0]))[:LONGEST_LINE] for name, values in lines.items() if values}


def _tags(raw: dict[str, dict[str, list[str]]]) -> dict[str, list[str]]:
    return {name: values for standard in raw.values() for name, values in standard.items()}


def _open(file: IO[bytes]) -> Pixels.Image | None:
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Pixels.open(file, formats=tuple(READERS))
    except (Pixels.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None


def _all(tags: Mapping[str, list[str]], names: Iterable[str]) -> list[list[str]]:
    return [tags[name] for name in names if name in tags]


def _listed(values: Sequence[str], separators: str) -> Sequence[str]:
    """Split a single value; several stay as they are."""
    return re.split(f"[{separators}]", values[0]) if len(values) == 1 else values


def _first(tags: Mapping[str, list[str]], names: Iterable[str]) -> str:
    """Some cameras write their own name as a caption: that is passed over."""
    texts = (plain(values[0]) for values in _all(tags, names))
    return next((text for text in texts if text and not _SAYS_NOTHING.fullmatch(text)), "")


def _licence(tags: Mapping[str, list[str]]) -> str:
    """A URL that is too long is passed over: shortened, it would be wrong."""
    texts = (plain(value) for values in _all(tags, LICENCES) for value in values)
    return next((text for text in texts if len(text) <= LONGEST_LICENCE and _ADDRESS.fullmatch(text)), "")


def _keywords(tags: Mapping[str, list[str]]) -> tuple[str, ...]:
    for values in _all(tags, KEYWORDS):
        found: dict[str, str] = {}
        for word in _listed(values, ",;"):
            word = cut(plain(word), LONGEST_KEYWORD)
            found.setdefault(word.casefold(), word)
        if words := [word for word in found.values() if word]:
            return tuple(words[:MOST_KEYWORDS])
    return ()


def _place(tags: Mapping[str, list[str]]) -> str:
    for names in PLACES:
        parts = dict.fromkeys(plain(values[0]) for values in _all(tags, names))
        if place := ", ".join(part for part in parts if part):
            return cut(place, LONGEST_PLACE)
    return ""


def _taken_at(tags: Mapping[str, list[str]], at: datetime.datetime) -> datetime.datetime | None:
    """Take the first plausible moment; one with a time is preferred to a bare day."""
    written = (" ".join(values[0].strip() for values in _all(tags, names)) for names in MOMENTS)
    moments = [moment for moment in map(_moment, written) if moment and moment <= at]
    return min(moments, key=lambda moment: moment.time() == datetime.time.min, default=None)


def _moment(written: str) -> datetime.datetime | None:
    """Without an offset, it is in the newsroom's time zone."""
    found = _MOMENT.match(written)
    if not found or int(found[1]) < FIRST_YEAR:
        return None
    *numbers, offset = found.groups()
    try:
        year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
        naive = datetime.datetime(year, month, day, hour, minute, second)
        return naive.replace(tzinfo=_zone(offset)).astimezone(timezone.get_default_timezone())
    except (ValueError, OverflowError):
        return None


def _zone(offset: str | None) -> datetime.tzinfo | None:
    if not offset:
        return timezone.get_default_timezone()
    return datetime.datetime.strptime(offset.upper(), "%z").tzinfo
