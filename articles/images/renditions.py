"""The files that a picture is shown by: whole and cropped around its focal point, in several widths and formats."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import IO, NamedTuple

from PIL import Image as Pixels

from articles.images.pick import WHOLE

# Pixels. Twice what our pages show at most: 992 in a story (paper.css), 912 in a card of a tablet's front page; 160 in
# the river. 2,400 is a large telephone held across, at its three pixels a point.
WIDTHS = (320, 480, 768, 1080, 1600, 2400)

# {crop: (its ratio, the widths it is made in)}. Cards show crops, at 912 px of a page at most; the two narrow ones only
# stand in lists and go to search engines. In all the widths, four crops would cost 1.9 times what these do.
CROPS = {
    WHOLE: (None, WIDTHS),
    "16x9": ((16, 9), (480, 768, 1080, 1600)),
    "4x3": ((4, 3), (320, 480, 768, 1080)),
    "1x1": ((1, 1), (320, 768, 1080)),
}

# A master that is only this much wider than a step isn't worth a file of its own.
WORTH_A_STEP = 1.15

# {format: what it is saved with}. The qualities look alike: eight pictures of the demonstration, 1,080 px wide, come to
# a PSNR of 40 dB in each, in 54 (AVIF), 69 and 98 kB. WebP by its usual method 4 would take three times as long. AVIF
# at speed 9 would take a quarter of the time for 2,400 px, and a quarter more bytes.
FORMATS = {
    "AVIF": {"quality": 62, "speed": 8, "max_threads": 1},
    "WEBP": {"quality": 80, "method": 1},
    "JPEG": {"quality": 78, "progressive": True, "optimize": True},
}
ENCODERS = 2  # threads

Box = tuple[int, int, int, int]


class Planned(NamedTuple):
    """One picture to make: `crop` of CROPS, its size, and the box of the master (left, top, right, bottom) it shows."""

    crop: str
    width: int
    height: int
    box: Box


class Rendition(NamedTuple):
    """One file made: `crop` of CROPS, size in pixels, `format` as Pillow names it, and the file's bytes."""

    crop: str
    width: int
    height: int
    format: str
    data: bytes


def plan(width: int, height: int, focal: tuple[float, float] = (0.5, 0.5)) -> list[Planned]:
    """
    Return the list of Planned of a master of this size, largest first within each crop; never larger than the master.

    `focal` is (x, y), each from 0 to 1 of the whole: a crop keeps it as near to its centre as the edges allow.
    """
    return [planned for crop in CROPS for planned in _plan_crop(crop, width, height, focal)]


def render(master: IO[bytes], focal: tuple[float, float] = (0.5, 0.5), packet: bytes = b"") -> Iterator[Rendition]:
    """
    Yield a Rendition for each of the plan in each of FORMATS, all from one decoding of the master (an open file).

    Each carries this packet of XMP, and nothing else of metadata. What is see-through stays so in AVIF and WebP, and
    lies on white in JPEG.
    """
    picture = _opened(master)
    # Most of the time goes into encoding, which Pillow does outside of Python's lock. A picture is one thread's alone:
    # Pillow keeps on it what it is saved with, and another format would be written with that.
    with ThreadPoolExecutor(ENCODERS) as encoders:
        for crop in CROPS:
            yield from chain.from_iterable(encoders.map(partial(_encoded, packet), _sized(picture, crop, focal)))


def _sized(picture: Pixels.Image, crop: str, focal: tuple[float, float]) -> Iterator[tuple[Planned, Pixels.Image]]:
    source, within = picture, None
    for planned in _plan_crop(crop, *picture.size, focal):
        size = planned.width, planned.height
        # Each from the one before: the master's millions of pixels are gone over once a crop, not for each width.
        source = source.resize(size, Pixels.Resampling.LANCZOS, box=within or planned.box, reducing_gap=3)
        within = (0, 0, *size)
        yield planned, source


def _encoded(packet: bytes, sized: tuple[Planned, Pixels.Image]) -> list[Rendition]:
    planned, picture = sized
    renditions = []
    for format, options in FORMATS.items():
        out = io.BytesIO()
        opaque = _on_white(picture) if format == "JPEG" and picture.mode == "RGBA" else picture
        opaque.save(out, format, xmp=packet, **options)
        renditions.append(Rendition(planned.crop, planned.width, planned.height, format, out.getvalue()))
    return renditions


def _on_white(picture: Pixels.Image) -> Pixels.Image:
    white = Pixels.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _plan_crop(crop: str, width: int, height: int, focal: tuple[float, float]) -> list[Planned]:
    ratio, widths = CROPS[crop]
    box = _box(width, height, ratio, focal)
    across, down = box[2] - box[0], box[3] - box[1]
    return [Planned(crop, step, max(1, round(step * down / across)), box) for step in _steps(across, widths)]


def _steps(across: int, widths: tuple[int, ...]) -> list[int]:
    """Largest first; what falls between two steps is made in its own width too."""
    largest = min(across, widths[-1])
    return [largest, *(step for step in reversed(widths) if step * WORTH_A_STEP <= largest)]


def _box(width: int, height: int, ratio: tuple[int, int] | None, focal: tuple[float, float]) -> Box:
    if ratio is None:
        return 0, 0, width, height
    across = min(width, max(1, round(height * ratio[0] / ratio[1])))
    down = min(height, max(1, round(width * ratio[1] / ratio[0])))
    left, top = _start(focal[0], width, across), _start(focal[1], height, down)
    return left, top, left + across, top + down


def _start(point: float, whole: int, part: int) -> int:
    return min(max(round(point * whole - part / 2), 0), whole - part)


def _opened(master: IO[bytes]) -> Pixels.Image:
    master.seek(0)
    opened = Pixels.open(master, formats=("JPEG", "PNG", "WEBP"))
    picture = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    # Pillow would carry what it finds here, a profile or EXIF, over into some formats.
    picture.info = {}
    return picture
