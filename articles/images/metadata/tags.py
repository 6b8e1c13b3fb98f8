"""
The tags of IPTC, EXIF and XMP in a picture's header, as written; every file counts as hostile.

Only the tags named here are read. GPS, serial numbers, owner, maker notes, thumbnails, faces and history aren't among
them, so they can't be kept. tests/articles/images/test_pillow_alone.py says why Pillow's own readers don't do.
"""

import struct
import warnings
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from PIL import ExifTags
from PIL import Image as Pixels

from articles.images.metadata.decode import BYTE_ORDER_MARKS, UTF_8, decode, decode_utf_16, storable
from articles.images.metadata.segments import exif_block, iptc_block, xmp_block, xmp_extension
from articles.images.metadata.xmp import LANGUAGE, NAMES, qname

# Values kept of one tag that can be repeated.
MOST_VALUES = 100

# Datasets of the IPTC's Information Interchange Model 4.2, record 2.
IPTC_TAGS = {
    5: "ObjectName",
    25: "Keywords",
    40: "SpecialInstructions",
    55: "DateCreated",
    60: "TimeCreated",
    80: "By-line",
    85: "By-lineTitle",
    90: "City",
    92: "Sub-location",
    95: "Province-State",
    101: "Country-PrimaryLocationName",
    103: "OriginalTransmissionReference",
    105: "Headline",
    110: "Credit",
    115: "Source",
    116: "CopyrightNotice",
    120: "Caption-Abstract",
    122: "Writer-Editor",
}
# CIPA DC-008 (EXIF 3.0), §4.6; the XP tags are Windows'.
EXIF_TAGS = (
    "ImageDescription",
    "Artist",
    "Copyright",
    "XPTitle",
    "XPComment",
    "XPAuthor",
    "XPKeywords",
    "XPSubject",
    "UserComment",
    "DateTimeOriginal",
    "OffsetTimeOriginal",
)
# IPTC Photo Metadata Standard 2023.1.
XMP_TAGS = {
    "dc": "creator rights description title subject",
    "photoshop": "AuthorsPosition CaptionWriter City Country Credit DateCreated Headline Instructions Source State",
    "Iptc4xmpCore": "AltTextAccessibility ExtDescrAccessibility Location",
    "xmpRights": "UsageTerms WebStatement",
    "plus": "LicensorURL",
}
_XMP_NAMES = {
    qname(f"{prefix}:{name}"): f"{prefix}:{name}" for prefix, names in XMP_TAGS.items() for name in names.split()
}
_EXTENDED = "{http://ns.adobe.com/xmp/note/}HasExtendedXMP"


def read_tags(picture: Pixels.Image) -> dict[str, dict[str, list[str]]]:
    return {"iptc": _kept(_iptc(picture)), "exif": _kept(_exif(picture)), "xmp": _kept(_xmp(picture))}


