"""Pictures of the shore seen from above or from the path: oyster beds, swimmers, seals, cyclists."""

from math import cos, pi, sin

from .canvas import mix
from .town import cloud, gull


def oyster_beds(canvas):
    """Draw oyster racks at low tide, seen from a drone."""
    c = canvas
    c.fill([(0, "#3f8a92"), (0.35, "#6fb0a4"), (0.6, "#c9bf94"), (1, "#b79f72")])
    for _ in range(9):
        x, y = c.dice.uniform(0, 1600), c.dice.uniform(100, 1000)
        blob = [
            (x + cos(a * pi / 8) * c.dice.uniform(120, 300), y + sin(a * pi / 8) * c.dice.uniform(30, 90))
            for a in range(16)
        ]
        c.soft([blob], c.dice.choice(("#2f7480", "#d9cfa5", "#8fbfae")), blur=30, alpha=0.5)
    for block in range(5):
        for row in range(11):
            x, y = 90 + block * 300 + row * 9, 130 + row * 74 + block * 14
            if c.dice.random() < 0.93:
                _rack(c, x, y, 215)
    c.polygon([(0, 470), (1600, 610), (1600, 640), (0, 500)], "#a98f63", 0.7)
    for x in (500, 540):
        c.line([(0, x - 18), (1600, x + 122)], "#7e6a48", 3, 0.6)
    _tractor(c, 760, 556)
    for _ in range(14):
        gull(c, c.dice.uniform(60, 1540), c.dice.uniform(60, 1000), 12, "#ffffff", 3)


def _rack(c, x, y, length):
    c.polygon([(x + 8, y + 16), (x + length + 8, y + 30), (x + length + 4, y + 48), (x + 4, y + 34)], "#2b4a4a", 0.45)
    for i in range(9):
        left = x + i * length / 9
        tone = mix("#2f4a47", "#6d7f62", c.dice.random())
        c.polygon(
            [
                (left, y + i * 1.6),
                (left + 21, y + 2 + i * 1.6),
                (left + 20, y + 26 + i * 1.6),
                (left - 1, y + 24 + i * 1.6),
            ],
            tone,
        )
        c.line([(left + 3, y + 8 + i * 1.6), (left + 18, y + 9 + i * 1.6)], "#a9b490", 1.4, 0.6)


def _tractor(c, x, y):
    c.box(x + 8, y + 14, x + 190, y + 76, "#3c3a2c", alpha=0.35, radius=8)
    c.box(x, y, x + 110, y + 58, "#c9863d", radius=4)
    for i in range(4):
        c.box(x + 8 + i * 25, y + 8, x + 28 + i * 25, y + 50, mix("#2f4a47", "#79876a", i / 4))
    c.box(x + 118, y + 4, x + 186, y + 54, "#2c6e9e", radius=10)
    c.box(x + 132, y + 12, x + 160, y + 46, "#bfe0ea", radius=4)
    c.oval(x - 36, y + 24, 13, 13, "#f0c23f")
    c.oval(x - 30, y + 84, 13, 13, "#e0563f")


def swimmers(canvas):
    """Draw a crowd of swimmers with bright caps, seen from above."""
    c = canvas
    c.fill([(0, "#0d4f74"), (0.5, "#177a94"), (1, "#3fb0ad")])
    for _ in range(240):
        x, y, r = c.dice.uniform(-40, 1640), c.dice.uniform(-40, 1100), c.dice.uniform(24, 70)
        start = c.dice.uniform(180, 250)
        c.arc(x, y, r, (start, start + c.dice.uniform(40, 80)), "#a7e3e0", alpha=c.dice.uniform(0.08, 0.3), width=2)
    caps = ("#f4e04d", "#ef5b4c", "#ffffff", "#f79a3e", "#ff8fb1")
    spots = []
    while len(spots) < 58:
        x, y = c.dice.uniform(40, 1560), c.dice.uniform(40, 1030)
        inside = abs(y - (900 - x * 0.45)) < 270
        if inside and all((x - a) ** 2 + (y - b) ** 2 > 88**2 for a, b in spots):
            spots.append((x, y))
            _swimmer(c, x, y, c.dice.choice(caps))
    _kayak(c, 1330, 760)


