"""Portraits made of shapes: one person each, with hair, clothes, light and a background of their own."""

from math import cos, pi, sin

from .backdrop import SCENES
from .canvas import mix


def portrait(canvas, *, skin, hair, style, coat, shirt, scene, extras=(), light="#ffe3b0"):
    """Draw a person from the chest up; style names the hair, scene the background, extras what they wear."""
    c = canvas
    SCENES[scene](c)
    c.glow(c.w * 0.22, c.h * 0.25, c.w * 0.75, light, 0.45)
    x, y, unit = c.w / 2, c.h * 0.44, c.w / 1067 * 190
    if style in BEHIND:
        BEHIND[style](c, x, y, unit, hair)
    _shoulders(c, x, y, unit, coat, shirt)
    _neck(c, x, y, unit, skin)
    _head(c, x, y, unit, skin)
    HAIR[style](c, x, y, unit, hair)
    _face(c, x, y, unit, skin, hair)
    for extra in extras:
        EXTRAS[extra](c, x, y, unit, coat, hair)


def _shoulders(c, x, y, u, coat, shirt):
    dark = mix(coat, "#12131f", 0.4)
    body = [
        (x - u * 2.5, c.h),
        (x - u * 2.3, y + u * 2.7),
        (x - u * 1.9, y + u * 2.15),
        (x - u * 0.62, y + u * 1.62),
        (x + u * 0.62, y + u * 1.62),
        (x + u * 1.9, y + u * 2.15),
        (x + u * 2.3, y + u * 2.7),
        (x + u * 2.5, c.h),
    ]
    c.shade(body, [(0, mix(coat, "#ffffff", 0.12)), (1, dark)])
    c.polygon(
        [
            (x + u * 0.4, c.h),
            (x + u * 0.62, y + u * 1.62),
            (x + u * 1.9, y + u * 2.15),
            (x + u * 2.3, y + u * 2.7),
            (x + u * 2.5, c.h),
        ],
        dark,
        0.45,
    )
    c.polygon([(x - u * 0.6, y + u * 1.6), (x, y + u * 3.1), (x + u * 0.6, y + u * 1.6)], shirt)
    for side in (-1, 1):
        c.polygon(
            [
                (x + side * u * 0.56, y + u * 1.5),
                (x + side * u * 0.95, y + u * 1.85),
                (x + side * u * 0.5, y + u * 2.6),
                (x, y + u * 3.15),
            ],
            mix(coat, "#ffffff", 0.2 if side < 0 else 0.04),
        )


def _neck(c, x, y, u, skin):
    c.polygon(
        [
            (x - u * 0.42, y + u * 0.7),
            (x + u * 0.42, y + u * 0.7),
            (x + u * 0.5, y + u * 1.68),
            (x, y + u * 2.0),
            (x - u * 0.5, y + u * 1.68),
        ],
        mix(skin, "#4a1f22", 0.22),
    )
    c.polygon(
        [
            (x - u * 0.42, y + u * 0.7),
            (x - u * 0.05, y + u * 1.2),
            (x - u * 0.1, y + u * 1.95),
            (x - u * 0.5, y + u * 1.68),
        ],
        skin,
        0.6,
    )


def _head(c, x, y, u, skin):
    dark = mix(skin, "#4a1f22", 0.28)
    for side in (-1, 1):
        c.oval(x + side * u * 0.9, y + u * 0.12, u * 0.15, u * 0.26, dark if side > 0 else skin)
    edge = [
        (x + u * 0.9 * sin(t) * (1 - 0.2 * max(0, -cos(t)) ** 2), y - u * 1.2 * cos(t))
        for t in (i / 60 * 2 * pi for i in range(60))
    ]
    c.polygon(edge, skin)
    c.polygon([(px if px > x else x + u * 0.18 * sin((py - y) / u * 1.5), py) for px, py in edge], dark, 0.5)
    c.glow(x - u * 0.45, y + u * 0.42, u * 0.34, "#ff8f78", 0.3)


