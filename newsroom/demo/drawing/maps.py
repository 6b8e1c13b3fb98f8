"""Maps: the streets of an old quarter, and the weather with its isobars and fronts."""

from math import atan2, cos, exp, pi, sin

from .canvas import mix
from .lettering import write
from .town import cloud

LAND, WATER, STREET, INK = "#f2e6cd", "#8fbccb", "#fffdf5", "#3c3a35"


def streets(canvas, *, title, water, names, places, legend):
    """Draw a quarter between two basins; names are (x, y, street), places (number, x, y), legend three words."""
    c = canvas
    c.fill([(0, LAND), (1, mix(LAND, "#e4d2ac", 0.6))])
    _blocks(c)
    shore = [
        (0, 790),
        (300, 770),
        (420, 800),
        (640, 740),
        (830, 770),
        (1010, 720),
        (1240, 690),
        (1600, 700),
        (1600, 1067),
        (0, 1067),
    ]
    c.shade(shore, [(0, WATER), (1, "#5d97ad")])
    c.line(shore[:8], "#4d6b74", 5)
    c.polygon([(980, 250), (1180, 230), (1230, 700), (1040, 715)], WATER)
    c.line([(1040, 715), (980, 250), (1180, 230), (1230, 700)], "#4d6b74", 4)
    for points, width in (
        ([(0, 560), (500, 500), (985, 470)], 44),
        ([(420, 0), (470, 500), (640, 740)], 36),
        ([(1210, 480), (1600, 420)], 40),
    ):
        c.line(points, "#c9b88f", width + 6)
        c.line(points, STREET, width)
    c.line([(960, 474), (1230, 476)], "#3f5b66", 26)
    c.line([(960, 474), (1230, 476)], "#e0a33a", 14)
    c.line([(40, 745), (300, 728), (430, 758), (640, 700), (830, 730), (985, 690)], "#c9483b", 9)
    for x, y, words in names:
        write(c, x, y, words, INK, size=24, anchor="middle")
    write(c, 420, 930, water, "#2c5c70", size=38, anchor="middle")
    for number, x, y in places:
        c.oval(x, y, 25, 25, "#c9483b")
        write(c, x, y + 10, number, "#ffffff", size=28, anchor="middle")
    _key(c, title, legend)


def _blocks(c):
    for column in range(15):
        for row in range(9):
            x, y = column * 112 + (row % 2) * 26 - 30, row * 92 - 20
            tone = c.dice.choice(("#e6d3ab", "#dfc79a", "#ead9b6", "#d9c092"))
            if c.dice.random() < 0.09:
                tone = "#b9cf9a"
            w, h, lean = c.dice.uniform(76, 98), c.dice.uniform(56, 76), c.dice.uniform(-8, 8)
            c.polygon([(x, y), (x + w, y + lean), (x + w + lean, y + h), (x - lean, y + h)], tone)
            if tone != "#b9cf9a":
                c.polygon(
                    [
                        (x + w * 0.34, y + h * 0.36),
                        (x + w * 0.7, y + h * 0.36 + lean / 2),
                        (x + w * 0.68, y + h * 0.7),
                        (x + w * 0.33, y + h * 0.7),
                    ],
                    LAND,
                )


def _key(c, title, legend):
    c.box(1080, 800, 1560, 1030, "#fffaf0", radius=10)
    write(c, 1110, 856, title, INK, size=32)
    for i, (colour, words) in enumerate(zip(("#c9483b", "#e0a33a", "#b9cf9a"), legend, strict=True)):
        c.box(1110, 886 + i * 46, 1150, 900 + i * 46, colour, radius=4)
        write(c, 1170, 902 + i * 46, words, INK, size=25)
    c.polygon([(1500, 60), (1524, 130), (1500, 114), (1476, 130)], INK)
    write(c, 1500, 166, "N", INK, size=32, anchor="middle")


