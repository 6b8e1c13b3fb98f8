"""
Two texts → the stretches of words that stayed, came and went, as plain structures.

A text is lines that each end; a paragraph here is a list of Segment. No markup is made: the templates do that.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, groupby, product, starmap, takewhile, zip_longest
from typing import Any, NamedTuple

# What a segment of text is: AWAY and HERE are a paragraph that stands in another block now; FOLD counts words left out.
SAME, INSERT, DELETE, AWAY, HERE, FOLD = "same", "insert", "delete", "away", "here", "fold"

WORD = re.compile(r"\w+(?:['’-]\w+)*")
# A word with the spaces after it, a sign, something in brackets; a paragraph's end stands alone.
TOKEN = re.compile(rf"\n|(?:\[[^\[\]\s]*\]|{WORD.pattern}|[^\w\s])[^\S\n]*|[^\S\n]+")
# SequenceMatcher is quadratic at best, and cubic where one word comes again and again: a passage with more pairs of
# words than these, or of equal words, counts as rewritten.
MOST_PAIRS, MOST_EQUAL_PAIRS = 1_000_000, 20_000
MOST_PARAGRAPH_PAIRS = 2_500
LETTERS = 5  # of a word, with its space: little enough that a text is rather taken for too long
LONG, KEPT = 60, 20  # words: a longer unchanged stretch is folded, but for so many on either side


class Segment(NamedTuple):
    """A stretch of text and what became of it; `words` is how many a FOLD leaves out."""

    op: str
    text: str
    words: int = 0


Step = tuple[str, int, int, int, int]  # an opcode of difflib: what to do with old[i1:i2] and new[j1:j2]
Placed = tuple[int, Segment]  # with the number of its paragraph


def diff(before: str, after: str) -> list[Segment]:
    """Compare paragraph by paragraph, then word by word."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Segment] = []
    for op, i1, i2, j1, j2 in opcodes(old, new):
        if op == "equal":
            found.append(Segment(SAME, "".join(new[j1:j2])))
        else:
            found += chain.from_iterable(starmap(_word_diff, _pairs(old[i1:i2], new[j1:j2])))
    return found


def _pairs(old: list[str], new: list[str]) -> Iterable[tuple[str, str]]:
    """
    Choose what is compared word by word, as (before, after).

    That is the paragraphs as one text, where nearly all of its words are still there (somebody broke or joined
    paragraphs); else each paragraph with the one that it is likest, or with nothing.
    """
    before, after = "".join(old), "".join(new)
    is_short = len(before) * len(after) <= MOST_PAIRS * LETTERS**2
    if is_short and (len(old) == len(new) == 1 or _likeness(_count(before), _count(after)) > 0.8):
        return [(before, after)]
    if len(old) * len(new) > MOST_PARAGRAPH_PAIRS:
        return zip_longest(old, new, fillvalue="")
    return _likest(old, new)