def _swimmer(c, x, y, cap):
    turn = -0.42 + c.dice.uniform(-0.2, 0.2)
    ahead, aside = (cos(turn), sin(turn)), (-sin(turn), cos(turn))

    def at(forward, side):
        return x + ahead[0] * forward + aside[0] * side, y + ahead[1] * forward + aside[1] * side

    skin = c.dice.choice(("#e7b590", "#c98d63", "#8c5a3c", "#f0c9a8"))
    if c.dice.random() < 0.5:
        c.soft([[at(-95, -16), at(-30, -9), at(-30, 9), at(-95, 16)]], "#e9fffb", blur=7, alpha=0.5)
    for side in (-6, 6):
        c.line([at(-24, side), at(-56, side * c.dice.uniform(0.4, 1.6))], skin, 7)
    reach = c.dice.choice((1, -1))
    c.line([at(8, 11 * reach), at(30, 20 * reach), at(50, 9 * reach)], skin, 6)
    c.line([at(4, -11 * reach), at(-22, -25 * reach)], skin, 6)
    c.line([at(-26, 0), at(10, 0)], c.dice.choice(("#1c2733", "#23304a", "#41223a")), 21)
    c.oval(*at(24, 0), 13, 12, cap)
    c.oval(*at(27, -3), 5, 4, "#ffffff", 0.5)


def _kayak(c, x, y):
    c.polygon([(x - 130, y + 40), (x - 20, y - 16), (x + 130, y - 60), (x + 30, y + 14)], "#f2c230")
    c.oval(x, y - 8, 24, 15, "#30342f")
    c.oval(x, y - 10, 13, 13, "#d9483b")
    c.line([(x - 56, y - 74), (x + 60, y + 62)], "#f6f2e6", 5)
    c.oval(x - 60, y - 80, 11, 18, "#1f2c38")
    c.oval(x + 64, y + 68, 11, 18, "#1f2c38")


def seal_bank(canvas):
    """Draw seals resting on a sandbank at ebb."""
    c = canvas
    c.fill([(0, "#a7c3cc"), (0.3, "#dbe4df"), (0.4, "#f0ead8"), (1, "#f0ead8")])
    cloud(c, 420, 190, 620, "#ffffff", alpha=0.8)
    cloud(c, 1240, 240, 520, "#ffffff", alpha=0.7)
    c.polygon([*c.ridge(430, 14)[:-2], (1600, 450), (0, 450)], "#93a9ae")
    c.fill([(0, "#8fb4bb"), (1, "#4d8492")], 446)
    c.glints(450, 700, "#f3fbfa", count=220, alpha=0.5)
    c.shade(c.ridge(640, 20), [(0, "#e7d3a6"), (0.5, "#c9ab76"), (1, "#8f744e")])
    for _ in range(70):
        y = c.dice.uniform(720, 1060)
        c.oval(c.dice.uniform(0, 1600), y, c.dice.uniform(40, 170), 3, "#a3855a", 0.35)
    for x, y, size, way in (
        (240, 650, 130, 1),
        (470, 668, 150, -1),
        (1250, 660, 150, 1),
        (1480, 655, 120, -1),
        (760, 720, 210, 1),
        (1080, 790, 260, -1),
        (360, 830, 300, 1),
    ):
        _seal(c, x, y, size, way)


def _seal(c, x, y, size, way):
    def at(along, up):
        return x + way * size * along, y - size * up

    coat = c.dice.choice(("#5d5a5a", "#777067", "#8d8271", "#4a4d54"))
    dark = mix(coat, "#101014", 0.45)
    lift = [(t / 24, 0.3 * max(0, t / 24 - 0.72) / 0.28) for t in range(25)]
    back = [at((t - 0.5) * 1.6, 0.05 + 0.34 * sin(pi * t**0.75) + neck) for t, neck in lift]
    c.soft([[at(-0.9, 0), at(0.9, 0), at(0.8, -0.14), at(-0.8, -0.14)]], "#5c4a33", blur=10, alpha=0.6)
    belly = [at(0.82, 0.18), at(0.45, -0.06), at(-0.7, -0.05)]
    c.shade(back + belly, [(0, mix(coat, "#ffffff", 0.35)), (0.5, coat), (1, dark)])
    for place, width, height, colour in (
        (at(0.84, 0.36), 0.17, 0.145, mix(coat, "#ffffff", 0.15)),
        (at(0.96, 0.32), 0.09, 0.07, mix(coat, "#ffffff", 0.4)),
        (at(1.03, 0.34), 0.026, 0.02, "#17171c"),
        (at(0.9, 0.39), 0.027, 0.03, "#101014"),
    ):
        c.oval(*place, size * width, size * height, colour)
    c.polygon([at(-0.7, 0.05), at(-1.02, 0.2), at(-1, -0.04)], coat)
    c.polygon([at(0.3, 0.05), at(0.2, -0.12), at(0.48, -0.08)], dark)
    for _ in range(16):
        spot = at(c.dice.uniform(-0.5, 0.45), c.dice.uniform(0.06, 0.26))
        c.oval(*spot, size * 0.016, size * 0.012, mix(coat, "#101014", 0.6), 0.6)


