"""Two texts of a reader → what went and what came, word by word, for a moderator who reads them side by side."""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
# The comparison takes the square of the words that differ, and the cube where one word comes again and again: with more
# pairs of words than these, or of equal words, a text counts as rewritten.
MOST_PAIRS, MOST_EQUAL_PAIRS = 250_000, 10_000


class Piece(NamedTuple):
    """A stretch of a text, and whether the other text doesn't have it."""

    text: str
    is_other: bool


def side_by_side(before, after):
    """Return both texts as lists of Piece."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    left, right = [], []
    for is_same, from_old, from_new in _steps(old, new):
        left.append(Piece("".join(from_old), not is_same))
        right.append(Piece("".join(from_new), not is_same))
    return [piece for piece in left if piece.text], [piece for piece in right if piece.text]


def _steps(old, new):
    """Yield (whether they are the same, tokens of the old text, tokens of the new one)."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    yield True, old[:start], new[:start]
    i, j = len(old) - end, len(new) - end
    one, other = old[start:i], new[start:j]
    bare = [[token.strip() for token in tokens] for tokens in (one, other)]
    if len(one) * len(other) > MOST_PAIRS or _equal_pairs(*bare) > MOST_EQUAL_PAIRS:
        yield False, one, other
    else:
        for op, i1, i2, j1, j2 in SequenceMatcher(None, *bare, autojunk=False).get_opcodes():
            yield op == "equal", one[i1:i2], other[j1:j2]
    yield True, old[i:], new[j:]


def _equal_pairs(old, new):
    counts = Counter(old)
    return sum(counts[token] for token in new)


def _alike(old, new):
    number = 0
    while number < min(len(old), len(new)) and old[number] == new[number]:
        number += 1
    return number
