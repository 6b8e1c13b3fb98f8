"""The demonstration paper's pictures: what pictures.toml names, drawn on demand as JPEG."""

import tomllib
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from .drawing import chart, closeup, harbour, indoors, maps, portrait, shore, sky, town_life
from .drawing.canvas import Canvas

SHEET = Path(__file__).with_name("pictures.toml")
SIZES = {"landscape": (1600, 1067), "portrait": (1067, 1333), "wide": (1600, 900)}
QUALITY = 88
DRAWINGS = {
    drawing.__name__: drawing
    for drawing in (
        chart.columns,
        chart.lines,
        chart.tide,
        closeup.book_still_life,
        closeup.fish_boxes,
        closeup.plankton,
        harbour.cranes,
        harbour.ferry_dawn,
        harbour.lock_gates,
        harbour.regatta,
        harbour.swing_bridge,
        indoors.concert,
        indoors.library,
        indoors.market_hall,
        indoors.theatre,
        maps.isobars,
        maps.streets,
        portrait.portrait,
        shore.dyke_path,
        shore.oyster_beds,
        shore.seal_bank,
        shore.swimmers,
        sky.dusk_skyline,
        sky.lighthouse_night,
        sky.marsh_dawn,
        sky.star_trails,
        sky.storm_jetty,
        sky.turbines,
        town_life.rainy_street,
        town_life.stadium,
    )
}


@lru_cache
def catalogue():
    """Return the pictures by key, in the order of pictures.toml; each is a dict with the fields of that file."""
    return {picture["key"]: picture for picture in tomllib.loads(SHEET.read_text(encoding="utf-8"))["picture"]}


def draw(key):
    """Return the picture as JPEG bytes, the same bytes at every call; raise KeyError for a key that is not listed."""
    picture = catalogue()[key]
    canvas = Canvas(key, *SIZES[picture["format"]])
    DRAWINGS[picture["draw"]](canvas, **picture["params"])
    file = BytesIO()
    canvas.finish().save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()