def dyke_path(canvas):
    """Draw two cyclists on the dyke between the polder and the sea."""
    c = canvas
    c.fill([(0, "#88bcd6"), (0.35, "#d5e8e4"), (0.5, "#fdf0d2"), (1, "#fdf0d2")])
    for x, y, width in ((420, 210, 560), (1150, 160, 620), (880, 330, 360)):
        cloud(c, x, y, width, "#ffffff", alpha=0.9, blur=9)
    c.fill([(0, "#7fb2b4"), (1, "#3c7f8c")], 560)
    c.glints(564, 760, "#ffffff", count=150, alpha=0.5)
    c.shade([(0, 760), (1600, 640), (1600, 1067), (0, 1067)], [(0, "#a6b95b"), (0.5, "#7c9a4b"), (1, "#47683a")])
    c.polygon([(0, 772), (1600, 652), (1600, 676), (0, 812)], "#e3d2ad")
    for _ in range(620):
        x = c.dice.uniform(0, 1600)
        y = 812 - x * 0.085 + c.dice.random() * 260
        c.line(
            [(x, y), (x + c.dice.uniform(-7, 9), y - c.dice.uniform(10, 34))],
            c.dice.choice(("#5e7d3c", "#b9c46a", "#d8c671", "#3e5c34")),
            2,
        )
    _cyclist(c, 560, 752, 190, "#d9483b")
    _cyclist(c, 1040, 712, 160, "#2b5d8b")
    for x, y in ((1320, 330), (1380, 300), (1300, 380)):
        gull(c, x, y, 22, "#4a5a66")


def _cyclist(c, x, y, size, colour):
    r, ink = size * 0.24, "#22303a"
    for wheel in (x - size * 0.36, x + size * 0.36):
        c.ring(wheel, y - r, r, r, ink, width=4)
        for i in range(6):
            c.line([(wheel - r * cos(i), y - r - r * sin(i)), (wheel + r * cos(i), y - r + r * sin(i))], ink, 0.8, 0.5)
    seat, bar, crank = (x - size * 0.16, y - size * 0.62), (x + size * 0.26, y - size * 0.66), (x, y - size * 0.22)
    c.line([(x - size * 0.36, y - r), crank, bar, seat, crank], colour, 5)
    c.line([(x + size * 0.36, y - r), bar], colour, 5)
    hip, shoulder = (seat[0], seat[1] - size * 0.06), (x + size * 0.06, y - size * 1.08)
    c.line([hip, (x + size * 0.14, y - size * 0.48), (crank[0], crank[1] + size * 0.08)], "#2a3346", size * 0.11)
    c.line([hip, shoulder], mix(colour, "#f6d57a", 0.6), size * 0.2)
    c.line([shoulder, (x + size * 0.2, y - size * 0.84), bar], mix(colour, "#f6d57a", 0.5), size * 0.08)
    c.oval(shoulder[0] + size * 0.06, shoulder[1] - size * 0.17, size * 0.1, size * 0.115, "#d9a483")
    c.polygon(
        [
            (shoulder[0] - size * 0.06, shoulder[1] - size * 0.19),
            (shoulder[0] + size * 0.06, shoulder[1] - size * 0.31),
            (shoulder[0] + size * 0.18, shoulder[1] - size * 0.2),
        ],
        colour,
    )
