"""Checks an upload by its header, before any decoding: format, size, frames."""

from collections.abc import Callable
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image as Pixels
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from articles.images.metadata import chunks

READERS: dict[str, Callable[[IO[bytes]], ImageFile]] = {
    "JPEG": JpegImageFile,
    "PNG": PngImageFile,
    "GIF": GifImageFile,
    "WEBP": WebPImageFile,
    "AVIF": AvifImageFile,
}

# Pixels. A JPEG is decoded at the size that we need, line by line (108 million is what telephones take); a PNG costs
# 4 bytes a pixel. Pillow's decoders of WebP and AVIF hold the whole picture five times: 20 bytes a pixel, measured.
MOST_PIXELS = {"JPEG": 110_000_000, "PNG": 50_000_000, "GIF": 50_000_000, "WEBP": 12_000_000, "AVIF": 12_000_000}
# Pixels along one side: what a JPEG can say at most, less what its encoders keep for themselves.
LONGEST_SIDE = 65_500
# Bytes. A 108 million pixel JPEG of a telephone has 20 to 50 MB; some decoders hold the file in memory twice.
MOST_BYTES = 80_000_000
MOST_FRAMES = 200
# Bytes. All of a progressive JPEG's coefficients are in memory beside the picture drawn from them: 75 million pixels in
# the cameras' usual 4:2:0. The site itself adds 80 MB; 80 million pixels came to 402 MB.
MOST_IN_SCANS = 300_000_000
# Pixels along the longer side, from which on a JPEG is drawn at half its size: twice what a master has.
HALVED_FROM = 6400
# A progressive JPEG has some ten scans, and each goes over all of it again: a small file could ask for thousands.
MOST_SCANS = 64

# Pillow warns of a bomb above its own figure, and refuses twice that: ours is the one that holds.
Pixels.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())

AVIF_BRANDS = {b"avif", b"avis"}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

# Pillow's exceptions for a broken file.
UNREADABLE = (OSError, SyntaxError, ValueError, RuntimeError, IndexError, EOFError, Pixels.DecompressionBombError)

EXPORT_IT = {
    "HEIC": gettext_lazy("Not all browsers can show HEIC pictures: export this one as JPEG and upload that."),
    "PDF": gettext_lazy("This is a PDF, not a picture: export the page or photo as JPEG and upload that."),
    "SVG": gettext_lazy("SVG drawings aren’t accepted: export this one as PNG and upload that."),
}


def check(upload: IO[bytes]) -> ImageFile:
    """
    Return the upload opened by Pillow and not yet decoded, or raise ValidationError with a sentence for the journalist.

    The format is told by the first bytes, not by the name or the content type. Of an animation below the limit the
    first frame is the picture. A file that is broken further down is refused when it is decoded: `make_master`.

    Codes: empty, too_heavy, heic, pdf, svg, unreadable, broken, too_large, too_long, too_many_frames, too_much_beside,
    too_costly.
    """
    _refuse_weight(upload)
    kind = _kind(upload)
    if kind in EXPORT_IT:
        raise ValidationError(EXPORT_IT[kind], code=kind.lower())
    if kind not in READERS:
        raise ValidationError(
            _("This isn’t a readable picture: upload a JPEG, PNG, WebP, AVIF or GIF file."), code="unreadable"
        )
    if kind == "WEBP":
        _refuse_size(kind, *_webp_size(upload))  # before Pillow allocates memory for all of it, twice
    if kind in chunks.PIECES:
        _refuse_pieces(upload, kind)
    picture = _open(upload, kind)
    _refuse_size(kind, *picture.size)
    if kind != "GIF":  # its frames have been counted; Pillow would go through millions
        _refuse_frames(getattr(picture, "n_frames", 1))
    if isinstance(picture, JpegImageFile):
        _refuse_cost(upload, picture)
    return picture


def broken() -> ValidationError:
    return ValidationError(
        _("The file is damaged or incomplete: export or download it again, then retry."), code="broken"
    )


