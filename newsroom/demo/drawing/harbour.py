"""Pictures of the working harbour: bridge, ferry, lock, cranes, boats under sail."""

from math import pi, sin

from .canvas import mix
from .town import cloud, gull, houses, hull, mast, person


def swing_bridge(canvas):
    """Draw the swing bridge half open in the morning mist."""
    c = canvas
    c.fill([(0, "#c8d3d0"), (0.45, "#e9e4d6"), (0.66, "#f4e6cc"), (1, "#dcd6c8")])
    c.glow(420, 360, 420, "#fff3d6", 0.9)
    houses(c, 640, (-30, 1640), heights=(60, 150), colours=("#b7c0bd", "#adb8b6"), lit="#cdd2cb", share=0.5)
    c.soft([[(0, 540), (1600, 520), (1600, 680), (0, 690)]], "#eee8da", blur=36, alpha=0.85)
    _truss(c, (150, 690), (1180, 610), "#34525c")
    c.box(560, 660, 760, 760, "#58666a")
    c.box(540, 650, 780, 672, "#3f4d52")
    c.box(610, 520, 710, 600, "#c3523f")
    c.polygon([(600, 520), (660, 480), (720, 520)], "#7c3029")
    c.box(628, 540, 652, 570, "#ffe6a6")
    c.box(668, 540, 692, 570, "#ffe6a6")
    c.polygon([(1290, 640), (1600, 620), (1600, 800), (1290, 790)], "#6d797a")
    c.mirror(770, squash=0.75, ripple=4, tint="#b9c4c2", strength=0.4)
    c.soft([[(-50, 740), (1650, 720), (1650, 830), (-50, 850)]], "#f1ece0", blur=30, alpha=0.8)
    c.soft([[(700, 880), (1650, 860), (1650, 960), (700, 980)]], "#f5f0e4", blur=40, alpha=0.6)
    hull(c, 1020, 920, 250, "#27404a", "#f3ead6")
    c.box(1090, 850, 1170, 886, "#f1e7d2")
    person(c, 1215, 884, 80, "#d8a23a", skin="#6a4b3c")


def _truss(c, start, end, colour):
    (x1, y1), (x2, y2), panels = start, end, 14
    top = [
        (x1 + (x2 - x1) * i / panels, y1 + (y2 - y1) * i / panels - 60 - 130 * sin(pi * i / panels))
        for i in range(panels + 1)
    ]
    foot = [(x1 + (x2 - x1) * i / panels, y1 + (y2 - y1) * i / panels) for i in range(panels + 1)]
    c.line(top, colour, 12)
    c.line(foot, colour, 20)
    for i in range(panels + 1):
        c.line([top[i], foot[i]], colour, 5)
        if i < panels:
            first, second = (foot[i], top[i + 1]) if i < panels / 2 else (top[i], foot[i + 1])
            c.line([first, second], colour, 4)


def ferry_dawn(canvas):
    """Draw the island ferry leaving at daybreak."""
    c = canvas
    c.fill([(0, "#3d6f8f"), (0.3, "#86b3b8"), (0.52, "#f6d9b0"), (0.6, "#f9b98a"), (1, "#f9b98a")])
    for x, y, width in ((350, 210, 600), (1200, 150, 680), (900, 300, 440)):
        cloud(c, x, y, width, "#fbe3c8", alpha=0.65, blur=14)
    c.glow(260, 585, 330, "#fff1c9", 0.9)
    c.polygon([*c.ridge(590, 30)[:-2], (1600, 640), (0, 640)], "#7d8d9b")
    c.fill([(0, "#f0c193"), (0.15, "#8fb0b0"), (1, "#1d4d66")], 620)
    c.glints(628, 1060, "#fff0cf", count=260, middle=300, spread=160, alpha=0.7)
    c.glints(640, 1060, "#123a52", count=240, alpha=0.4)
    c.polygon([(420, 640), (1330, 640), (1260, 790), (500, 790)], "#17344a")
    c.polygon([(430, 668), (1317, 668), (1306, 692), (444, 692)], "#d9483b")
    c.box(520, 560, 1230, 642, "#f7f2e6")
    c.box(600, 490, 1120, 562, "#efe6d3")
    c.polygon([(980, 430), (1150, 430), (1180, 492), (980, 492)], "#f7f2e6")
    c.polygon([(1070, 442), (1142, 442), (1160, 476), (1070, 476)], "#2b4a5c")
    for x in range(545, 1210, 46):
        c.oval(x, 604, 12, 12, "#35586b")
    for x in range(620, 960, 52):
        c.box(x, 512, x + 34, 540, "#ffd98f")
    c.polygon([(700, 400), (790, 400), (800, 492), (690, 492)], "#d9483b")
    c.box(700, 400, 790, 420, "#1f2c38")
    mast(c, 1060, 430, 120, "#1f2c38", 4)
    c.soft([[(745, 396), (520, 330), (250, 345), (240, 300), (560, 290), (760, 380)]], "#6d7b85", blur=22, alpha=0.6)
    c.soft([[(380, 786), (1380, 786), (1500, 830), (240, 840)]], "#ffffff", blur=10, alpha=0.75)
    for x, y, span in ((320, 420, 24), (390, 470, 18), (1360, 400, 28), (1440, 450, 20), (210, 500, 16)):
        gull(c, x, y, span, "#2d3e4d")


