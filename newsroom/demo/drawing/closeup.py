"""Close pictures: plankton under the lens, a book on a table, boxes of fish."""

from math import cos, pi, sin

from .canvas import mix
from .lettering import write


def plankton(canvas):
    """Draw diatoms, copepods and larvae in the round field of a microscope."""
    c = canvas
    c.fill([(0, "#03080f"), (1, "#050d18")])
    c.glow(800, 533, 640, "#1d7f96", 1)
    c.oval(800, 533, 500, 500, "#0e4f63")
    c.glow(800, 480, 500, "#57c3c0", 0.85)
    for _ in range(130):
        a, r = c.dice.uniform(0, 2 * pi), 480 * c.dice.random() ** 0.5
        c.oval(800 + r * cos(a), 533 + r * sin(a), *[c.dice.uniform(1, 5)] * 2, "#d9fff2", c.dice.uniform(0.1, 0.5))
    for x, y, r, tone in (
        (560, 330, 92, "#f3d27a"),
        (1050, 420, 70, "#b4e06a"),
        (690, 780, 78, "#8fe3c4"),
        (1130, 690, 52, "#f3d27a"),
        (420, 560, 48, "#d0f0a0"),
    ):
        _disc(c, x, y, r, tone)
    for x, y, angle in ((800, 250, 0.3), (960, 860, -0.5), (420, 730, 0.9)):
        _chain(c, x, y, angle)
    _copepod(c, 830, 540)
    c.ring(800, 533, 506, 506, "#02060b", width=34)
    c.ring(800, 533, 488, 488, "#9fe8df", alpha=0.25, width=3)
    c.line([(1000, 940), (1130, 940)], "#e9fff8", 5)
    write(c, 1065, 922, "200 um", "#e9fff8", size=24, anchor="middle")


def _disc(c, x, y, r, tone):
    c.glow(x, y, r * 1.7, tone, 0.4)
    c.oval(x, y, r, r, tone, 0.35)
    for ring in range(1, 6):
        c.ring(x, y, r * ring / 5, r * ring / 5, mix(tone, "#ffffff", 0.4), alpha=0.7, width=2)
        for i in range(ring * 6):
            a = i / (ring * 6) * 2 * pi
            c.oval(x + cos(a) * r * (ring - 0.5) / 5, y + sin(a) * r * (ring - 0.5) / 5, 2.6, 2.6, "#ffffff", 0.7)
    for i in range(28):
        a = i / 28 * 2 * pi
        c.line([(x + cos(a) * r, y + sin(a) * r), (x + cos(a) * r * 1.2, y + sin(a) * r * 1.2)], tone, 1.4, 0.6)


def _chain(c, x, y, angle):
    for i in range(-4, 5):
        cx, cy = x + i * 34 * cos(angle), y + i * 34 * sin(angle) + 10 * sin(i)
        c.oval(cx, cy, 17, 15, "#bff0a8", 0.5)
        c.ring(cx, cy, 17, 15, "#effff0", alpha=0.8, width=2)
        c.oval(cx, cy, 6, 6, "#e8a84a", 0.9)
        for side in (-1, 1):
            c.line([(cx, cy + side * 14), (cx + side * 16, cy + side * 64)], "#dffbe8", 1.2, 0.6)


