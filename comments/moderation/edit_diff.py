"""Two texts of a reader → what went and what came, word by word, for a moderator who reads them side by side."""

from typing import NamedTuple

from newsroom.text.text_diff import TOKEN, opcodes

# Fewer than of a story's (text_diff.py): anybody who writes comments can make a moderator's page compare two of them.
MOST_PAIRS, MOST_EQUAL_PAIRS = 250_000, 10_000


class Piece(NamedTuple):
    """A stretch of a text, and whether the other text doesn't have it."""

    text: str
    is_other: bool


def side_by_side(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Cut both texts where they differ."""
    texts = [TOKEN.findall(text) for text in (before, after)]
    bare = [[token.strip() for token in tokens] for tokens in texts]
    left, right = [], []
    for op, i1, i2, j1, j2 in opcodes(*bare, most_pairs=MOST_PAIRS, most_equal_pairs=MOST_EQUAL_PAIRS):
        left.append(Piece("".join(texts[0][i1:i2]), op != "equal"))
        right.append(Piece("".join(texts[1][j1:j2]), op != "equal"))
    return [piece for piece in left if piece.text], [piece for piece in right if piece.text]
