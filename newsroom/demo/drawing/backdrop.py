"""What stands behind the people in the portraits: quay, study, shore, football ground."""

from .canvas import mix
from .town import gull, houses, mast


def _quay(c):
    c.fill([(0, "#9cc5cf"), (0.5, "#f1e2c2"), (0.7, "#6f98a0"), (1, "#31596a")])
    houses(
        c,
        c.h * 0.62,
        (-30, c.w + 30),
        heights=(120, 330),
        colours=("#c97f5d", "#dfb184", "#8aa8a3", "#b7664f"),
        lit="#fff0c9",
        share=0.4,
    )
    for x in (90, 240, 880, 990):
        mast(c, x, c.h * 0.66, 420, "#3b4a55", 4)
    c.box(0, c.h * 0.6, c.w, c.h, "#e9dcc3", alpha=0.28)


def _study(c):
    c.fill([(0, "#5a4636"), (1, "#2b221d")])
    for row in range(6):
        y, x = 170 + row * 190, -10
        while x < c.w:
            width, tall = c.dice.uniform(18, 46), c.dice.uniform(110, 160)
            tone = c.dice.choice(("#8c4a3b", "#c79a55", "#4a6670", "#7f8560", "#d9c7a0", "#613a4a"))
            c.box(x, y - tall, x + width - 3, y, mix(tone, "#2b221d", 0.35))
            x += width
        c.box(0, y, c.w, y + 16, "#3a2a20")
    c.soft([[(0, 0), (c.w, 0), (c.w, c.h), (0, c.h)]], "#3a2a20", blur=1, alpha=0.35)


def _shore(c):
    c.fill(
        [
            (0, "#6aa6bd"),
            (0.42, "#dfe9dd"),
            (0.5, "#f7e7c4"),
            (0.5, "#4f93a0"),
            (0.66, "#86b5a8"),
            (0.7, "#d5c293"),
            (1, "#b0935f"),
        ]
    )
    for i in range(9):
        c.line([(i * 150 - 60, c.h * 0.62), (i * 150 - 20, c.h * 0.74)], "#4a4438", 8, 0.7)
    for x, y in ((180, 240), (260, 200), (860, 270), (930, 330)):
        gull(c, x, y, 24, "#405562")


def _pitch(c):
    c.fill([(0, "#16233f"), (0.45, "#2f4a6e"), (0.5, "#3c7d4c"), (1, "#1f5533")])
    for x in range(-20, c.w, 26):
        for row in range(9):
            tone = c.dice.choice(("#c9a27f", "#3c3550", "#7a4a55", "#e0c9a0", "#26314a"))
            c.oval(x + c.dice.uniform(-6, 6), 330 + row * 32, 11, 13, mix(tone, "#16233f", 0.45))
    for x in (150, 900):
        c.glow(x, 110, 330, "#f3f8ff", 0.9)
    for i in range(8):
        c.box(0, 670 + i * 90, c.w, 715 + i * 90, "#2f7443", alpha=0.5)


SCENES = {"quay": _quay, "study": _study, "shore": _shore, "pitch": _pitch}
