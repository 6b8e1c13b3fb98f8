"""Pictures that live from their sky: dusk, night, storm, hills, marsh."""

from math import cos, pi, radians, sin

from .canvas import mix
from .town import cloud, gull, house, houses, hull, mast, star_field

SUNSET = ((0, "#1f2350"), (0.3, "#57407f"), (0.5, "#b8577a"), (0.62, "#f08a5d"), (0.7, "#fbd38b"), (1, "#fbd38b"))


def dusk_skyline(canvas, *, sky=SUNSET, clouds="#e58a86", belfry=520):
    """Draw the harbour front at nightfall, mirrored in the basin; sky is a gradient, belfry where the tower stands."""
    c = canvas
    c.fill(sky)
    c.glow(1120, 640, 420, "#ffe8b0", 0.9)
    c.oval(1120, 628, 38, 38, "#fff4d2")
    for x, y, width in ((300, 260, 520), (820, 190, 640), (1330, 330, 460), (520, 420, 420)):
        cloud(c, x, y, width, clouds, alpha=0.5, blur=16)
    c.polygon(c.ridge(630, 26), "#7a4a78")
    houses(c, 680, (-20, 1620), heights=(40, 90), colours=("#5c3d6b", "#643f6c"), share=0.2)
    houses(c, 690, (60, 980), heights=(80, 170), colours=("#38284f", "#402b55", "#33254a"), share=0.45)
    _belfry(c, belfry, 560)
    for x, height in ((1060, 190), (1110, 240), (1190, 170), (1290, 260), (1350, 210), (1450, 180)):
        hull(c, x - 45, 690, 92, "#241b3a", "#f3b27a")
        mast(c, x, 676, height, "#241b3a")
    c.mirror(690, ripple=6, tint="#2b2450", strength=0.28)
    c.box(0, 686, 1600, 693, "#1d1730")
    c.glints(700, 1060, "#ffe2a8", count=220, middle=1120, spread=90, alpha=0.75)
    _quay_foreground(c)


def _belfry(c, x, base):
    c.box(x - 26, base - 190, x + 26, base + 130, "#33254a")
    c.polygon([(x - 32, base - 190), (x, base - 300), (x + 32, base - 190)], "#251b3b")
    c.oval(x, base - 155, 14, 14, "#ffd58a")


def _quay_foreground(c):
    c.polygon([(0, 1067), (0, 985), (430, 1002), (470, 1067)], "#171126")
    for x in (110, 260, 390):
        c.box(x - 14, 955, x + 14, 1000, "#171126", radius=6)
        c.oval(x, 955, 24, 10, "#171126")
    for x, y, span in ((690, 320, 26), (760, 292, 20), (840, 340, 16)):
        gull(c, x, y, span, "#2a1f3f")


def lighthouse_night(canvas):
    """Draw a lighthouse whose beam crosses the stars."""
    c = canvas
    c.fill([(0, "#070b22"), (0.45, "#13265a"), (0.68, "#2c5280"), (0.7, "#0d2140"), (1, "#050b1c")])
    star_field(c, 720, 380)
    c.polygon([*c.ridge(742, 10)[:-2], (1600, 760), (0, 760)], "#0f2447")
    c.fill([(0, "#1f4b75"), (1, "#061025")], 748)
    x, top = 1090, 250
    c.soft([[(x, top), (-200, top - 190), (-200, top + 90)]], "#fff1bd", blur=14, alpha=0.5)
    c.soft([[(x, top), (1800, top + 10), (1800, top + 120)]], "#fff1bd", blur=12, alpha=0.35)
    c.glints(760, 1050, "#ffedb5", count=150, middle=x - 60, spread=70, alpha=0.5)
    c.glints(760, 1050, "#7fb0d8", count=170, alpha=0.3)
    _rock(c, x)
    _tower(c, x, top)
    c.glow(x, top, 260, "#fff3c4", 0.95)
    c.oval(x, top, 15, 18, "#ffffff")


def _rock(c, x):
    base = [
        (x - 330, 1067),
        (x - 280, 960),
        (x - 190, 905),
        (x - 120, 820),
        (x - 60, 790),
        (x + 70, 785),
        (x + 150, 840),
        (x + 230, 880),
        (x + 330, 975),
        (x + 420, 1067),
    ]
    c.shade(base, [(0, "#233350"), (1, "#060a17")])
    c.polygon([(x - 60, 790), (x - 120, 820), (x - 80, 900), (x - 10, 850)], "#3b5175", 0.7)
    c.polygon([(x + 70, 785), (x + 30, 860), (x + 110, 920), (x + 150, 840)], "#16223b", 0.8)