def _kept(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for name, value in pairs:
        value = storable(value)
        if value.strip() and len(tags.setdefault(name, [])) < MOST_VALUES:
            tags[name].append(value)
    return {name: values for name, values in tags.items() if values}


def _iptc(picture: Pixels.Image) -> Iterator[tuple[str, str]]:
    datasets = list(_datasets(iptc_block(picture)))
    says_utf_8 = (1, 90, UTF_8) in datasets
    for record, number, value in datasets:
        if record == 2 and number in IPTC_TAGS:
            yield IPTC_TAGS[number], decode(value, says_utf_8=says_utf_8)


def _datasets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (record, number, value) up to the first fault; a value that is cut short is still one."""
    at = 0
    while block[at : at + 1] == b"\x1c" and at + 5 <= len(block):
        record, number, size = struct.unpack_from(">BBH", block, at + 1)
        at += 5
        if size & 0x8000:  # an extended dataset: the size of the size
            width = size & 0x7FFF
            size = int.from_bytes(block[at : at + width][:8])
            at += width
        yield record, number, block[at : at + size]
        at += size


def _exif(picture: Pixels.Image) -> Iterator[tuple[str, str]]:
    for tag, value in _directories(exif_block(picture)):
        name = ExifTags.TAGS.get(tag)
        if name not in EXIF_TAGS:
            continue
        if isinstance(value, str):  # Pillow has decoded it as Latin-1
            yield name, decode(value.encode("latin-1", "ignore"))
        elif isinstance(value, bytes):
            yield name, _comment(value) if name == "UserComment" else decode_utf_16(value)


def _directories(block: bytes) -> list[tuple[int, Any]]:
    """Read the two directories with text; nothing where one is damaged."""
    # Not `getexif`, which decodes a PNG without EXIF.
    exif = Pixels.Exif()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a damaged directory's
        try:
            exif.load(block)
            found = list(exif.items())
            return found + list(exif.get_ifd(ExifTags.IFD.Exif).items())
        except (SyntaxError, ValueError, TypeError, LookupError, OverflowError, OSError, struct.error):
            return []


def _comment(value: bytes) -> str:
    """Eight bytes before the text name its characters (EXIF 3.0, §4.6.6)."""
    code, value = value[:8].rstrip(b"\x00 "), value[8:]
    if code == b"JIS":
        return value.decode("iso2022_jp", "ignore")
    if code != b"UNICODE" or b"\x00" not in value:
        return decode(value)
    # No byte order is given: European letters have their zero byte first or last.
    return decode_utf_16(value, big_endian=value[::2].count(0) > value[1::2].count(0))


def _xmp(picture: Pixels.Image) -> Iterator[tuple[str, str]]:
    """The main packet, and of its extension what the main one doesn't say."""
    main = _descriptions(xmp_block(picture))
    said = [pair for description in main for pair in _said_of_the_picture(description)]
    yield from said
    guid = next(filter(None, map(_extended_by, main)), "")
    names = {name for name, value in said if value.strip()}
    for description in _descriptions(xmp_extension(picture, guid)):
        yield from (pair for pair in _said_of_the_picture(description) if pair[0] not in names)


def _descriptions(packet: bytes) -> list[Element]:
    root = _parse(packet)
    if root is None:
        return []
    return [each for rdf in root.iter(qname("rdf:RDF")) for each in rdf.iterfind("rdf:Description", NAMES)]


def _extended_by(description: Element) -> str:
    """The GUID of the segments in which more is said (XMP Specification Part 3, §1.1.3.1), or ""."""
    return (description.get(_EXTENDED) or description.findtext(_EXTENDED) or "").strip()


def _said_of_the_picture(description: Element) -> Iterator[tuple[str, str]]:
    """Of the picture itself, not of its ingredients, which are described further down."""
    yield from _properties(description)
    for part in description.iterfind("plus:Licensor//*", NAMES):
        yield from _properties(part)


def _parse(block: bytes) -> Element | None:
    """No document types, hence no entities."""
    text = decode_utf_16(block) if block.startswith(BYTE_ORDER_MARKS) else decode(block)
    try:
        # As text, so that the encoding it claims is ignored.
        return ElementTree.fromstring(text.strip("\x00 \t\r\n"), forbid_dtd=True)
    except (SyntaxError, ValueError, LookupError):
        return None


def _properties(element: Element) -> Iterator[tuple[str, str]]:
    """Properties may be attributes, elements or lists of either."""
    for name, value in element.items():
        if name in _XMP_NAMES:
            yield _XMP_NAMES[name], value
    for child in element:
        if child.tag in _XMP_NAMES:
            values = [child.get(qname("rdf:resource")), child.text, *_items(child)]
            yield from ((_XMP_NAMES[child.tag], value) for value in values if value)


def _items(element: Element) -> list[str | None]:
    """Of one text in several languages, x-default comes first."""
    items = element.iterfind("*/rdf:li", NAMES)
    return [item.text for item in sorted(items, key=lambda item: item.get(LANGUAGE) != "x-default")]
