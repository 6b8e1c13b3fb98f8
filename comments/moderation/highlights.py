"""The places in a text that its flags speak of, and those that are masked, as pieces that a template can show."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from comments.models import Comment, Flag


class Piece(NamedTuple):
    """A stretch of a text: `flags` are the words of the flags that speak of it; readers don't see what `is_masked`."""

    text: str
    flags: str
    is_masked: bool


def pieces(comment: Comment, flags: Sequence[Flag]) -> list[Piece]:
    """Cut the comment's text where a flag or a mask begins or ends."""
    spans = [(*span, str(flag)) for flag in flags for span in flag.spans]
    places = {place for start, end, _flag in spans for place in (start, end)}
    places |= {place for span in comment.masks for place in span}
    body = comment.body
    edges = [0, *sorted(place for place in places if 0 < place < len(body)), len(body)]
    return [
        Piece(body[start:end], _said(spans, start, end), any(a <= start and end <= b for a, b in comment.masks))
        for start, end in pairwise(edges)
    ]


def _said(spans: Sequence[tuple[int, int, str]], start: int, end: int) -> str:
    return ", ".join(dict.fromkeys(flag for a, b, flag in spans if a <= start and end <= b))
