"""From an upload to the file that we keep: checked by its header, upright, without the camera's metadata."""

import io
import warnings

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as Pixels
from PIL import ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# Pixels, before anything is decoded: a 20 kB PNG of 13,000 × 13,000 costs 542 MB to open.
MOST_PIXELS = 50_000_000
# Pixels along the longer side: what the sharpest screen shows of a full-width picture.
LONGEST_SIDE = 3200
QUALITY = 88


def make_master(upload):
    """
    Return the upload as a clean JPEG or PNG of at most LONGEST_SIDE, as a file of its own.

    Raises ValidationError, with a sentence for the journalist, for what is no picture, too large or broken.
    """
    picture = _open(upload)
    if picture.width * picture.height > MOST_PIXELS:
        size = {"width": picture.width, "height": picture.height, "most": MOST_PIXELS // 1_000_000}
        raise ValidationError(
            _("The picture is %(width)d × %(height)d pixels: more than %(most)d million.") % size,
            code="too_large",
        )
    try:
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(_("The picture’s file is broken: save it again and retry."), code="broken") from error
    return _save(upright)


def _open(upload):
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pixels.DecompressionBombWarning)
            return Pixels.open(upload, formats=FORMATS)
    except (UnidentifiedImageError, Pixels.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(
            _("This file isn’t a picture that we can read: send a JPEG, PNG, WebP or AVIF."),
            code="unreadable",
        ) from error


def _save(picture):
    see_through = picture.has_transparency_data
    out = io.BytesIO()
    if see_through:
        picture.convert("RGBA").save(out, "PNG", optimize=True)
    else:
        picture.convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return ContentFile(out.getvalue(), name="master.png" if see_through else "master.jpg")