def lock_gates(canvas):
    """Draw closed lock gates with barges waiting behind them."""
    c = canvas
    c.fill([(0, "#8fb7c4"), (0.3, "#cfe0da"), (0.42, "#f5ead0"), (1, "#f5ead0")])
    c.polygon(c.ridge(400, 26), "#8aa88f")
    houses(c, 450, (980, 1640), heights=(50, 110), colours=("#c98f6b", "#d8b48a", "#a9705a"), lit="#fbeccb", share=0.3)
    for x in range(-20, 960, 52):
        c.oval(x, 400, 30, 64, c.dice.choice(("#5e8a63", "#6d9a6c", "#4f7a59")))
        c.box(x - 4, 430, x + 4, 470, "#4c3d33")
    c.fill([(0, "#9bbcae"), (1, "#3f6a66")], 450)
    for x, y, length, colour in ((120, 500, 330, "#39424e"), (510, 520, 370, "#7a3b33"), (910, 506, 300, "#2f5a4c")):
        hull(c, x, y, length, colour)
        c.box(x + length * 0.72, y - 96, x + length * 0.9, y - 52, "#f3ead6")
        c.box(x + length * 0.15, y - 74, x + length * 0.62, y - 48, mix(colour, "#d9a441", 0.5))
    _chamber(c)
    for x, colour in ((250, "#c9483b"), (310, "#e0a33a"), (372, "#2f5f8a"), (1290, "#c9483b"), (1356, "#3d7a5c")):
        person(c, x, 700, 112, colour, skin="#d9a98a")
    c.line([(215, 560), (215, 700)], "#4c3d33", 5)
    c.line([(410, 560), (410, 700)], "#4c3d33", 5)
    c.polygon([(205, 560), (420, 560), (420, 604), (205, 604)], "#fbf3df")
    for x in range(232, 400, 30):
        c.box(x, 576, x + 20, 588, "#c9483b")


def _chamber(c):
    c.shade([(0, 640), (560, 600), (560, 1067), (0, 1067)], [(0, "#b9ab93"), (1, "#6c6154")])
    c.shade([(1600, 640), (1040, 600), (1040, 1067), (1600, 1067)], [(0, "#a99a83"), (1, "#5d5348")])
    for row in range(8):
        for x1, x2 in ((0, 560), (1040, 1600)):
            c.line([(x1, 680 + row * 56), (x2, 680 + row * 56)], "#574d42", 2, 0.5)
    c.shade([(560, 600), (800, 640), (800, 1067), (560, 1067)], [(0, "#41685c"), (1, "#1f3a38")])
    c.shade([(1040, 600), (800, 640), (800, 1067), (1040, 1067)], [(0, "#35594f"), (1, "#17302f")])
    for y in (680, 770, 860, 950):
        c.line([(560, y - 30), (800, y), (1040, y - 30)], "#16302d", 10)
    c.line([(800, 640), (800, 1067)], "#0f2423", 6)
    c.polygon([(800, 700), (812, 820), (840, 1067), (770, 1067), (790, 820)], "#e6f2ec", 0.75)
    c.line([(300, 640), (560, 600), (800, 636)], "#e9e2d2", 14)
    c.line([(1300, 640), (1040, 600), (800, 636)], "#d5ccba", 14)
    c.fill([(0, "#2f5752"), (1, "#16302f")], 1010)
    c.glints(1012, 1066, "#dff0ea", count=90, middle=800, spread=200, alpha=0.5)


def cranes(canvas):
    """Draw container cranes and a moored ship against a bright morning."""
    c = canvas
    c.fill([(0, "#f0c75e"), (0.5, "#f6e2ab"), (0.75, "#fbf2d9"), (1, "#fbf2d9")])
    c.oval(1240, 250, 120, 120, "#fdf6e3")
    c.polygon(c.ridge(640, 12), "#d9bf86")
    for x, height, colour in ((180, 430, "#c2473a"), (560, 470, "#244a5e"), (1330, 420, "#c2473a")):
        _crane(c, x, 690, height, colour)
    _stack(c, 690)
    c.polygon([(330, 610), (1330, 610), (1270, 740), (400, 740)], "#1f3542")
    c.polygon([(362, 690), (1293, 690), (1270, 740), (400, 740)], "#96352d")
    c.box(1130, 470, 1240, 612, "#fbf2d9")
    for y in (490, 530, 570):
        c.box(1142, y, 1228, y + 16, "#244a5e")
    c.mirror(742, squash=0.7, ripple=5, tint="#3b6f79", strength=0.5)
    c.glints(750, 898, "#fff6dc", count=160, alpha=0.6)