def _tower(c, x, top):
    def edge(y):
        return 34 + (y - top) * 0.055

    for band in range(6):
        y1 = top + 50 + band * 82
        y2 = y1 + 82
        left, right = ("#e8e2d4", "#8e94a6") if band % 2 == 0 else ("#b83b3b", "#5e1f31")
        c.polygon([(x - edge(y1), y1), (x, y1), (x, y2), (x - edge(y2), y2)], left)
        c.polygon([(x, y1), (x + edge(y1), y1), (x + edge(y2), y2), (x, y2)], mix(left, right, 0.75))
    c.box(x - 50, top + 40, x + 50, top + 54, "#1b2236")
    c.box(x - 26, top - 26, x + 26, top + 40, "#f4d98c", alpha=0.85)
    for side in (-26, -9, 9, 26):
        c.line([(x + side, top - 28), (x + side, top + 40)], "#1b2236", 3)
    c.polygon([(x - 36, top - 26), (x, top - 70), (x + 36, top - 26)], "#7c2432")
    for y in (400, 564):
        c.box(x - 7, y, x + 7, y + 26, "#ffd98a", radius=7)


def star_trails(canvas):
    """Draw one long night's exposure: stars turning about the pole above an island hut."""
    c = canvas
    c.fill([(0, "#050b25"), (0.5, "#10234f"), (0.75, "#274a73"), (0.86, "#7d7b86"), (1, "#c89b6d")])
    pole = (610, 470)
    for _ in range(520):
        radius = c.dice.random() ** 0.6 * 1350 + 6
        start = c.dice.uniform(0, 360)
        colour = c.dice.choice(("#ffffff", "#ffe2b3", "#bcd6ff", "#e5ecff", "#ffcf9a"))
        c.arc(
            *pole,
            radius,
            (start, start + c.dice.uniform(24, 44)),
            colour,
            alpha=c.dice.uniform(0.2, 0.85),
            width=c.dice.choice((0.6, 0.9, 1.3, 1.9)),
        )
    c.oval(*pole, 3, 3, "#ffffff")
    c.polygon(c.ridge(905, 28), "#12203a")
    c.polygon(c.ridge(965, 22), "#0a1424")
    house(c, (1090, 940), (150, 84), "#0b1424", "#ffcf78", 1)
    c.glow(1165, 900, 170, "#ffb85c", 0.35)
    for x in range(30, 1600, 13):
        tall = c.dice.uniform(8, 46)
        c.line([(x, 1067), (x + c.dice.uniform(-10, 10), 1030 - tall)], "#050a14", 2.4)
    c.box(0, 1035, 1600, 1067, "#050a14")


def turbines(canvas):
    """Draw five wind turbines on summer hills."""
    c = canvas
    c.fill([(0, "#5fa8d3"), (0.4, "#b9dfe6"), (0.65, "#f9efcf"), (1, "#f9efcf")])
    c.glow(330, 300, 380, "#fff6d0", 0.9)
    for x, y, width in ((950, 200, 420), (1380, 300, 380), (560, 150, 320)):
        cloud(c, x, y, width, "#ffffff", alpha=0.9, blur=8)
    c.polygon(c.ridge(600, 60), "#9cc3b5")
    c.polygon(c.ridge(660, 60), "#7bb08f")
    for x, base, size in ((330, 690, 210), (620, 660, 260), (1290, 690, 230)):
        _turbine(c, x, base, size)
    c.polygon(c.ridge(745, 55), "#5b9a6c")
    for x, base, size in ((930, 800, 420), (1480, 780, 330)):
        _turbine(c, x, base, size)
    c.polygon(c.ridge(850, 46), "#d9b95b")
    _furrows(c)


def _turbine(c, x, base, size):
    width = size * 0.022
    c.polygon(
        [(x - width, base), (x - width * 0.45, base - size), (x + width * 0.45, base - size), (x + width, base)],
        "#fbfaf5",
    )
    c.polygon([(x, base), (x, base - size), (x + width * 0.45, base - size), (x + width, base)], "#c9d3d6")
    turn = c.dice.uniform(0, 120)
    hub = (x, base - size)
    for blade in range(3):
        angle = radians(turn + 120 * blade)
        tip = (hub[0] + cos(angle) * size * 0.56, hub[1] + sin(angle) * size * 0.56)
        mid = (hub[0] + cos(angle + 0.16) * size * 0.15, hub[1] + sin(angle + 0.16) * size * 0.15)
        c.polygon([hub, mid, tip], "#ffffff")
        c.line([hub, tip], "#dfe6e8", max(1, size * 0.006))
    c.oval(*hub, size * 0.022, size * 0.022, "#e9eeee")