def _face(c, x, y, u, skin, hair):
    dark = mix(skin, "#3a1418", 0.6)
    for side in (-1, 1):
        ex = x + side * u * 0.38
        c.oval(ex, y + u * 0.02, u * 0.16, u * 0.085, "#fbf6ee")
        c.oval(ex + u * 0.02, y + u * 0.02, u * 0.08, u * 0.085, "#2d2a2c")
        c.oval(ex - u * 0.005, y - u * 0.012, u * 0.024, u * 0.024, "#ffffff")
        c.line([(ex - u * 0.18, y - u * 0.05), (ex, y - u * 0.09), (ex + u * 0.18, y - u * 0.04)], dark, u * 0.03)
        c.line(
            [
                (ex - u * 0.2, y - u * 0.2 - side * u * 0.02),
                (ex, y - u * 0.27),
                (ex + u * 0.2, y - u * 0.2 + side * u * 0.02),
            ],
            mix(hair, "#2a1a1a", 0.4),
            u * 0.06,
        )
    c.line(
        [(x + u * 0.04, y + u * 0.02), (x + u * 0.13, y + u * 0.36), (x - u * 0.03, y + u * 0.41)],
        dark,
        u * 0.035,
        0.65,
    )
    mouth = [(x - u * 0.28 + u * 0.56 * i / 10, y + u * 0.68 + u * 0.07 * sin(pi * i / 10)) for i in range(11)]
    c.polygon([*mouth, (x, y + u * 0.66)], mix(skin, "#a5302f", 0.6))
    c.line(mouth, mix(skin, "#6b1a20", 0.65), u * 0.03)


def _cap(c, x, y, u, colour, low, wide):
    edge = [
        (x + u * wide * sin(t), y - u * 0.22 - u * 1.16 * cos(t)) for t in (-pi / 2 + i / 30 * pi for i in range(31))
    ]
    fringe = [
        (x + u * 0.9, y - u * low),
        (x + u * 0.4, y - u * (low + 0.42)),
        (x - u * 0.3, y - u * (low + 0.3)),
        (x - u * 0.88, y - u * (low - 0.1)),
    ]
    c.shade([*edge, *fringe], [(0, mix(colour, "#ffffff", 0.22)), (1, colour)])
    for i in range(7):
        c.arc(
            x - u * 0.1,
            y + u * 0.1,
            u * (0.85 + i * 0.08),
            (215, 300),
            mix(colour, "#ffffff", 0.4),
            alpha=0.22,
            width=2,
        )


def _short(c, x, y, u, colour):
    _cap(c, x, y, u, colour, 0.3, 0.98)


def _long_behind(c, x, y, u, colour):
    c.shade(
        [
            (x - u * 1.05, y - u * 0.6),
            (x, y - u * 1.45),
            (x + u * 1.05, y - u * 0.6),
            (x + u * 1.35, y + u * 2.1),
            (x + u * 0.6, y + u * 2.35),
            (x - u * 0.6, y + u * 2.35),
            (x - u * 1.35, y + u * 2.1),
        ],
        [(0, mix(colour, "#ffffff", 0.15)), (1, mix(colour, "#0e0a12", 0.4))],
    )


def _bun_behind(c, x, y, u, colour):
    c.oval(x + u * 0.1, y - u * 1.5, u * 0.5, u * 0.44, colour)
    c.oval(x - u * 0.02, y - u * 1.6, u * 0.26, u * 0.18, mix(colour, "#ffffff", 0.25), 0.7)


def _curls(c, x, y, u, colour):
    for _ in range(90):
        t = c.dice.uniform(-pi * 0.62, pi * 0.62)
        reach = c.dice.uniform(0.92, 1.4)
        cx, cy = x + u * reach * sin(t), y - u * 0.15 - u * reach * 1.02 * cos(t)
        if abs(cx - x) < u * 0.7 and cy > y - u * 0.55:
            continue
        r = u * c.dice.uniform(0.12, 0.22)
        c.oval(cx, cy, r, r, mix(colour, "#ffffff", c.dice.uniform(0, 0.24)))


