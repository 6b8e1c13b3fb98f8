"""
Walks over the pieces of a file (segments, chunks, blocks), as far as Pillow reads, to count them.

Pillow goes through the pieces in Python and keeps most of them, and a file of 80 MB can have millions.
"""

from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

# Pieces. A JPEG's or a PNG's have 8 kB and more as a rule; a GIF's have 255 bytes at most.
MOST_PIECES = {"JPEG": 100_000, "PNG": 100_000, "GIF": 400_000}
# Bytes that aren't pixels: telephones add a megabyte or two of depth. EXIF takes three times its size in memory.
MOST_BESIDE = 4_000_000

_FILLING = b"\xff"
_FIRST_SCAN = b"\xda"
# Markers that no length follows (ITU-T T.81, B.1.1.3), and a byte of data that looks like one.
_BARE = {bytes([number]) for number in (0x00, 0x01, *range(0xD0, 0xDA))}
_PICTURE = {b"IDAT", b"fdAT"}


class Piece(NamedTuple):
    """One piece: its bytes that aren't pixels, and whether a frame of an animation begins here."""

    beside: int = 0
    is_frame: bool = False


def of_jpeg(upload: IO[bytes]) -> Iterator[Piece]:
    """Stop behind the first scan's marker; each byte outside of a segment counts as a piece."""
    upload.seek(2)
    while byte := upload.read(1):
        marker = upload.read(1) if byte == _FILLING else b""
        if marker == _FIRST_SCAN:
            return
        if marker == _FILLING:  # a marker may be preceded by any number of these
            upload.seek(-1, 1)
        length = int.from_bytes(upload.read(2)) if marker and marker != _FILLING and marker not in _BARE else 0
        upload.seek(max(length - 2, 0), 1)
        yield Piece(length)


def components_of_first_scan(upload: IO[bytes]) -> int:
    """Count the colour components in a JPEG's first scan (ITU-T T.81, B.2.3)."""
    for _piece in of_jpeg(upload):
        pass
    return int.from_bytes(upload.read(3)[2:])


def of_png(upload: IO[bytes]) -> Iterator[Piece]:
    """The chunks (PNG, third edition, §5.3)."""
    upload.seek(8)
    while len(head := upload.read(8)) == 8 and head[4:] != b"IEND":
        length = int.from_bytes(head[:4])
        upload.seek(length + 4, 1)
        yield Piece(0 if head[4:] in _PICTURE else length)


def of_gif(upload: IO[bytes]) -> Iterator[Piece]:
    """The blocks and their sub-blocks (GIF89a, §15 to 26), and each byte outside of them."""
    upload.seek(10)
    _skip_colours(upload, 2)
    while (introducer := upload.read(1)) not in {b"", b";"}:
        is_frame = introducer == b","
        yield Piece(is_frame=is_frame)
        if is_frame:
            upload.seek(8, 1)
            _skip_colours(upload, 1)
        elif introducer == b"!":
            upload.seek(1, 1)
        else:
            continue
        while length := int.from_bytes(upload.read(1)):
            upload.seek(length, 1)
            yield Piece(0 if is_frame else length)


def _skip_colours(upload: IO[bytes], between: int) -> None:
    """Skip a flags byte, what is between, and the colour table that the flags announce (GIF89a, §18 and §20)."""
    flags = int.from_bytes(upload.read(1))
    table = 3 << (flags & 7) + 1 if flags & 0x80 else 0
    upload.seek(between + table, 1)


PIECES: dict[str, Callable] = {"JPEG": of_jpeg, "PNG": of_png, "GIF": of_gif}
