"""Houses, masts, people and birds: the small things that several pictures share."""

from math import cos, pi, sin

from .canvas import mix


def houses(canvas, baseline, span, *, heights=(70, 150), colours=("#3a2f4f",), lit="#ffd58a", share=0.4):
    """Build a row of gabled houses along a quay; the share (0–1) of windows has the light on."""
    x, end = span
    while x < end:
        width = canvas.dice.uniform(46, 84)
        height = canvas.dice.uniform(*heights)
        house(canvas, (x, baseline), (width, height), canvas.dice.choice(colours), lit, share)
        x += width - 1


def house(canvas, foot, size, colour, lit, share):
    """Build one house from its lower left corner, with a roof, a chimney and rows of windows."""
    (x, base), (width, height), dice = foot, size, canvas.dice
    top, roof = base - height, dice.uniform(16, 38)
    slate = mix(colour, "#141225", 0.45)
    canvas.box(x + width * 0.68, top - roof, x + width * 0.8, top, slate)
    canvas.box(x, top, x + width, base, colour)
    canvas.polygon([(x - 3, top), (x + width / 2, top - roof), (x + width + 3, top)], slate)
    columns = 2 if width < 62 else 3
    for row in range(int(height // 34)):
        for column in range(columns):
            left = x + width * (column + 0.5) / columns - 6
            pane = lit if dice.random() < share else mix(colour, "#0d0d1c", 0.4)
            canvas.box(left, top + 12 + row * 34, left + 11, top + 30 + row * 34, pane)


def mast(canvas, x, base, height, colour, width=2.5):
    """Raise a mast with its stays."""
    canvas.line([(x, base), (x, base - height)], colour, width)
    canvas.line([(x - height * 0.17, base), (x, base - height * 0.92), (x + height * 0.2, base)], colour, 0.9, 0.8)
    canvas.line([(x - height * 0.06, base - height * 0.6), (x + height * 0.06, base - height * 0.6)], colour, 1.4)


def hull(canvas, x, y, length, colour, stripe="#ffffff"):
    """Float a small boat whose waterline is y."""
    high = length * 0.17
    canvas.polygon(
        [(x, y - high), (x + length * 1.05, y - high * 1.25), (x + length * 0.92, y), (x + length * 0.08, y)], colour
    )
    canvas.line([(x + 2, y - high + 2), (x + length * 1.03, y - high * 1.2 + 2)], stripe, 2, 0.8)


def gull(canvas, x, y, span, colour, width=3):
    """Draw a bird in flight as two bent wings."""
    left = [(x - span * t, y - span * 0.35 * sin(t * pi * 0.8)) for t in (0, 0.25, 0.5, 0.75, 1)]
    right = [(x + span * t, y - span * 0.35 * sin(t * pi * 0.8)) for t in (0, 0.25, 0.5, 0.75, 1)]
    canvas.line(left, colour, width)
    canvas.line(right, colour, width)


def person(canvas, x, base, height, colour, *, skin=None, lean=0.0):
    """Stand one figure on its feet, seen from afar."""
    head = height * 0.085
    canvas.polygon(
        [
            (x - height * 0.11, base - height * 0.45),
            (x - height * 0.1, base),
            (x - height * 0.02, base),
            (x, base - height * 0.4),
            (x + height * 0.03, base),
            (x + height * 0.11, base),
            (x + height * 0.11, base - height * 0.45),
        ],
        mix(colour, "#10101c", 0.35),
    )
    canvas.box(
        x - height * 0.13 + lean,
        base - height * 0.81,
        x + height * 0.13 + lean,
        base - height * 0.38,
        colour,
        radius=height * 0.07,
    )
    canvas.oval(x + lean * 1.4, base - height * 0.9, head, head * 1.15, skin or colour)


def star_field(canvas, bottom, count):
    """Scatter stars between the top of the sheet and a height."""
    for _ in range(count):
        x, y = canvas.dice.uniform(0, canvas.w), canvas.dice.uniform(0, bottom)
        size = canvas.dice.choice((0.7, 0.8, 1, 1.4, 2))
        canvas.oval(
            x, y, size, size, canvas.dice.choice(("#ffffff", "#ffe9c9", "#cfe2ff")), canvas.dice.uniform(0.3, 1)
        )


def cloud(canvas, x, y, width, colour, *, alpha=0.8, blur=14):
    """Blow one flat-bottomed cloud onto the sky."""
    puffs = []
    for i in range(7):
        cx = x + width * (i / 6 - 0.5)
        r = width * (0.1 + 0.1 * sin(pi * i / 6)) * canvas.dice.uniform(0.8, 1.2)
        puffs.append([(cx + r * cos(a * pi / 9), min(y, y - r * 0.3 + r * 0.75 * sin(a * pi / 9))) for a in range(18)])
    canvas.soft(puffs, colour, blur=blur, alpha=alpha)
