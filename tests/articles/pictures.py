"""Pictures with renditions made by hand, and stories that show them."""

import io
import re
from functools import cache

from django.core.files.base import ContentFile
from PIL import Image as Pixels

from articles.models import Image, ImageBlock
from articles.revisions.snapshot import record
from tests.factories import make_image, make_story

WIDTHS = (320, 480, 640, 800, 1000, 1200, 1600, 2000, 2400)
CROPS = {"16x9": 9 / 16, "4x3": 3 / 4, "1x1": 1}
ENDINGS = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}
HINT = "data:image/gif;base64,R0lGODlhAQABAIAAACdTawAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="


def name_of(crop, format, width, number=1):
    """Return the storage name of a rendition made by hand: it says what the file is."""
    return f"pictures/r{number}-{crop}-{width}.{ENDINGS[format]}"


def make_shown(*, size=(3200, 2133), formats=("avif", "webp", "jpeg"), written=False, **fields):
    """Return a picture of this size with renditions in these formats; their files exist only where `written`."""
    given = {name: fields.pop(name) for name in ("creator", "organisation", "alt", "caption") if name in fields}
    image = make_image(**given)
    crops = {"whole": size[1] / size[0]} | CROPS
    renditions = {
        crop: {
            format: [[w, round(w * ratio), name_of(crop, format, w, image.pk)] for w in WIDTHS] for format in formats
        }
        for crop, ratio in crops.items()
    }
    fields = {"renditions": renditions, "width": size[0], "height": size[1], "placeholder": HINT} | fields
    Image.objects.filter(pk=image.pk).update(**fields)
    image.refresh_from_db()
    if written:
        _write(image)
    return image


def _write(image):
    for formats in image.renditions.values():
        for format, files in formats.items():
            for width, height, name in files:
                image.file.storage.save(name, ContentFile(_bytes(width, height, format)))


@cache
def _bytes(width, height, format):
    out = io.BytesIO()
    Pixels.new("RGB", (width, height), "#27536b").save(out, format)
    return out.getvalue()


def show_in_text(story, *images, **fields):
    """Put pictures into the text of a story; return it."""
    for number, image in enumerate(images):
        ImageBlock.objects.create(parent=story, region="body", ordering=20 + number, image=image, **fields)
    record(story, by=None)
    return story


def story_with(lead=None, *in_text, **fields):
    """Return a working copy with a lead picture and pictures in its text."""
    return show_in_text(make_story(lead_image=lead, **fields), *in_text)


def printed(page):
    """Return what a page prints, without what it tells machines."""
    return re.sub(r"<script.*?</script>|<meta[^>]*>", "", page, flags=re.DOTALL)