def _refuse_weight(upload: IO[bytes]) -> None:
    size = upload.seek(0, 2) if not hasattr(upload, "size") else upload.size
    if not size:
        raise ValidationError(_("This file is empty: download it again, then retry."), code="empty")
    if size > MOST_BYTES:
        figures = {"size": size // 1_000_000, "most": MOST_BYTES // 1_000_000}
        raise ValidationError(
            _("The file is %(size)d MB; the limit is %(most)d MB: export a smaller JPEG.") % figures,
            code="too_heavy",
        )


def _kind(upload: IO[bytes]) -> str:
    upload.seek(0)
    start = upload.read(1024)
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "WEBP"
    if start[4:8] == b"ftyp":
        return _kind_of_brands(start)
    if start.startswith(b"%PDF"):
        return "PDF"
    text = start.lower().replace(b"\0", b"")  # UTF-16 too
    return "SVG" if b"<svg" in text or b"<!doctype svg" in text else ""


def _kind_of_brands(start: bytes) -> str:
    """By the brands in an ISO file's first box (ISO/IEC 14496-12, §4.3); "" for any other."""
    box = start[8 : int.from_bytes(start[:4])]
    brands = {box[place : place + 4] for place in range(0, len(box), 4) if place != 4}
    if brands & AVIF_BRANDS:
        return "AVIF"
    return "HEIC" if brands & HEIC_BRANDS else ""


def _webp_size(upload: IO[bytes]) -> tuple[int, int]:
    """The canvas (RFC 9649, §2.5 to 2.7)."""
    upload.seek(12)
    start = upload.read(18)
    if len(start) < 18:
        raise broken()
    if start[:4] == b"VP8X":
        return int.from_bytes(start[12:15], "little") + 1, int.from_bytes(start[15:18], "little") + 1
    if start[:4] == b"VP8L":
        bits = int.from_bytes(start[9:13], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(start[14:16], "little") & 0x3FFF, int.from_bytes(start[16:18], "little") & 0x3FFF


def _open(upload: IO[bytes], kind: str) -> ImageFile:
    upload.seek(0)
    try:
        # The format's own reader, not Image.open, which could choose another.
        return READERS[kind](upload)
    except UNREADABLE as error:
        raise broken() from error


def _refuse_size(kind: str, width: int, height: int) -> None:
    figures = {"width": width, "height": height, "most": MOST_PIXELS[kind] // 1_000_000, "side": LONGEST_SIDE}
    if max(width, height) > LONGEST_SIDE:
        raise ValidationError(
            _("The picture is %(width)d × %(height)d pixels; the limit is %(side)d per side: make it smaller.")
            % figures,
            code="too_long",
        )
    if width * height > MOST_PIXELS[kind]:
        raise ValidationError(
            _(
                "The picture is %(width)d × %(height)d pixels; the limit for its format is %(most)d million: "
                "make it smaller, or export it as JPEG."
            )
            % figures,
            code="too_large",
        )


def _refuse_pieces(upload: IO[bytes], kind: str) -> None:
    """Refuse too many pieces or frames and too many bytes that aren't pixels, before Pillow reads them."""
    beside = frames = 0
    for number, piece in enumerate(chunks.PIECES[kind](upload), start=1):
        beside, frames = beside + piece.beside, frames + piece.is_frame
        _refuse_frames(frames)
        if beside > chunks.MOST_BESIDE or number > chunks.MOST_PIECES[kind]:
            raise ValidationError(
                _("The file contains too much extra data: export it as a plain JPEG and upload that."),
                code="too_much_beside",
            )


def _refuse_frames(frames: int) -> None:
    if frames > MOST_FRAMES:
        raise ValidationError(
            _("This animation has more than %(most)d frames: upload a single frame.") % {"most": MOST_FRAMES},
            code="too_many_frames",
        )


def _refuse_cost(upload: IO[bytes], picture: JpegImageFile) -> None:
    """Refuse a JPEG in several scans that takes too much memory or time: all scans are needed before it is drawn."""
    layers = [(across, down) for _id, across, down, _table in picture.layer]
    most = max(across for across, down in layers) * max(down for across, down in layers) or 1
    coefficients = 2 * picture.width * picture.height * sum(across * down for across, down in layers) // most
    drawn = picture.width * picture.height * (1 if max(picture.size) >= HALVED_FROM else 4)
    in_scans = picture.info.get("progressive") or chunks.components_of_first_scan(upload) < len(layers)
    if in_scans and (coefficients + drawn > MOST_IN_SCANS or _scans(upload) > MOST_SCANS):
        raise ValidationError(
            _("This progressive JPEG is too large: export it again without the “progressive” option."),
            code="too_costly",
        )


def _scans(upload: IO[bytes]) -> int:
    upload.seek(0)
    # In compressed data FF is followed by 00. A marker cut in two by a chunk's end is one of many.
    return sum(chunk.count(b"\xff\xda") for chunk in iter(lambda: upload.read(1 << 20), b""))