def isobars(canvas, *, title, low, high, coast, source):
    """Draw a deep low and its fronts off the coast; low, high and coast are the words for them."""
    c = canvas
    c.fill([(0, "#a9cbd6"), (1, "#7fb0c2")])
    land = [
        (1600, 0),
        (1120, 0),
        (1080, 120),
        (1160, 220),
        (1090, 330),
        (1150, 430),
        (1060, 540),
        (1120, 660),
        (1010, 760),
        (1080, 880),
        (1040, 1067),
        (1600, 1067),
    ]
    c.shade(land, [(0, "#e8dcb6"), (1, "#cdbf8e")])
    c.line(land[1:-1], "#8f8257", 4)
    centre = (500, 420)
    for x, y, width in ((620, 330, 700), (760, 560, 560), (450, 620, 420)):
        cloud(c, x, y, width, "#ffffff", alpha=0.5, blur=26)
    for ring in range(1, 12):
        _isobar(c, centre, ring)
    _front(c, [(540, 440), (760, 400), (960, 470), (1120, 600), (1210, 760)], "#c9483b", round_teeth=True)
    _front(c, [(520, 460), (600, 620), (620, 800), (560, 980), (500, 1067)], "#2b4f9e", round_teeth=False)
    write(c, centre[0], centre[1] + 26, low, "#b32f2f", size=92, anchor="middle")
    write(c, centre[0], centre[1] + 66, "972", "#b32f2f", size=30, anchor="middle")
    write(c, 1430, 330, high, "#2b4f9e", size=92, anchor="middle")
    write(c, 1430, 372, "1028", "#2b4f9e", size=30, anchor="middle")
    c.oval(1104, 690, 11, 11, "#22313d")
    write(c, 1078, 702, coast, "#22313d", size=34, anchor="right")
    c.box(0, 0, 1600, 92, "#22313d", alpha=0.9)
    write(c, 50, 62, title, "#fff8e6", size=42)
    write(c, 50, 1034, source, "#22313d", size=24)


def _isobar(c, centre, ring):
    points = []
    for i in range(121):
        angle = i / 120 * 2 * pi
        radius = ring * 84 * (1 + 0.16 * sin(angle + 0.6) + 0.07 * sin(3 * angle + ring * 0.3)) * (1 + 0.04 * ring)
        points.append((centre[0] + radius * 1.25 * cos(angle), centre[1] + radius * 0.86 * sin(angle)))
    c.line(points, "#22313d", 2.6, 0.75)
    x, y = points[18]
    if ring % 2 == 0 and 40 < x < 1560 and 120 < y < 1000:
        c.box(x - 36, y - 18, x + 36, y + 16, "#eef3ee", alpha=0.9, radius=6)
        write(c, x, y + 9, str(972 + ring * 5), "#22313d", size=25, anchor="middle")


def _front(c, points, colour, *, round_teeth):
    path = _smooth(points)
    c.line(path, colour, 7)
    for i in range(6, len(path) - 4, 9):
        (x, y), (x2, y2) = path[i], path[i + 1]
        angle = atan2(y2 - y, x2 - x) - pi / 2
        if round_teeth:
            turn = angle * 180 / pi
            c.pen.pieslice([v * 2 for v in (x - 19, y - 19, x + 19, y + 19)], turn - 90, turn + 90, fill=colour)
        else:
            tip = (x + cos(angle) * 32, y + sin(angle) * 32)
            along = (cos(angle + pi / 2) * 17, sin(angle + pi / 2) * 17)
            c.polygon([(x - along[0], y - along[1]), tip, (x + along[0], y + along[1])], colour)


def _smooth(points):
    path, last = [], len(points) - 1
    for i in range(61):
        t = i / 60 * last
        weights = [exp(-((t - k) ** 2) / 0.5) for k in range(last + 1)]
        total = sum(weights)
        path.append(
            (
                sum(w * p[0] for w, p in zip(weights, points, strict=True)) / total,
                sum(w * p[1] for w, p in zip(weights, points, strict=True)) / total,
            )
        )
    return path
