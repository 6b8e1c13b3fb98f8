"""The places in a text that its clues speak of, and those that are masked, as pieces that a template can show."""

from itertools import pairwise
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of a text: `clues` are the words of the clues that speak of it; readers don't see what `is_masked`."""

    text: str
    clues: str
    is_masked: bool


def pieces(comment, clues):
    """Return the comment's text as a list of Piece."""
    spans = [(*span, str(clue)) for clue in clues for span in clue.spans]
    places = {place for start, end, _clue in spans for place in (start, end)}
    places |= {place for span in comment.masks for place in span}
    body = comment.body
    edges = [0, *sorted(place for place in places if 0 < place < len(body)), len(body)]
    return [
        Piece(body[start:end], _said(spans, start, end), any(a <= start and end <= b for a, b in comment.masks))
        for start, end in pairwise(edges)
    ]


def _said(spans, start, end):
    return ", ".join(dict.fromkeys(clue for a, b, clue in spans if a <= start and end <= b))
