"""
The blocks of metadata in a picture's file, joined from several segments or decoded from a PNG's text.

A block beyond its limit, or one that is broken or incomplete, counts as absent.
"""

import contextlib
import struct
from collections.abc import Iterator, Mapping

from PIL import Image as Pixels

# Bytes; a larger block isn't text.
LARGEST_BLOCK = 1_000_000
# Bytes; Photoshop keeps paths, thumbnails and proofs here too. What stands further back isn't read.
LONGEST_STREAM = 4_000_000

_PHOTOSHOP = b"Photoshop 3.0\0"
_RESOURCE = b"8BIM"
_IPTC = 0x0404
# The signature, whose the portion is, the bytes of the whole, and how many of them stand before this portion.
_EXTENSION = struct.Struct(">35s32sII")
_EXTENDS = b"http://ns.adobe.com/xmp/extension/\0"
# Characters: two digits a byte, the ends of lines between them, a name and a length before.
_LONGEST_TEXT = 3 * LARGEST_BLOCK


def iptc_block(picture: Pixels.Image) -> bytes:
    """The IPTC datasets; b"" where there are none."""
    stream = _photoshop_stream(picture) or _written(picture, "iptc", "8bim")
    if stream.startswith(b"\x1c"):  # bare datasets, without Photoshop's resources
        return _within_limit(stream)
    found = [block for number, block in _resources(stream) if number == _IPTC]
    return _within_limit(found[-1]) if found else b""


def exif_block(picture: Pixels.Image) -> bytes:
    return _of(picture, "exif") or _written(picture, "exif")


def xmp_block(picture: Pixels.Image) -> bytes:
    return _of(picture, "xmp") or _written(picture, "xmp")


def xmp_extension(picture: Pixels.Image, guid: str) -> bytes:
    """
    Return a JPEG's extended XMP; b"" if a portion is missing, or it is beyond LARGEST_BLOCK.

    `guid`: the 32 hexadecimal digits by which the main packet names it (XMP Specification Part 3, §1.1.3.1). The
    portions may stand in any order.
    """
    portions = {}
    for segment in _segments(picture, "APP1", _EXTENDS):
        if len(segment) > _EXTENSION.size:
            _signature, owner, length, offset = _EXTENSION.unpack_from(segment)
            if owner.upper() == guid.upper().encode("ascii", "ignore"):
                portions[offset] = length, segment
    return _joined(portions)


def _joined(portions: Mapping[int, tuple[int, bytes]]) -> bytes:
    """Join {offset: (length of the whole, segment)}; b"" where one is missing, or two overlap."""
    whole = bytearray()
    for offset, (length, segment) in sorted(portions.items()):
        if offset != len(whole) or len(whole) + len(segment) - _EXTENSION.size > min(length, LARGEST_BLOCK):
            return b""
        whole += segment[_EXTENSION.size :]
    return bytes(whole) if {len(whole)} == {length for length, _segment in portions.values()} else b""


def _segments(picture: Pixels.Image, marker: str, signature: bytes) -> Iterator[bytes]:
    for name, segment in getattr(picture, "applist", ()):
        if name == marker and segment.startswith(signature):
            yield segment


def _photoshop_stream(picture: Pixels.Image) -> bytes:
    """Photoshop's resources may break off in one segment and go on in the next."""
    stream = bytearray()
    for segment in _segments(picture, "APP13", _PHOTOSHOP):
        stream += segment[len(_PHOTOSHOP) :]
        if len(stream) > LONGEST_STREAM:
            break
    return bytes(stream[:LONGEST_STREAM])


def _resources(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """
    Yield (number, contents) of each resource (Adobe Photoshop File Formats Specification, Image Resource Blocks).

    The next one is searched for: some programs leave out the padding byte after one of odd length.
    """
    at = 0
    while (at := stream.find(_RESOURCE, at)) >= 0:
        number, name = int.from_bytes(stream[at + 4 : at + 6]), int.from_bytes(stream[at + 6 : at + 7])
        start = at + 8 + name - name % 2  # a name and its length fill an even number of bytes
        at = start + 4 + int.from_bytes(stream[start : start + 4])
        yield number, stream[start + 4 : at]


def _of(picture: Pixels.Image, name: str) -> bytes:
    block = picture.info.get(name, b"")
    block = block.encode() if isinstance(block, str) else block
    return _within_limit(block) if isinstance(block, bytes) else b""


def _written(picture: Pixels.Image, *kinds: str) -> bytes:
    """A PNG's text may have a block as hexadecimal digits: ImageMagick writes them so."""
    for kind in kinds:
        text = picture.info.get(f"Raw profile type {kind}")
        if isinstance(text, str) and len(text) <= _LONGEST_TEXT:
            with contextlib.suppress(ValueError):
                _name, length, digits = text.lstrip("\n").split("\n", 2)
                return _within_limit(bytes.fromhex(digits)[: int(length)])
    return b""


def _within_limit(block: bytes) -> bytes:
    return block if len(block) <= LARGEST_BLOCK else b""