def _copepod(c, x, y):
    body = [(x + 62 * sin(t) * (1 - 0.25 * cos(t)), y - 128 * cos(t)) for t in (i / 40 * 2 * pi for i in range(40))]
    c.glow(x, y, 240, "#ffb98a", 0.4)
    for side in (-1, 1):
        feeler = [
            (x + side * (22 + 210 * t), y - 104 - 60 * sin(t * pi) + 90 * t * t) for t in (i / 12 for i in range(13))
        ]
        c.line(feeler, "#ffd9b0", 4, 0.9)
        for px, py in feeler[2::2]:
            c.line([(px, py), (px + side * 8, py - 22)], "#ffd9b0", 1.4, 0.8)
        for i in range(4):
            c.line(
                [(x + side * 46, y - 50 + i * 34), (x + side * 92, y - 20 + i * 38), (x + side * 74, y + 10 + i * 40)],
                "#ffcf9f",
                3,
                0.8,
            )
        c.line([(x + side * 10, y + 220), (x + side * 46, y + 300)], "#ffd9b0", 3)
    c.polygon([(x - 22, y + 110), (x + 22, y + 110), (x + 12, y + 226), (x - 12, y + 226)], "#f29a6a", 0.9)
    c.shade(body, [(0, "#ffe3bd"), (0.5, "#f7a873"), (1, "#c9603f")])
    for i in range(5):
        c.arc(x, y - 150 + i * 44, 66, (50, 130), "#a34a33", alpha=0.6, width=3)
    c.oval(x, y - 96, 11, 11, "#b3202a")
    c.oval(x - 3, y - 99, 4, 4, "#ffffff")
    for i in range(8):
        c.oval(x - 70 + (i % 2) * 20, y + 120 + i * 9, 15, 15, "#7fd0e8", 0.6)


def book_still_life(canvas, *, title, author):
    """Draw a novel standing on a table, with a cup, a shell and a lamp; title is a list of lines."""
    c, w = canvas, canvas.w
    c.fill([(0, "#27424a"), (0.62, "#3f6a6b"), (0.68, "#8c5a3a"), (1, "#5a3622")])
    c.glow(w * 0.8, 160, 620, "#ffe1a3", 0.75)
    for i in range(7):
        c.line([(0, 950 + i * 58), (w, 930 + i * 62)], "#4a2b1b", 3, 0.5)
    c.soft([[(300, 1010), (860, 1000), (1000, 1090), (330, 1100)]], "#22130c", blur=20, alpha=0.6)
    c.polygon([(760, 250), (812, 286), (812, 1010), (760, 1040)], "#efe3c6")
    for i in range(9):
        c.line([(764 + i * 5, 256 + i * 4), (764 + i * 5, 1036 - i * 3)], "#c9b68d", 1.2, 0.8)
    c.shade(
        [(260, 250), (760, 250), (760, 1040), (260, 1040)],
        [(0, "#e8c98a"), (0.38, "#dd8a5c"), (0.6, "#8c4a5c"), (1, "#22344f")],
    )
    c.oval(560, 470, 74, 74, "#fff1cf")
    for i in range(9):
        y = 640 + i * 42
        wave = [(260 + x, y + 10 * sin(x / 46 + i * 1.3)) for x in range(0, 501, 10)]
        c.line(wave, "#f6dcae", 3, 0.6)
    c.polygon([(330, 640), (430, 640), (412, 668), (346, 668)], "#1c2236")
    c.polygon([(378, 636), (378, 540), (430, 626)], "#fff5dd")
    c.box(260, 250, 276, 1040, "#000000", alpha=0.18)
    for i, line in enumerate(title):
        write(c, 512, 330 + i * 62, line, "#2a2136", size=50, anchor="middle")
    write(c, 512, 1000, author, "#fbe9c6", size=30, anchor="middle")
    _cup(c, 880, 1120)
    _shell(c, 250, 1170)


def _cup(c, x, y):
    c.oval(x, y + 40, 150, 34, "#3a2216", 0.6)
    c.oval(x, y + 22, 140, 34, "#f3ead8")
    c.ring(x + 96, y - 60, 44, 52, "#f3ead8", width=16)
    c.shade(
        [(x - 100, y - 130), (x + 100, y - 130), (x + 74, y + 20), (x - 74, y + 20)], [(0, "#fbf5e8"), (1, "#d9c9ad")]
    )
    c.oval(x, y - 130, 100, 24, "#efe3ca")
    c.oval(x, y - 127, 88, 18, "#5a3320")
    for shift in (-24, 20):
        c.soft(
            [
                [(x + shift + 14 * sin(t / 3), y - 150 - t * 12) for t in range(14)]
                + [(x + shift + 20 + 14 * sin(t / 3), y - 150 - t * 12) for t in range(13, -1, -1)]
            ],
            "#ffffff",
            blur=10,
            alpha=0.5,
        )


