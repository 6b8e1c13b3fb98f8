"""Makes the master of an upload: checked, upright, in sRGB, without the camera's metadata."""

import base64
import io
import struct
from dataclasses import dataclass
from typing import IO, Any

from django.core.files.base import ContentFile
from PIL import Image as Pixels
from PIL import ImageCms, ImageFilter

from articles.images.header import UNREADABLE, broken, check

# Pixels along the longer side: what the sharpest screen shows of a full-width picture.
LONGEST_SIDE = 3200
QUALITY = 88
# Pixels of source decoded, converted and made smaller at a time: whatever the mode, never a second whole picture.
BAND = 2_000_000
# Pixels along the longer side, and bytes of the whole data URI.
PLACEHOLDER_SIDE = 24
PLACEHOLDER_BYTES = 300

ORIENTATION = 0x0112
# EXIF 2.32, §4.6.4: how what is stored must be turned to stand upright.
UPRIGHT = {
    2: Pixels.Transpose.FLIP_LEFT_RIGHT,
    3: Pixels.Transpose.ROTATE_180,
    4: Pixels.Transpose.FLIP_TOP_BOTTOM,
    5: Pixels.Transpose.TRANSPOSE,
    6: Pixels.Transpose.ROTATE_270,
    7: Pixels.Transpose.TRANSVERSE,
    8: Pixels.Transpose.ROTATE_90,
}
# An ICC profile's colour space, and the modes of pixels that it can describe.
SPACES = {"RGB ": ("RGB", "RGBA"), "GRAY": ("L",), "CMYK": ("CMYK",)}


@dataclass(frozen=True)
class Master:
    """
    What is kept of an upload.

    file          a ContentFile: JPEG, or PNG where something shows through
    width, height pixels
    placeholder   data URI of a tiny blurred WebP; empty for a see-through picture, which it would show through
    """

    file: ContentFile
    width: int
    height: int
    placeholder: str


def make_master(upload: IO[bytes]) -> Master:
    """
    Return the Master of an upload: at most LONGEST_SIDE, upright, sRGB, with no EXIF, no profile, no place.

    Raises ValidationError, with a sentence for the journalist, for what is no picture, too large or broken.
    """
    picture, profile, turn = _decoded(upload)
    picture = _opaque(_in_srgb(picture, profile))
    picture = picture.transpose(turn) if turn else picture
    return Master(_file(picture), *picture.size, placeholder(picture))


def placeholder(picture: Pixels.Image) -> str:
    """Blur it to some pixels in a data URI; "" for a see-through picture."""
    if picture.has_transparency_data:
        return ""
    tiny = picture.convert("RGB")
    tiny.thumbnail((PLACEHOLDER_SIDE, PLACEHOLDER_SIDE), Pixels.Resampling.BOX)
    return _data_uri(tiny.filter(ImageFilter.GaussianBlur(1)))


def _data_uri(tiny: Pixels.Image) -> str:
    for quality in (40, 20, 5, 0):
        data = _saved(tiny, "WEBP", quality=quality, method=6)
        uri = f"data:image/webp;base64,{base64.b64encode(data).decode()}"
        if len(uri) <= PLACEHOLDER_BYTES:
            return uri
    return ""


def _decoded(upload: IO[bytes]) -> tuple[Pixels.Image, bytes | None, Pixels.Transpose | None]:
    """Return the picture at its master's size, its ICC profile and how it must be turned; all else is let go of."""
    picture = check(upload)
    try:
        picture.draft(None, _fit(picture.size))  # a large JPEG is decoded at a half, a quarter or an eighth
        picture.load()
        return _smaller(picture), picture.info.get("icc_profile"), UPRIGHT.get(_orientation(picture))
    except UNREADABLE as error:
        raise broken() from error


def _orientation(picture: Pixels.Image) -> Any:
    try:
        return picture.getexif().get(ORIENTATION)
    except (*UNREADABLE, struct.error, TypeError, KeyError):  # broken EXIF is no reason to refuse the picture
        return None


def _fit(size: tuple[int, int]) -> tuple[int, int]:
    longest = max(size)
    if longest <= LONGEST_SIDE:
        return size
    return max(1, size[0] * LONGEST_SIDE // longest), max(1, size[1] * LONGEST_SIDE // longest)


def _smaller(picture: Pixels.Image) -> Pixels.Image:
    """Make it RGB, RGBA, CMYK or L at its master's size, band by band."""
    width, height = _fit(picture.size)
    scale = picture.height / height
    rows = max(1, int(BAND / picture.width / scale))
    bands = [_band(picture, (width, min(rows, height - top)), top, scale) for top in range(0, height, rows)]
    whole = Pixels.new(bands[0].mode, (width, height))
    for number, band in enumerate(bands):
        whole.paste(band, (0, number * rows))
    return whole


def _band(picture: Pixels.Image, size: tuple[int, int], top: int, scale: float) -> Pixels.Image:
    """What is above and below these rows is looked at too, so that no seam shows."""
    beside = int(8 * scale) + 1
    first, last = top * scale, min((top + size[1]) * scale, picture.height)
    start, end = max(0, int(first) - beside), min(picture.height, int(last) + 1 + beside)
    band = _plain(picture.crop((0, start, picture.width, end)))
    box = (0, first - start, picture.width, last - start)
    return band.resize(size, Pixels.Resampling.LANCZOS, box=box, reducing_gap=3)


def _plain(picture: Pixels.Image) -> Pixels.Image:
    if picture.mode.startswith("I"):  # 16 bits of grey, of which `convert` would keep the lower 8
        return picture.point(lambda value: value * (1 / 257)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode in {"L", "CMYK"}:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _in_srgb(picture: Pixels.Image, profile: bytes | None) -> Pixels.Image:
    """A profile that is broken or another kind's is passed over."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        if picture.mode in SPACES.get(source.profile.xcolor_space, ()):
            srgb = ImageCms.createProfile("sRGB")
            converted: Any = ImageCms.profileToProfile(picture, source, srgb, outputMode=mode)
            return converted
    except (ImageCms.PyCMSError, OSError):
        pass
    return picture.convert(mode)


def _opaque(picture: Pixels.Image) -> Pixels.Image:
    """Drop the alpha channel if nothing shows through."""
    solid = picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == 255
    return picture.convert("RGB") if solid else picture


def _file(picture: Pixels.Image) -> ContentFile:
    if picture.mode == "RGB":
        data = _saved(picture, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        return ContentFile(data, name="master.jpg")
    # Lossless, not in 256 colours: every rendition is made from it, and they are what pages show.
    return ContentFile(_saved(picture, "PNG"), name="master.png")


def _saved(picture: Pixels.Image, format: str, **options: Any) -> bytes:
    out = io.BytesIO()
    # Pillow would carry the camera's EXIF, XMP and profile over from `info`.
    picture.info = {}
    picture.save(out, format, **options)
    return out.getvalue()
