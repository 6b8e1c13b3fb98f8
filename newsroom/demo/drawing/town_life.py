"""Pictures of the town's life outdoors: the stadium at night, a street in the rain."""

from math import cos, pi, sin

from .canvas import mix
from .town import houses, person

# Where the players stand: x, the ground under their feet, height, shirt (0 visitors, 1 home, 2 goalkeeper).
PLAYERS = (
    (980, 760, 150, 1),
    (1075, 720, 142, 0),
    (1160, 800, 168, 1),
    (1240, 740, 150, 0),
    (1330, 800, 165, 1),
    (860, 850, 170, 0),
    (700, 700, 132, 1),
    (560, 900, 186, 0),
    (1420, 760, 158, 2),
    (300, 760, 150, 1),
)


def stadium(canvas):
    """Draw the stadium under floodlights during a corner kick."""
    c = canvas
    c.fill([(0, "#0a1330"), (0.35, "#1c3058"), (0.45, "#24406a"), (1, "#24406a")])
    _stand(c)
    _pitch(c)
    _goal(c)
    for x, base, height, shirt in PLAYERS:
        skin = c.dice.choice(("#d8a583", "#8c5a3c", "#e7bd98"))
        person(c, x, base, height, ("#2b5d8b", "#d9483b", "#f3c14b")[shirt], skin=skin)
        shadow = [(x - 40, base - 4), (x + 90, base - 10), (x + 90, base + 10), (x - 40, base + 8)]
        c.soft([shadow], "#0b3a20", blur=6, alpha=0.5)
    c.oval(1120, 560, 15, 15, "#ffffff")
    for x in (180, 1420):
        c.line([(x, 260), (x, 60)], "#0c1228", 14)
        for i in range(8):
            c.glow(x - 60 + (i % 4) * 40, 50 + (i // 4) * 34, 100, "#f4f8ff", 0.55)
            c.oval(x - 60 + (i % 4) * 40, 50 + (i // 4) * 34, 12, 12, "#ffffff")


def _stand(c):
    clothes = ("#c9483b", "#e9e2d2", "#c9483b", "#7a4a55", "#33406a", "#d8a583")
    c.polygon([(0, 250), (1600, 210), (1600, 520), (0, 540)], "#141c36")
    for row in range(11):
        for x in range(-10, 1620, 19):
            place = (x + c.dice.uniform(-4, 4), 290 - x * 0.02 + row * 22 + c.dice.uniform(-3, 3))
            c.oval(*place, 7, 8, c.dice.choice(clothes), 0.8)
    c.polygon([(0, 215), (1600, 175), (1600, 214), (0, 256)], "#0c1228")


def _pitch(c):
    c.shade([(0, 540), (1600, 515), (1600, 1067), (0, 1067)], [(0, "#2e8a4d"), (1, "#175c33")])
    for left in range(-900, 2880, 420):
        right = left + 210
        far = (800 + (left - 800) * 0.42, 532), (800 + (right - 800) * 0.42, 532)
        c.polygon([*far, (right, 1067), (left, 1067)], "#3ba35c", 0.4)
    for points in (
        [(0, 600), (1600, 560)],
        [(1040, 572), (1180, 900), (1600, 880)],
        [(1280, 568), (1360, 700), (1600, 690)],
    ):
        c.line(points, "#f3f8ee", 6, 0.9)


def _goal(c):
    c.polygon([(1462, 520), (1590, 500), (1600, 690), (1462, 730)], "#dfeaf2", 0.14)
    for i in range(9):
        c.line([(1470 + i * 16, 520), (1470 + i * 16, 726)], "#ffffff", 1, 0.4)
        c.line([(1462, 530 + i * 23), (1600, 515 + i * 22)], "#ffffff", 1, 0.4)
    c.line([(1462, 740), (1462, 520), (1600, 496)], "#ffffff", 9)


def rainy_street(canvas):
    """Draw a shopping street in the rain, with umbrellas and wet light."""
    c = canvas
    c.fill([(0, "#3f4e66"), (0.4, "#8993a0"), (0.6, "#e9cfa6"), (1, "#e9cfa6")])
    houses(c, 640, (560, 1060), heights=(180, 260), colours=("#7d8695", "#8c93a0"), lit="#ffe3a8", share=0.6)
    for side in (0, 1):
        _facades(c, side)
    c.glow(800, 560, 330, "#fff0cc", 0.8)
    c.mirror(690, squash=1.0, ripple=7, tint="#3a4358", strength=0.35)
    c.glints(700, 1060, "#ffe9b8", count=200, middle=800, spread=200, alpha=0.5)
    spots = [
        (760, 700, 100),
        (840, 704, 104),
        (640, 740, 150),
        (950, 760, 165),
        (480, 830, 240),
        (1120, 860, 265),
        (800, 950, 350),
    ]
    for (x, base, height), tone in zip(
        spots, ("#3b4257", "#5a3d4a", "#2f4a5a", "#4a3a3a", "#2a3348", "#33303f", "#20283a"), strict=True
    ):
        person(c, x, base, height, tone)
        _umbrella(
            c,
            x,
            base - height * 0.98,
            height * 0.36,
            c.dice.choice(("#d9483b", "#f0b53c", "#2f8a86", "#e07b9a", "#5a6fc0")),
        )
    for _ in range(520):
        x, y = c.dice.uniform(0, 1600), c.dice.uniform(0, 1067)
        c.line([(x, y), (x - 5, y + c.dice.uniform(14, 34))], "#ffffff", 1, c.dice.uniform(0.12, 0.4))


def _facades(c, side):
    def at(x, y):
        return (1600 - x if side else x), y

    tones = ("#b0654c", "#c99a6a", "#5f7f80", "#8c5a66", "#a88a5c")
    for i in range(5):
        near, far = 620 * (1 - 0.8**i) / 0.672, 620 * (1 - 0.8 ** (i + 1)) / 0.672
        reach_near, reach_far = 1 - near / 800, 1 - far / 800
        base_near, base_far = 640 + 50 * reach_near, 640 + 50 * reach_far
        top_near, top_far = 560 - 620 * reach_near, 560 - 620 * reach_far
        c.polygon(
            [at(near, base_near), at(near, top_near), at(far, top_far), at(far, base_far)],
            mix(tones[(i + side) % 5], "#4a5062", 0.3),
        )
        shop = 0.26
        c.polygon(
            [
                at(near + 8, base_near),
                at(near + 8, base_near - (base_near - top_near) * shop),
                at(far - 6, base_far - (base_far - top_far) * shop),
                at(far - 6, base_far),
            ],
            "#ffdf9c",
        )
        for row in (0.4, 0.62, 0.82):
            for part in (0.2, 0.6):
                x1, x2 = near + (far - near) * part, near + (far - near) * (part + 0.22)
                h1 = (
                    base_near
                    + (base_far - base_near) * part
                    - row * ((base_near - top_near) * (1 - part) + (base_far - top_far) * part)
                )
                c.polygon(
                    [at(x1, h1), at(x2, h1), at(x2, h1 + 62 * reach_near + 10), at(x1, h1 + 62 * reach_near + 10)],
                    "#ffe6b3" if c.dice.random() < 0.5 else "#4a5570",
                )


def _umbrella(c, x, y, size, tone):
    dome = [(x - size * cos(t), y - size * 0.62 * sin(t)) for t in (i / 24 * pi for i in range(25))]
    c.line([(x, y - size * 0.7), (x, y + size * 0.9)], "#20242f", max(2, size * 0.04))
    c.shade(dome, [(0, mix(tone, "#ffffff", 0.3)), (1, tone)])
    for i in range(4):
        c.oval(x - size * 0.75 + i * size * 0.5, y, size * 0.25, size * 0.07, mix(tone, "#1a1a2a", 0.35))
    for t in (0.3, 0.5, 0.7):
        c.line([(x, y - size * 0.62), (x - size * cos(t * pi) * 0.95, y)], mix(tone, "#1a1a2a", 0.3), 2, 0.6)
