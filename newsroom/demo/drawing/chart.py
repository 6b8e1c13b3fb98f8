"""Charts with axes and labels: tide curves, columns, lines. The words come from the picture's parameters."""

from math import cos, pi

from .canvas import mix
from .lettering import write

INK, PAPER, RULE = "#22313d", "#faf5e9", "#d8cfb9"
LEFT, RIGHT, TOP, BOTTOM = 170, 1520, 250, 900


def frame(canvas, title, unit, *, ticks, source=""):
    """Draw the paper, the title and the horizontal rules; ticks is a list of (value, label), lowest first."""
    canvas.fill([(0, PAPER), (1, mix(PAPER, "#e9dcc0", 0.7))])
    canvas.box(70, 70, 150, 78, "#c9483b")
    write(canvas, 70, 135, title, INK, size=44)
    write(canvas, 70, 188, unit, mix(INK, PAPER, 0.35), size=27)
    low, high = ticks[0][0], ticks[-1][0]
    for value, label in ticks:
        y = place(value, low, high)
        canvas.line([(LEFT, y), (RIGHT, y)], RULE, 2)
        write(canvas, LEFT - 18, y + 9, label, INK, size=25, anchor="right")
    write(canvas, 70, 1020, source, mix(INK, PAPER, 0.4), size=22)


def place(value, low, high):
    """Return the height on the sheet of a value."""
    return BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)


def _scale(ticks, suffix=""):
    return [(value, f"{value:g}".replace(".", ",") + suffix if suffix != "." else f"{value:g}") for value in ticks]


def columns(canvas, *, title, unit, labels, values, ticks, source="", colour="#2b6f8b", marked=-1):
    """Draw one column a label; the marked one, counted from 0, stands out."""
    frame(canvas, title, unit, ticks=_scale(ticks), source=source)
    step = (RIGHT - LEFT) / len(values)
    for i, (label, value) in enumerate(zip(labels, values, strict=True)):
        middle, y = LEFT + step * (i + 0.5), place(value, ticks[0], ticks[-1])
        shade = "#d9663b" if i == marked else colour
        corners = [
            (middle - step * 0.34, y),
            (middle + step * 0.34, y),
            (middle + step * 0.34, BOTTOM),
            (middle - step * 0.34, BOTTOM),
        ]
        canvas.shade(corners, [(0, shade), (1, mix(shade, PAPER, 0.25))])
        write(canvas, middle, y - 14, f"{value:g}", INK, size=25, anchor="middle")
        write(canvas, middle, BOTTOM + 42, label, INK, size=25, anchor="middle")
    canvas.line([(LEFT, BOTTOM), (RIGHT, BOTTOM)], INK, 3)


def lines(canvas, *, title, unit, labels, series, ticks, source=""):
    """Draw one line a series; series is a list of tables with name, colour and values."""
    frame(canvas, title, unit, ticks=_scale(ticks, "."), source=source)
    step = (RIGHT - 190 - LEFT) / (len(labels) - 1)
    for i, label in enumerate(labels):
        write(canvas, LEFT + step * i, BOTTOM + 42, label, INK, size=25, anchor="middle")
        canvas.line([(LEFT + step * i, BOTTOM), (LEFT + step * i, BOTTOM + 10)], INK, 2)
    canvas.line([(LEFT, BOTTOM), (RIGHT, BOTTOM)], INK, 3)
    for row in series:
        points = [(LEFT + step * i, place(v, ticks[0], ticks[-1])) for i, v in enumerate(row["values"])]
        if row.get("area"):
            canvas.polygon([*points, (points[-1][0], BOTTOM), (points[0][0], BOTTOM)], row["colour"], 0.13)
        canvas.line(points, row["colour"], 7)
        for x, y in points:
            canvas.oval(x, y, 8, 8, PAPER)
            canvas.ring(x, y, 8, 8, row["colour"], width=4)
        write(canvas, points[-1][0] + 24, points[-1][1] + 9, row["name"], row["colour"], size=27)


def tide(canvas, *, title, unit, names, ticks, high, low, days, source=""):
    """Draw the tide curve over some days; names is (high water, low water, danger level), heights are in metres."""
    frame(canvas, title, unit, ticks=_scale(ticks), source=source)
    points, level = [], place(high * 0.93, ticks[0], ticks[-1])
    for i in range(0, 701):
        t = i / 700 * len(days)
        swell = 0.72 + 0.28 * cos((t - len(days) / 2) / len(days) * pi)
        metres = (high + low) / 2 + (high - low) / 2 * swell * cos(t * 2 * pi * 1.93)
        points.append((LEFT + (RIGHT - LEFT) * i / 700, place(metres, ticks[0], ticks[-1])))
    canvas.shade([*points, (RIGHT, BOTTOM), (LEFT, BOTTOM)], [(0, "#2b7f9e"), (0.5, "#6fb4bf"), (1, "#cfe3d8")])
    canvas.line(points, "#17506b", 6)
    for i, day in enumerate(days):
        x = LEFT + (RIGHT - LEFT) * i / len(days)
        canvas.line([(x, TOP), (x, BOTTOM + 14)], RULE, 2, 0.8)
        write(canvas, x + (RIGHT - LEFT) / len(days) / 2, BOTTOM + 44, day, INK, size=25, anchor="middle")
    for x in range(LEFT, RIGHT, 26):
        canvas.line([(x, level), (x + 14, level)], "#c9483b", 4)
    write(canvas, RIGHT, level - 16, names[2], "#c9483b", size=26, anchor="right")
    canvas.line([(LEFT, BOTTOM), (RIGHT, BOTTOM)], INK, 3)
    for pick, name, shift in ((min, names[0], -20), (max, names[1], 44)):
        x, y = pick(points[250:450], key=lambda point: point[1])
        canvas.oval(x, y, 10, 10, "#c9483b")
        write(canvas, x + 4, y + shift, name, INK, size=26, anchor="middle")
