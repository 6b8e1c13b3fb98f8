"""Pictures under a roof: market hall, concert, theatre, library."""

from math import pi, sin

from .canvas import mix
from .town import person


def market_hall(canvas):
    """Draw the iron market hall on a Saturday morning."""
    c = canvas
    c.fill([(0, "#37564f"), (0.5, "#9fb5a0"), (0.62, "#f2dfb4"), (1, "#b98e62")])
    vanish = (800, 470)
    c.polygon([(0, 60), (800, 300), (1600, 60), (1600, 0), (0, 0)], "#243b38")
    for i in range(13):
        x = 200 + i * 100
        c.polygon(
            [(x - 38, 0), (x + 38, 0), (800 + (x - 800) * 0.5 + 16, 260), (800 + (x - 800) * 0.5 - 16, 260)],
            "#fff3cf",
            0.85,
        )
    for i in range(7):
        t = 0.84**i
        for side in (-1, 1):
            x = vanish[0] + side * 760 * t
            c.line([(x, vanish[1] - 420 * t), (x, vanish[1] + 330 * t)], "#1c3431", 26 * t)
            c.arc(
                x - side * 120 * t,
                vanish[1] - 300 * t,
                120 * t,
                (180, 270) if side < 0 else (270, 360),
                "#1c3431",
                width=12 * t,
            )
        c.arc(vanish[0], vanish[1] - 120 * t, 760 * t, (205, 335), "#1c3431", width=12 * t)
    c.soft(
        [[(560, 0), (760, 0), (520, 1067), (140, 1067)], [(900, 0), (1040, 0), (1300, 1067), (1000, 1067)]],
        "#fff1c4",
        blur=30,
        alpha=0.28,
    )
    c.polygon([(0, 1067), (740, 540), (860, 540), (1600, 1067)], "#d9b98a", 0.85)
    for _ in range(36):
        depth = 0.25 + 0.75 * c.dice.random()
        x = 800 + c.dice.uniform(-260, 260) * depth
        person(
            c,
            x,
            520 + 300 * depth**1.4,
            190 * depth,
            c.dice.choice(("#b0483c", "#3b5d7a", "#d39b3c", "#6d7f58", "#5b4a66")),
            skin="#d7a583",
        )
    for i in range(4, -1, -1):
        for side in (-1, 1):
            _stall(c, vanish[0] + side * (690 * 0.74**i), vanish[1] + 400 * 0.74**i, 330 * 0.74**i, i)


def _stall(c, x, y, size, number):
    awning = ("#c9483b", "#2f6f6a", "#d99a34", "#49638c", "#8c4a5c")[number]
    half = size / 2
    c.box(x - half, y - size * 0.16, x + half, y + size * 0.36, "#7c5a3d")
    c.box(x - half, y - size * 0.16, x + half, y - size * 0.1, "#e7d1a3")
    for row in range(3):
        for i in range(12):
            r = size * 0.04
            tone = c.dice.choice(
                (("#d9483b", "#e8743b"), ("#7fa650", "#4d7f46"), ("#f0c04a", "#e59a35"))[(number + row) % 3]
            )
            c.oval(x - half + r + i * size / 12, y - size * (0.13 + row * 0.055), r, r, tone)
    for side in (-1, 1):
        c.line(
            [(x + side * half * 0.94, y - size * 0.75), (x + side * half * 0.94, y)], "#3d2e26", max(2, size * 0.015)
        )
    for i in range(8):
        left = x - half * 1.1 + i * size * 1.1 / 8
        tone = awning if i % 2 == 0 else "#f7eedb"
        c.polygon(
            [
                (left + size * 0.02, y - size * 0.86),
                (left + size * 0.1575, y - size * 0.86),
                (left + size * 0.1375, y - size * 0.66),
                (left, y - size * 0.66),
            ],
            tone,
        )
        c.oval(left + size * 0.069, y - size * 0.66, size * 0.069, size * 0.04, tone)


