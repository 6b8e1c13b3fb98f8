"""Decodes text in a picture's metadata: encodings, mojibake, control characters, length."""

import contextlib
import re
import unicodedata

from newsroom.text.characters import repaired

# Characters, before anything slow is done: a caption of the IPTC has 2,000 bytes at most (IIM 4.2, dataset 2:120).
LONGEST = 4000
# IPTC's shortest field that is cut by its writers, in bytes (IIM 4.2, dataset 2:80).
_SHORTEST_CUT = 32
# A way to say “UTF-8” in IPTC's coded character set (IIM 4.2, dataset 1:90; ISO/IEC 2022).
UTF_8 = b"\x1b%G"
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CUT_CHARACTER = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
# Invisible marks, and the character that stands for undecodable bytes.
_INVISIBLE = re.compile("[\u200e\u200f\u2060\ufffd]")
# The no-break spaces of French are kept.
_BLANKS = re.compile("[^\\S\u00a0\u202f]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
# The first letter of a UTF-8 sequence that was read as cp1252, and what follows it.
_FOLLOWS = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_MOJIBAKE = re.compile(f"[Â-ô][\u0080-\u009f{_FOLLOWS}]")


def decode(octets: bytes, *, says_utf_8: bool = False) -> str:
    """Decode an unknown encoding: UTF-8 if it is that, else cp1252, else Latin-1, which never fails."""
    if says_utf_8 and len(octets) >= _SHORTEST_CUT:
        octets = _CUT_CHARACTER.sub(b"", octets)
    for encoding in ("utf-8", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return octets.decode(encoding)
    return octets.decode("latin-1")


def decode_utf_16(octets: bytes, *, big_endian: bool = False) -> str:
    """Leave out what is no UTF-16."""
    if octets.startswith(BYTE_ORDER_MARKS):
        return octets.decode("utf-16", "ignore")
    return octets.decode("utf-16-be" if big_endian else "utf-16-le", "ignore")


def storable(text: str) -> str:
    return _SURROGATES.sub("", text[:LONGEST]).rstrip("\x00").replace("\x00", " ")


def plain(text: str) -> str:
    """Put text on one line: mojibake and unsafe characters repaired, in NFC, blanks collapsed."""
    text = repaired(_INVISIBLE.sub("", repair(text[:LONGEST])).replace("\x00", " "))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def repair(text: str) -> str:
    """Undo mojibake (“Ã©” → “é”), up to twice; only where all of it decodes to readable text."""
    for _turn in range(2):
        if not _MOJIBAKE.search(text):
            break
        try:
            repaired = b"".join(map(_octet, text)).decode("utf-8")
        except UnicodeError:
            break
        if not (_readable(repaired) or _MOJIBAKE.search(repaired)):
            break
        text = repaired
    return text


def _octet(character: str) -> bytes:
    # Five bytes have no character in cp1252; programs keep them as C1 controls.
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _readable(text: str) -> bool:
    return not any(unicodedata.category(each) in {"Cc", "Cn", "Co", "Cs"} for each in text if not each.isascii())


def cut(text: str, most: int) -> str:
    """Cut text between words, with “…”, to `most` characters."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:") + "…"