def _crane(c, x, base, height, colour):
    top = base - height
    for side in (0, 110):
        c.line([(x + side, base), (x + side, top + 60)], colour, 14)
    c.line([(x, base - 150), (x + 110, base - 150)], colour, 10)
    c.line([(x, base - 150), (x + 110, top + 100), (x, top + 100)], colour, 5)
    c.line([(x - 110, top + 60), (x + 330, top + 60)], colour, 16)
    c.line([(x + 20, top + 60), (x + 60, top - 40), (x + 90, top + 60)], colour, 8)
    c.line([(x - 100, top + 56), (x + 60, top - 40), (x + 320, top + 56)], colour, 3)
    c.box(x + 170, top + 66, x + 214, top + 100, mix(colour, "#ffffff", 0.5))
    c.line([(x + 192, top + 100), (x + 192, top + 190)], "#3a3a3a", 2)
    c.box(x + 158, top + 190, x + 228, top + 220, "#3f7d6b")


def _stack(c, base):
    colours = ("#c2473a", "#e08e45", "#3f7d6b", "#2b5d7d", "#efe2c0", "#8c4a5c")
    for column in range(11):
        for row in range(c.dice.randint(1, 4)):
            x, y = 440 + column * 62, 582 - row * 30
            colour = c.dice.choice(colours)
            c.box(x, y, x + 59, y + 28, colour)
            for rib in range(6, 58, 8):
                c.line([(x + rib, y + 4), (x + rib, y + 24)], mix(colour, "#000000", 0.25), 1)


def regatta(canvas):
    """Draw the fleet rounding a buoy under full sail."""
    c = canvas
    c.fill([(0, "#2f7fb5"), (0.35, "#8cc7dd"), (0.46, "#dff0ee"), (1, "#dff0ee")])
    for x, y, width in ((280, 200, 520), (1250, 160, 600), (820, 300, 380)):
        cloud(c, x, y, width, "#ffffff", alpha=0.85, blur=8)
    c.polygon([*c.ridge(470, 26)[:-2], (1600, 500), (0, 500)], "#7f9fa8")
    c.fill([(0, "#5cb0c2"), (0.4, "#1f7799"), (1, "#0b3f63")], 492)
    c.glints(500, 1060, "#e9fbff", count=420, alpha=0.6)
    fleet = [
        (180, 560, 130),
        (420, 545, 120),
        (1370, 560, 140),
        (700, 590, 190),
        (1120, 610, 220),
        (330, 740, 330),
        (880, 860, 470),
    ]
    colours = ["#f4f1e8", "#f3c14b", "#f4f1e8", "#e5604d", "#f4f1e8", "#2d5f8b", "#f7f3ea"]
    for (x, y, size), colour in zip(fleet, colours, strict=True):
        _yacht(c, x, y, size, colour)
    c.oval(1390, 900, 52, 20, "#0b3f63", 0.5)
    c.polygon([(1345, 895), (1435, 895), (1410, 770), (1370, 770)], "#f07b2e")
    c.polygon([(1353, 855), (1427, 855), (1420, 820), (1360, 820)], "#fff3dd")


def _yacht(c, x, y, size, colour):
    lean = size * 0.12
    peak = (x + lean, y - size)
    c.soft(
        [
            [
                (x - size * 0.5, y),
                (x + size * 0.5, y),
                (x + size * 0.4, y + size * 0.12),
                (x - size * 0.6, y + size * 0.1),
            ]
        ],
        "#eafcff",
        blur=6,
        alpha=0.7,
    )
    main = [peak] + [
        (x + lean * (1 - t) - size * 0.42 * sin(t * pi * 0.62), y - size + size * 0.9 * t)
        for t in (0.2, 0.4, 0.6, 0.8, 1)
    ]
    c.shade([*main, (x, y - size * 0.1)], [(0, colour), (1, mix(colour, "#7b8fa0", 0.35))])
    jib = [(x + lean * 0.9, y - size * 0.9), (x + size * 0.44, y - size * 0.12), (x + size * 0.06, y - size * 0.14)]
    c.shade(jib, [(0, "#ffffff"), (1, mix(colour, "#d3dde3", 0.6))])
    c.line([(x, y - size * 0.06), peak], "#28333d", max(1.5, size * 0.012))
    for t in (0.35, 0.6):
        c.line(
            [(x + lean * (1 - t), y - size + size * t), (x - size * 0.3 * t - size * 0.1, y - size + size * t + 6)],
            "#5d6c78",
            1,
            0.6,
        )
    hull(c, x - size * 0.42, y + size * 0.03, size * 0.84, "#22384a")
    for i in range(3):
        c.oval(x - size * (0.26 - i * 0.12), y - size * 0.15, size * 0.03, size * 0.034, "#e8b48f")
