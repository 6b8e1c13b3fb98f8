"""How pictures are shown: which crop each place has, and how wide it is there, so that no byte is sent in vain."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django import template

from articles.images import pick
from articles.models import Image

register = template.Library()
register.filter("may_be_shown", Image.may_be_shown)
register.filter("thumbnail", pick.thumbnail)

# Of the page, up to 62rem; wider, the columns decide. Gutters are 18 px on phones, then 4 % of the window.
NARROW = "(min-width: 28.125rem) 92vw, calc(100vw - 2.25rem)"
WIDE = f"(min-width: 62.5rem) calc(100vw - 5rem), {NARROW}"


class Place(NamedTuple):
    """Where a picture stands: its crop, its width as `sizes` says it, and whether it is the first thing seen."""

    crop: str
    sizes: str
    is_first: bool = False


# The widths are those of paper.css; tests/browser/test_pictures_shown.py holds the two together.
PLACES = {
    "lead": Place(
        "16x9",
        "(min-width: 90rem) 47.67rem, (min-width: 81rem) calc(50.67rem - 3.333vw), "
        f"(min-width: 62rem) calc(63.34vw - 3.3rem), {NARROW}",
        is_first=True,
    ),
    "lead-alone": Place("16x9", f"(min-width: 81rem) 76rem, {WIDE}", is_first=True),
    "lead-section": Place(
        "16x9",
        "(min-width: 90rem) 39.93rem, (min-width: 81rem) calc(41.46rem - 1.704vw), "
        f"(min-width: 62rem) calc(52.85vw - 2.7rem), {NARROW}",
        is_first=True,
    ),
    "second": Place(
        "16x9",
        "(min-width: 90rem) 23.84rem, (min-width: 81rem) calc(25.34rem - 1.666vw), "
        f"(min-width: 62rem) calc(31.67vw - 1.65rem), (min-width: 40rem) 17rem, {NARROW}",
    ),
    "river": Place("4x3", "(min-width: 40rem) 10rem, 6.5rem"),
    "story": Place(pick.WHOLE, f"(min-width: 69rem) 64rem, {WIDE}", is_first=True),
    "text": Place(pick.WHOLE, f"(min-width: 62rem) 43rem, (min-width: 38.05rem) 35rem, {NARROW}"),
}
TALL = f"(min-width: 34.79rem) 32rem, {NARROW}"  # upright, whole: see .figure-tall


@register.inclusion_tag("articles/_picture.html")
def picture(image: Image, at: datetime, place: str, alt: str = "") -> dict[str, Any]:
    """
    Show a picture in one of PLACES, in the lightest format and the smallest size that will do.

    `alt` is the use's own; the picture's stands in where it is empty. Where the paper has no right to show the
    picture at this moment, its own drawing stands there instead, and nothing of the picture is told.
    """
    crop, sizes, is_first = PLACES[place]
    if not image.may_be_shown(at):
        return {}
    formats = pick.files(image, crop)
    name, plain = formats.popitem()
    return {
        "sources": [(f"image/{name}", _srcset(found)) for name, found in formats.items()],
        "largest": plain[-1],
        "srcset": "" if name == "master" else _srcset(plain),
        "sizes": TALL if crop == pick.WHOLE and image.height > image.width else sizes,
        "alt": image.described(alt),
        "is_first": is_first,
        # A see-through picture, and only such a one is a PNG, would show it for ever.
        "placeholder": "" if image.file.name.endswith(".png") else image.placeholder,
    }


@register.filter
def social(image: Image) -> pick.File:
    """The File that other sites show with a link to its story."""
    return pick.largest(image, "16x9")


def _srcset(files: Iterable[pick.File]) -> str:
    return ", ".join(f"{file.url} {file.width}w" for file in files)
