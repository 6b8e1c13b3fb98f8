"""Where in a text something stands, for a moderator's eye."""

import re
from collections.abc import Callable, Iterable

PLACES = 20  # more are no help
LETTERS = re.compile(r"[^\W\d_]+")


def runs(text: str, is_meant: Callable[[str], bool]) -> tuple[tuple[int, int], ...]:
    """Where the words stand that are meant, those beside one another as one span; the first PLACES."""
    found: list[tuple[int, int]] = []
    for match in LETTERS.finditer(text):
        if not is_meant(match[0]):
            continue
        if found and not LETTERS.search(text, found[-1][1], match.start()):
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return tuple(found[:PLACES])


def merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In order, those that overlap as one; the first PLACES."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found[:PLACES])
