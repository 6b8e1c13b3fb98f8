"""The sheet that every demonstration picture is drawn on: shapes, gradients, soft light, and a printed finish.

Coordinates are pixels of the finished picture; the sheet itself is twice as large and is reduced at the end, which
smooths every edge.
"""

import random
from math import pi, sin

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

SCALE = 2
GRAIN = 0.16
MOTTLE = 0.11


def rgba(colour, alpha=1.0):
    """Return a colour name or hex code as (red, green, blue, alpha), each 0–255; alpha is given as 0–1."""
    return (*ImageColor.getrgb(colour)[:3], round(255 * alpha))


def mix(first, second, share):
    """Return the hex colour that lies the given share (0–1) of the way from the first colour to the second."""
    pairs = zip(ImageColor.getrgb(first)[:3], ImageColor.getrgb(second)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def ramp(size, stops):
    """Return a picture that runs from top to bottom through the stops, a list of (place 0–1, colour)."""
    column = Image.new("RGB", (1, 256))
    for row in range(256):
        place = row / 255
        below = next((i for i, (at, _) in enumerate(stops) if at >= place), len(stops) - 1)
        (start, first), (end, second) = stops[max(below - 1, 0)], stops[below]
        share = 0 if end == start else min(max((place - start) / (end - start), 0), 1)
        column.putpixel((0, row), ImageColor.getrgb(mix(first, second, share)))
    return column.resize(size, Image.Resampling.BILINEAR)


class Canvas:
    """One picture in the making: its size, its pen, and the dice that make it the same picture every time."""

    def __init__(self, key, width, height):
        self.key, self.w, self.h = key, width, height
        self.dice = random.Random(key)
        self.image = Image.new("RGB", (width * SCALE, height * SCALE))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def fill(self, stops, top=0, bottom=None):
        """Paint a full-width band with a gradient."""
        bottom = self.h if bottom is None else bottom
        size = (self.w * SCALE, round((bottom - top) * SCALE))
        self.image.paste(ramp(size, stops), (0, round(top * SCALE)))

    def polygon(self, points, colour, alpha=1.0):
        """Fill a shape given by its corners."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=rgba(colour, alpha))

    def shade(self, points, stops):
        """Fill a shape with a gradient that runs from its highest to its lowest point."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = min(xs), min(ys)
        size = (max(1, round((max(xs) - left) * SCALE)), max(1, round((max(ys) - top) * SCALE)))
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([((x - left) * SCALE, (y - top) * SCALE) for x, y in points], fill=255)
        self.image.paste(ramp(size, stops), (round(left * SCALE), round(top * SCALE)), mask)

    def box(self, left, top, right, bottom, colour, *, alpha=1.0, radius=0):
        """Fill a rectangle, with rounded corners where a radius is given."""
        if right <= left or bottom <= top:
            return
        edges = [v * SCALE for v in (left, top, right, bottom)]
        self.pen.rounded_rectangle(edges, radius=radius * SCALE, fill=rgba(colour, alpha))

    def oval(self, x, y, rx, ry, colour, alpha=1.0):
        """Fill an ellipse given by its centre and its two radii."""
        edges = [v * SCALE for v in (x - rx, y - ry, x + rx, y + ry)]
        self.pen.ellipse(edges, fill=rgba(colour, alpha))

    def ring(self, x, y, rx, ry, colour, *, alpha=1.0, width=2):
        """Draw the outline of an ellipse."""
        edges = [v * SCALE for v in (x - rx, y - ry, x + rx, y + ry)]
        self.pen.ellipse(edges, outline=rgba(colour, alpha), width=max(1, round(width * SCALE)))

    def arc(self, x, y, radius, span, colour, *, alpha=1.0, width=2):
        """Draw a part of a circle; the span is its first and last angle in degrees, clockwise from the right."""
        edges = [v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.arc(edges, *span, fill=rgba(colour, alpha), width=max(1, round(width * SCALE)))

    def line(self, points, colour, width=2, alpha=1.0):
        """Draw a line through the points, with rounded joints."""
        points = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(points, fill=rgba(colour, alpha), width=max(1, round(width * SCALE)), joint="curve")

    def soft(self, shapes, colour, *, blur=20, alpha=1.0):
        """Lay light, mist or shadow: shapes are lists of corners, blurred by the given radius in pixels."""
        margin = 3 * blur + 4
        left, top = (max(0, round(min(p[i] for s in shapes for p in s) - margin) // 4) for i in (0, 1))
        right, bottom = (
            min(edge, round(max(p[i] for s in shapes for p in s) + margin)) // 4
            for i, edge in ((0, self.w + 3), (1, self.h + 3))
        )
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top))
        pen = ImageDraw.Draw(mask)
        for points in shapes:
            pen.polygon([(x / 4 - left, y / 4 - top) for x, y in points], fill=round(255 * alpha))
        mask = mask.filter(ImageFilter.GaussianBlur(blur / 4))
        mask = mask.resize((mask.width * 4 * SCALE, mask.height * 4 * SCALE), Image.Resampling.BICUBIC)
        self.image.paste(ImageColor.getrgb(colour), (left * 4 * SCALE, top * 4 * SCALE), mask)

    def glow(self, x, y, radius, colour, alpha=0.8):
        """Lay a round light that fades outwards."""
        side = max(2, round(radius * 2 * SCALE))
        disc = Image.radial_gradient("L").point([max(0, round((1 - v / 181) ** 2 * 255 * alpha)) for v in range(256)])
        edge = Image.new("L", disc.size)
        ImageDraw.Draw(edge).ellipse((1, 1, 254, 254), fill=255)
        disc = ImageChops.multiply(disc, edge).resize((side, side), Image.Resampling.BICUBIC)
        self.image.paste(ImageColor.getrgb(colour), (round((x - radius) * SCALE), round((y - radius) * SCALE)), disc)

    def mirror(self, horizon, *, squash=0.8, ripple=5.0, tint="#1d2f4a", strength=0.35):
        """Turn everything below the horizon into water that reflects what stands above it."""
        depth = round((self.h - horizon) * SCALE)
        top = max(0, round(horizon * SCALE - depth / squash))
        water = self.image.crop((0, top, self.w * SCALE, round(horizon * SCALE)))
        water = water.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((self.w * SCALE, depth))
        water = Image.blend(water, Image.new("RGB", water.size, tint), strength)
        phase = self.dice.uniform(0, pi)
        for row in range(0, depth, 3):
            swing = ripple * SCALE * (0.25 + row / depth) * sin(row * 0.11 + phase + 3 * sin(row * 0.013))
            strip = water.crop((0, row, water.width, min(row + 3, depth)))
            self.image.paste(ImageChops.offset(strip, round(swing), 0), (0, round(horizon * SCALE) + row))

    def glints(self, top, bottom, colour, *, count=160, middle=None, spread=None, alpha=0.5):
        """Scatter short bright strokes on water, longer as they come nearer."""
        for _ in range(count):
            depth = self.dice.random() ** 1.5
            y = top + (bottom - top) * depth
            x = self.dice.gauss(middle, spread * (0.3 + depth)) if middle else self.dice.uniform(0, self.w)
            half = self.dice.uniform(4, 14 + 40 * depth)
            self.oval(x, y, half, 0.7 + 1.6 * depth, colour, alpha * self.dice.uniform(0.3, 1))

    def ridge(self, base, height, *, waves=3, step=8):
        """Return the corners of a hilly shape that fills the sheet below it."""
        parts = [
            (self.dice.uniform(0.5, 1) / (i + 1), (i + 1) * self.dice.uniform(0.7, 1.5), self.dice.uniform(0, 6))
            for i in range(waves)
        ]
        line = [
            (x, base - height * sum(a * sin(f * x / self.w * 2 * pi + p) for a, f, p in parts))
            for x in range(0, self.w + step, step)
        ]
        return [*line, (self.w, self.h), (0, self.h)]

    def finish(self):
        """Return the picture at its final size, with the grain and the unevenness of printed paper."""
        small = self.image.reduce(SCALE)
        grain = self._noise(small.size, small.size, GRAIN).filter(ImageFilter.GaussianBlur(0.5))
        mottle = self._noise((self.w // 12, self.h // 12), small.size, MOTTLE)
        paper = Image.blend(grain, mottle, 0.4)
        return ImageChops.soft_light(small, Image.merge("RGB", (paper, paper, paper)))

    def _noise(self, size, final, strength):
        dots = Image.frombytes("L", size, self.dice.randbytes(size[0] * size[1]))
        dots = dots.point([round(128 + (v - 128) * strength * 2) for v in range(256)])
        return dots if size == final else dots.resize(final, Image.Resampling.BICUBIC)