def concert(canvas):
    """Draw a concert on the old jetty, seen from the crowd."""
    c = canvas
    c.fill([(0, "#0c0a24"), (0.5, "#2a1450"), (0.75, "#5c1e63"), (1, "#12081f")])
    for x, tone, aim in (
        (250, "#ff5d8f", 120),
        (520, "#4fd1e0", -60),
        (800, "#ffd166", 0),
        (1080, "#8f7bff", 80),
        (1350, "#ff8552", -120),
    ):
        c.soft([[(x - 8, 130), (x + 8, 130), (x + aim + 150, 760), (x + aim - 150, 760)]], tone, blur=16, alpha=0.5)
        c.glow(x, 130, 90, "#ffffff", 0.9)
    c.box(140, 96, 1460, 112, "#07060f")
    for x in range(140, 1460, 40):
        c.line([(x, 80), (x + 20, 112), (x + 40, 80)], "#07060f", 3)
    c.line([(140, 80), (1460, 80)], "#07060f", 5)
    for x in (150, 1450):
        c.line([(x, 80), (x, 760)], "#07060f", 16)
    c.polygon([(160, 720), (1440, 720), (1520, 800), (80, 800)], "#1b0d2e")
    _band(c)
    c.glow(800, 470, 420, "#ffd9a0", 0.35)
    for row in range(3):
        for x in range(-20, 1640, 62 - row * 2):
            cx, base = x + c.dice.uniform(-14, 14), 860 + row * 74 + c.dice.uniform(-14, 14)
            tone = mix("#3a1746", "#07040d", row / 2)
            c.oval(cx, base, 28 + row * 6, 34 + row * 6, tone)
            c.box(cx - 46 - row * 6, base + 26, cx + 46 + row * 6, 1067, tone, radius=26)
            if c.dice.random() < 0.24:
                c.line([(cx + 34, base + 50), (cx + 46, base - 30), (cx + 30, base - 100)], tone, 19)


def _band(c):
    for x, height, tone in ((430, 210, "#120720"), (800, 240, "#0d0418"), (1170, 205, "#120720")):
        person(c, x, 735, height, tone)
    c.line([(360, 640), (520, 590)], "#e0a33a", 12)
    c.oval(385, 638, 42, 32, "#c9782f")
    c.line([(860, 735), (850, 540), (820, 530)], "#20122e", 5)
    c.oval(818, 530, 11, 11, "#dcdcdc")
    c.box(1090, 610, 1260, 640, "#f1e5d0")
    for x in range(1100, 1250, 14):
        c.box(x, 610, x + 6, 628, "#15101c")
    c.line([(1110, 640), (1090, 735)], "#20122e", 6)
    c.line([(1240, 640), (1262, 735)], "#20122e", 6)
    for x, r in ((610, 46), (680, 34), (640, 26)):
        c.oval(x, 690 - r * 0.4, r, r, "#7a2848")
        c.ring(x, 690 - r * 0.4, r, r, "#f0d6a0", width=4)


def theatre(canvas):
    """Draw a lone actor before a red curtain."""
    c = canvas
    c.fill([(0, "#3d0d14"), (1, "#16060a")])
    for i in range(41):
        x = i * 40
        c.shade(
            [(x, 0), (x + 41, 0), (x + 41, 800), (x, 800)],
            [(0, "#5e1119"), (0.5, mix("#a5202c", "#5e1119", 0.5 + 0.5 * sin(i * 1.9))), (1, "#6d141d")],
        )
        c.box(x + 24, 0, x + 40, 800, "#3a0810", alpha=0.35 + 0.25 * sin(i * 2.3))
    for i in range(9):
        c.oval(i * 200, 40, 130, 110, "#8a1b26")
        c.arc(i * 200, 40, 112, (10, 170), "#e0b04f", width=8)
    c.soft([[(760, -40), (860, -40), (1120, 900), (520, 900)]], "#fff0c9", blur=20, alpha=0.42)
    c.shade([(0, 790), (1600, 790), (1600, 1067), (0, 1067)], [(0, "#5a3a26"), (1, "#23150f")])
    for i in range(22):
        c.line([(800 + (i - 11) * 90, 790), (800 + (i - 11) * 190, 1067)], "#1c100b", 3, 0.6)
    c.soft(
        [[(800 + 330 * sin(a / 10 * pi), 880 + 62 * sin(a / 10 * pi + pi / 2)) for a in range(20)]],
        "#ffe9b8",
        blur=16,
        alpha=0.65,
    )
    person(c, 800, 880, 330, "#243447", skin="#e3b48e")
    c.oval(793, 574, 37, 36, "#3a2018")
    c.box(757, 574, 790, 630, "#3a2018", radius=14)
    c.oval(808, 590, 25, 29, "#e3b48e")
    c.line([(838, 640), (930, 560), (980, 490)], "#243447", 30)
    c.oval(988, 478, 17, 19, "#e3b48e")
    c.box(560, 780, 690, 880, "#6d4a2c")
    c.box(550, 770, 700, 790, "#8a6238")
    for x in range(40, 1600, 150):
        c.oval(x, 1040, 44, 26, "#e0b04f")
        c.glow(x, 1024, 90, "#ffdf9a", 0.6)