def _shell(c, x, y):
    c.oval(x + 8, y + 20, 120, 22, "#2e1a10", 0.5)
    fan = [
        (x + 118 * cos(a), y + 10 - 150 * sin(a) * (0.94 + 0.06 * cos(a * 22)))
        for a in (i / 60 * pi for i in range(61))
    ]
    c.shade([*fan, (x - 30, y + 26), (x + 30, y + 26)], [(0, "#f7d3bd"), (1, "#c97d6d")])
    for i in range(1, 12):
        a = i / 12 * pi
        c.line([(x, y + 20), (x + 112 * cos(a), y + 10 - 138 * sin(a))], "#a85f55", 3, 0.7)


def fish_boxes(canvas):
    """Draw boxes of fish on ice, seen from above at the auction."""
    c = canvas
    c.fill([(0, "#33484f"), (1, "#1d2c33")])
    tones = (
        ("#7fa3b5", "#e7eff0"),
        ("#c98a5e", "#f3dcc0"),
        ("#d2695a", "#f7d3c4"),
        ("#8c97a0", "#f0f2ee"),
        ("#6c7f5c", "#dfe3c4"),
        ("#9a7f9e", "#efe0ec"),
    )
    for row in range(2):
        for column in range(3):
            _crate(c, 50 + column * 510, 40 + row * 510, tones[row * 3 + column])


def _crate(c, x, y, tones):
    c.box(x + 10, y + 14, x + 494, y + 490, "#0c1519", alpha=0.5, radius=16)
    c.box(x, y, x + 480, y + 470, c.dice.choice(("#2b6f9e", "#c9663b", "#d9a63a", "#3f7d6b")), radius=16)
    c.box(x + 22, y + 22, x + 458, y + 448, "#dcecee", radius=8)
    for _ in range(260):
        px, py, r = c.dice.uniform(x + 34, x + 446), c.dice.uniform(y + 34, y + 436), c.dice.uniform(5, 13)
        c.polygon(
            [(px - r, py), (px, py - r), (px + r, py + r * 0.3), (px, py + r)],
            c.dice.choice(("#ffffff", "#c3dde2", "#eef8f8")),
            0.7,
        )
    for i in range(6):
        _fish(c, x + 240 + c.dice.uniform(-16, 16), y + 74 + i * 66, tones)
    c.box(x + 320, y + 396, x + 440, y + 440, "#fffbe9", radius=4)
    write(c, x + 380, y + 429, f"{c.dice.randint(8, 24)} kg", "#27343a", size=27, anchor="middle")


def _fish(c, x, y, tones):
    back, belly = tones
    body = [(x + 165 * cos(t), y + 34 * sin(t) * (1 + 0.3 * cos(t))) for t in (i / 40 * 2 * pi for i in range(40))]
    c.polygon([(x - 140, y), (x - 205, y - 34), (x - 186, y), (x - 205, y + 34)], mix(back, "#1d2c33", 0.25))
    c.shade(body, [(0, mix(back, "#14232b", 0.35)), (0.45, back), (0.7, belly), (1, mix(belly, back, 0.4))])
    c.polygon([(x - 20, y - 30), (x + 30, y - 46), (x + 60, y - 34)], mix(back, "#14232b", 0.4))
    c.arc(x + 70, y, 40, (-50, 50), mix(back, "#14232b", 0.5), width=3)
    c.oval(x + 128, y - 6, 9, 9, "#fdf6d8")
    c.oval(x + 129, y - 6, 5, 5, "#11181c")
    for i in range(9):
        c.arc(x - 90 + i * 18, y - 4, 12, (-70, 70), mix(back, "#ffffff", 0.5), alpha=0.5, width=1.4)
