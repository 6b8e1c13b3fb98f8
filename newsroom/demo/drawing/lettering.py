"""Words inside pictures: the built-in typeface has no accented letters, so that the accents are drawn here."""

import unicodedata
from functools import lru_cache

from PIL import ImageFont

from .canvas import SCALE, rgba

PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "–": "-", "—": "-", "−": "-", "œ": "oe", "×": "x"})
ACUTE, GRAVE, CIRCUMFLEX, DIAERESIS, CEDILLA = "\u0301", "\u0300", "\u0302", "\u0308", "\u0327"


@lru_cache
def typeface(size):
    """Return the typeface at a size in pixels of the enlarged sheet."""
    return ImageFont.load_default(size=size)


def split(words):
    """Return the bare letters, and the accents as a list of (index of the letter, accent)."""
    letters, accents = "", []
    for sign in unicodedata.normalize("NFD", words.translate(PLAIN)):
        if unicodedata.combining(sign):
            accents.append((len(letters) - 1, sign))
        else:
            letters += sign
    return letters, accents


def write(canvas, x, y, words, colour, *, size=26, anchor="left", alpha=1.0):
    """Write one line; y is its baseline, and the anchor (left, middle, right) says what x is."""
    letters, accents = split(words)
    font = typeface(size * SCALE)
    x = x * SCALE - {"left": 0, "middle": 0.5, "right": 1}[anchor] * font.getlength(letters)
    canvas.pen.text((x, y * SCALE), letters, font=font, fill=rgba(colour, alpha), anchor="ls")
    for index, accent in accents:
        _mark(canvas, x + font.getlength(letters[:index]), y * SCALE, letters[index], accent, font, rgba(colour, alpha))


def _mark(canvas, x, y, letter, accent, font, ink):
    left, top, right, _ = font.getbbox(letter, anchor="ls")
    middle, unit = x + (left + right) / 2, font.size / 12
    top = y + top - unit * 0.9
    strokes = {
        ACUTE: [[(-0.8, 0), (0.9, -1.8)]],
        GRAVE: [[(0.8, 0), (-0.9, -1.8)]],
        CIRCUMFLEX: [[(-1.5, 0), (0, -1.6)], [(0, -1.6), (1.5, 0)]],
    }.get(accent, [])
    width = max(1, round(unit))
    for stroke in strokes:
        canvas.pen.line([(middle + a * unit, top + b * unit) for a, b in stroke], fill=ink, width=width)
    if accent == DIAERESIS:
        for side in (-1.2, 1.2):
            canvas.pen.circle((middle + side * unit, top - unit * 0.6), unit * 0.65, fill=ink)
    if accent == CEDILLA:
        canvas.pen.line(
            [(middle, y), (middle + unit, y + unit * 1.4), (middle - unit, y + unit * 2.4)], fill=ink, width=width
        )