def _bald(c, x, y, u, colour):
    for side in (-1, 1):
        c.oval(x + side * u * 0.86, y - u * 0.18, u * 0.16, u * 0.34, colour)
    c.glow(x - u * 0.3, y - u * 0.85, u * 0.4, "#ffffff", 0.4)


def _glasses(c, x, y, u, coat, hair):
    for side in (-1, 1):
        c.ring(x + side * u * 0.39, y + u * 0.03, u * 0.28, u * 0.25, "#2a2430", width=u * 0.04)
        c.line([(x + side * u * 0.67, y), (x + side * u * 0.92, y - u * 0.06)], "#2a2430", u * 0.035)
    c.line([(x - u * 0.12, y), (x + u * 0.12, y)], "#2a2430", u * 0.04)


def _beard(c, x, y, u, coat, hair):
    outer = [
        (x + u * 0.9 * sin(t), y + u * 0.2 - u * 1.12 * cos(t)) for t in (pi * 0.5 + i / 24 * pi for i in range(25))
    ]
    c.shade(
        [
            *outer,
            (x - u * 0.52, y + u * 0.52),
            (x - u * 0.3, y + u * 0.5),
            (x + u * 0.3, y + u * 0.5),
            (x + u * 0.52, y + u * 0.52),
        ],
        [(0, hair), (1, mix(hair, "#ffffff", 0.25))],
    )
    c.polygon([(x - u * 0.24, y + u * 0.7), (x + u * 0.24, y + u * 0.7), (x, y + u * 0.8)], "#8c3a38")


def _beanie(c, x, y, u, coat, hair):
    edge = [
        (x + u * 1.04 * sin(t), y - u * 0.45 - u * 1.12 * cos(t)) for t in (-pi / 2 + i / 30 * pi for i in range(31))
    ]
    c.shade(edge, [(0, "#e2724b"), (1, "#a83f31")])
    c.box(x - u * 1.08, y - u * 0.66, x + u * 1.08, y - u * 0.32, "#8f3129", radius=u * 0.1)
    for i in range(13):
        c.line(
            [(x - u * 1.0 + i * u * 0.166, y - u * 0.62), (x - u * 1.0 + i * u * 0.166, y - u * 0.36)],
            "#c25a42",
            3,
            0.7,
        )


def _scarf(c, x, y, u, coat, hair):
    tone = mix(coat, "#f4c95d", 0.75)
    c.polygon(
        [
            (x - u * 0.8, y + u * 1.4),
            (x, y + u * 1.72),
            (x + u * 0.8, y + u * 1.4),
            (x + u * 0.95, y + u * 1.85),
            (x, y + u * 2.25),
            (x - u * 0.95, y + u * 1.85),
        ],
        tone,
    )
    c.polygon(
        [
            (x + u * 0.1, y + u * 2.0),
            (x + u * 0.62, y + u * 1.95),
            (x + u * 0.75, y + u * 3.2),
            (x + u * 0.3, y + u * 3.2),
        ],
        mix(tone, "#5a2a1a", 0.25),
    )
    for i in range(5):
        c.line(
            [
                (x - u * 0.8 + i * u * 0.36, y + u * 1.5 + (0.2 if 0 < i < 4 else 0) * u),
                (x - u * 0.76 + i * u * 0.36, y + u * 1.9 + (0.2 if 0 < i < 4 else 0) * u),
            ],
            mix(tone, "#ffffff", 0.4),
            4,
            0.6,
        )


BEHIND = {"long": _long_behind, "bun": _bun_behind}
HAIR = {"short": _short, "long": _short, "bun": _short, "curls": _curls, "bald": _bald}
EXTRAS = {"glasses": _glasses, "beard": _beard, "beanie": _beanie, "scarf": _scarf}