def _count(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def _likeness(before: Counter[str], after: Counter[str]) -> float:
    """The share of words, 0 to 1, that two counts have in common."""
    return (before & after).total() / (max(before.total(), after.total()) or 1)


def _likest(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Pair paragraphs in reading order so that likeness adds up to the most; below a third is none."""
    counts = [_count(paragraph) for paragraph in new]
    likeness = [[_likeness(before, after) for after in counts] for before in map(_count, old)]
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    for i, j in product(reversed(range(len(old))), reversed(range(len(new)))):
        paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] > 1 / 3 else 0
        best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            yield old[i], ""
            i += 1
        elif best[i][j] == best[i][j + 1]:
            yield "", new[j]
            j += 1
        else:
            yield old[i], new[j]
            i, j = i + 1, j + 1
    yield from ((paragraph, "") for paragraph in old[i:])
    yield from (("", paragraph) for paragraph in new[j:])


def _word_diff(before: str, after: str) -> list[Segment]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    steps = opcodes([token.strip() for token in old], [token.strip() for token in new])
    found: list[Segment] = []
    for is_same, group in groupby(_without_confetti(list(steps)), key=lambda step: step[0] == "equal"):
        spans = list(group)
        i1, i2, j1, j2 = spans[0][1], spans[-1][2], spans[0][3], spans[-1][4]
        if is_same:
            found.append(Segment(SAME, "".join(new[j1:j2])))
        else:
            lost = _space_lost(old[i1 - 1], new[j1 - 1]) if i1 and j1 and i1 < i2 else ""
            found += [Segment(DELETE, lost + "".join(old[i1:i2])), Segment(INSERT, "".join(new[j1:j2]))]
    return [segment for segment in found if segment.text]


def _space_lost(old: str, new: str) -> str:
    """The spaces that parted an unchanged word from a deleted one, where they went with it."""
    spaces = old[len(old.rstrip()) :]
    return "" if old == "\n" or new[len(new.rstrip()) :] else spaces


def _without_confetti(steps: list[Step]) -> Iterator[Step]:
    """Yield the steps; a few equal words between two larger changes belong to the change, or nobody can read it."""
    sizes = [max(i2 - i1, j2 - j1) for _op, i1, i2, j1, j2 in steps]
    for place, (op, i1, i2, j1, j2) in enumerate(steps):
        inner = 0 < place < len(steps) - 1
        lost = op == "equal" and inner and 2 * sizes[place] < min(sizes[place - 1], sizes[place + 1])
        yield "replace" if lost else op, i1, i2, j1, j2


def opcodes(
    old: Sequence[Any], new: Sequence[Any], *, most_pairs: int = MOST_PAIRS, most_equal_pairs: int = MOST_EQUAL_PAIRS
) -> Iterator[Step]:
    """Yield difflib's opcodes; equal ends are set aside first, and what is too long to compare is one replacement."""
    start = _alike(old, new)
    end = _alike(reversed(old[start:]), reversed(new[start:]))
    old_end, new_end = len(old) - end, len(new) - end
    if start:
        yield "equal", 0, start, 0, start
    inner_old, inner_new = old[start:old_end], new[start:new_end]
    if len(inner_old) * len(inner_new) > most_pairs or _equal_pairs(inner_old, inner_new) > most_equal_pairs:
        yield "replace", start, old_end, start, new_end
    else:
        matcher = SequenceMatcher(None, inner_old, inner_new, autojunk=False)
        for op, i1, i2, j1, j2 in matcher.get_opcodes():
            yield op, i1 + start, i2 + start, j1 + start, j2 + start
    if end:
        yield "equal", old_end, len(old), new_end, len(new)


def _equal_pairs(old: Sequence[Any], new: Sequence[Any]) -> int:
    counts = Counter(old)
    return sum(counts[item] for item in new)


def _alike(old: Iterable[Any], new: Iterable[Any]) -> int:
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def paragraphs(found: Iterable[Segment]) -> list[list[Segment]]:
    """A paragraph's end that came or went by itself is shown as ¶."""
    made: list[list[Segment]] = [[]]
    for op, text, words in found:
        if op != SAME and text == "\n":
            made[-1].append(Segment(op, "¶"))
        for place, piece in enumerate(text.split("\n")):
            if place:
                made.append([])
            if piece:
                made[-1].append(Segment(op, piece, words))
    return [paragraph for paragraph in made if paragraph]


def fold(unfolded: list[list[Segment]]) -> list[list[Segment]]:
    """Leave out the middle of each long unchanged stretch, across paragraphs too."""
    flat = [(place, segment) for place, paragraph in enumerate(unfolded) for segment in paragraph]
    folded: dict[int, list[Segment]] = {}
    for op, group in groupby(flat, key=lambda pair: pair[1].op):
        stretch = list(group)
        cut = _cut(stretch, stretch[0] == flat[0], stretch[-1] == flat[-1]) if op == SAME else stretch
        for place, segment in cut:
            folded.setdefault(place, []).append(segment)
    return list(folded.values())


def _cut(stretch: list[Placed], is_first: bool, is_last: bool) -> list[Placed]:
    """Replace the middle of an unchanged stretch by one FOLD where it is long."""
    tokens = [(place, token) for place, segment in stretch for token in TOKEN.findall(segment.text)]
    if len(tokens) <= LONG:
        return stretch
    start = 0 if is_first and not is_last else KEPT
    end = len(tokens) - (0 if is_last else KEPT)
    middle = tokens[start:end]
    words = sum(len(WORD.findall(token)) for _place, token in middle)
    return [*_glued(tokens[:start]), (middle[0][0], Segment(FOLD, "", words)), *_glued(tokens[end:])]


def _glued(tokens: list[tuple[int, str]]) -> Iterator[Placed]:
    for place, group in groupby(tokens, key=lambda pair: pair[0]):
        yield place, Segment(SAME, "".join(token for _place, token in group))