def _furrows(c):
    for i in range(46):
        x = -700 + i * 65
        c.line([(800 + (x - 100) * 0.5, 905), (x, 1067)], "#b8923e", 2 + i % 3, 0.45)
    for x in range(-10, 1620, 36):
        r = c.dice.uniform(14, 30)
        c.oval(x, 902 + 18 * sin(x / 140), r, r * 0.8, c.dice.choice(("#3f7d55", "#356d4c", "#4c8a5c")))


def storm_jetty(canvas):
    """Draw a breaking wave above the end of a jetty."""
    c = canvas
    c.fill([(0, "#20303b"), (0.5, "#54707a"), (0.64, "#a3b3ab"), (1, "#6f8a8b")])
    for x, y, width in ((250, 170, 900), (980, 120, 980), (1500, 260, 700), (560, 330, 700)):
        cloud(c, x, y, width, "#182630", alpha=0.6, blur=30)
    for base, height, colour in ((700, 26, "#4d7078"), (770, 34, "#3c606b"), (850, 36, "#2c4d5a")):
        c.polygon(c.ridge(base, height, waves=5), colour)
    _burst(c, 1010, 760)
    c.polygon([(0, 800), (960, 770), (1010, 770), (1060, 900), (0, 960)], "#2a3036")
    c.polygon([(0, 800), (960, 770), (1010, 770), (0, 826)], "#59626a")
    c.box(860, 560, 912, 776, "#d9dcd2")
    c.box(860, 620, 912, 668, "#2f7d5b")
    c.box(868, 520, 904, 560, "#1f2a30")
    c.glow(886, 540, 130, "#b9ffd0", 0.8)
    c.polygon(c.ridge(985, 30, waves=6), "#1d3a47")
    for _ in range(420):
        x, y = c.dice.uniform(0, 1600), c.dice.uniform(0, 1067)
        c.line([(x, y), (x - 9, y + 26)], "#dfeaea", 1, c.dice.uniform(0.1, 0.35))


def _burst(c, x, y):
    for _ in range(26):
        angle = c.dice.gauss(-pi / 2 + 0.35, 0.5)
        reach = c.dice.uniform(160, 560)
        tip = (x + cos(angle) * reach, y + sin(angle) * reach)
        c.soft([[(x - 130, y + 60), tip, (x + 140, y + 60)]], "#f2f7f4", blur=10, alpha=0.16)
    for _ in range(900):
        angle, reach = c.dice.gauss(-pi / 2 + 0.3, 0.55), abs(c.dice.gauss(0, 300))
        size = c.dice.uniform(0.8, 4.5)
        c.oval(x + cos(angle) * reach, y + sin(angle) * reach, size, size, "#ffffff", c.dice.uniform(0.3, 0.95))


def marsh_dawn(canvas):
    """Draw a salt marsh at sunrise, with its creeks full of sky and geese above."""
    c = canvas
    c.fill([(0, "#f3b9a0"), (0.25, "#f8d3a8"), (0.42, "#fdeec9"), (1, "#fdeec9")])
    c.glow(480, 400, 360, "#fffbe6", 1)
    c.oval(480, 398, 46, 46, "#fffdf0")
    c.polygon(c.ridge(440, 14), "#c99a94")
    c.polygon(c.ridge(468, 8), "#a57d80")
    c.fill([(0, "#8a7a5c"), (0.35, "#5f6b45"), (1, "#26382d")], 470)
    left, right = [], []
    for i in range(60):
        t = i / 59
        x, half = 560 + sin(t * 7.5) * 260 * t + 260 * t, 6 + 190 * t**1.7
        left.append((x - half, 474 + 600 * t))
        right.append((x + half, 474 + 600 * t))
    c.shade(left + right[::-1], [(0, "#fff3cf"), (0.4, "#f6c9a3"), (1, "#b5818c")])
    for _ in range(1500):
        depth = c.dice.random() ** 0.7
        x, y, tall = c.dice.uniform(0, 1600), 480 + 587 * depth, 5 + 40 * depth
        near = min(range(60), key=lambda i: abs(left[i][1] - y))
        if not left[near][0] < x < right[near][0]:
            shade = mix("#b39a5c", "#1d3028", c.dice.uniform(0.2, 1))
            c.line([(x, y), (x + c.dice.uniform(-6, 6), y - tall)], shade, 0.8 + depth * 1.6)
    for i in range(11):
        side = i - 4
        gull(c, 1060 + side * 44, 170 + abs(side) * 26 + side * 5, 20, "#4d3b47", 3)