def library(canvas):
    """Draw a library by night, its tall windows lit above the square."""
    c = canvas
    c.fill([(0, "#10203c"), (0.6, "#35507a"), (0.78, "#6a6f8c"), (1, "#20263c")])
    c.glow(1380, 180, 150, "#fff6d8", 0.8)
    c.oval(1380, 180, 46, 46, "#fff8e2")
    c.box(190, 300, 1410, 860, "#8d7a6b")
    c.polygon([(150, 300), (800, 130), (1450, 300)], "#5b4c47")
    c.polygon([(260, 292), (800, 152), (1340, 292)], "#a08c7a")
    c.oval(800, 240, 34, 34, "#ffe0a0")
    c.box(150, 296, 1450, 324, "#6f5e54")
    for i in range(7):
        x = 240 + i * 164
        _window(c, x, 400, 1 if i != 3 else 0)
    c.box(750, 560, 850, 860, "#ffdf9c", radius=20)
    for row in range(4):
        c.box(120 - row * 30, 860 + row * 16, 1480 + row * 30, 880 + row * 16, mix("#b3a08c", "#4a4250", row / 4))
    c.shade([(0, 920), (1600, 920), (1600, 1067), (0, 1067)], [(0, "#4b4a5c"), (1, "#1c1d2c")])
    c.soft([[(740, 900), (860, 900), (1050, 1067), (560, 1067)]], "#ffdf9c", blur=24, alpha=0.55)
    for x, base, height in (
        (520, 980, 130),
        (575, 985, 112),
        (700, 1000, 140),
        (930, 990, 132),
        (1010, 1010, 90),
        (1130, 975, 120),
        (1290, 1005, 136),
    ):
        person(c, x, base, height, "#171a2b")
        c.soft(
            [[(x - 20, base), (x + 20, base), (x + 50, base + 60), (x - 10, base + 60)]], "#0c0e1a", blur=8, alpha=0.4
        )


def _window(c, x, top, shelves):
    if not shelves:
        return
    c.oval(x + 60, top, 62, 62, "#4a3d38")
    c.box(x - 2, top, x + 122, top + 380, "#4a3d38")
    c.oval(x + 60, top, 52, 52, "#ffdf9c")
    c.shade([(x + 8, top), (x + 112, top), (x + 112, top + 370), (x + 8, top + 370)], [(0, "#ffe6ad"), (1, "#f2b766")])
    for row in range(5):
        left, y = x + 14, top + 80 + row * 70
        while left < x + 100:
            width = c.dice.uniform(5, 12)
            c.box(
                left,
                y - c.dice.uniform(28, 46),
                left + width,
                y,
                c.dice.choice(("#8c4a3b", "#5a6e58", "#b3763a", "#4a5570", "#d9b06a")),
                alpha=0.8,
            )
            left += width + 1.5
        c.box(x + 8, y, x + 112, y + 6, "#7a5330")
    c.box(x + 56, top - 50, x + 64, top + 370, "#4a3d38")
