"""
Is a pull quote verbatim in the text? Blind to typography, strict about words.

Not seen: tags, capitals, the kind of a space, an apostrophe, a quotation mark, a dash or an ellipsis, and the
points and commas at a quote's ends. Seen: every word, number and sign, and the punctuation between them. “(…)” and
“[…]” mean “then, later in the text”; so do words in square brackets, which stand for others: “[the mayor]”.

Where a quotation begins and ends is read from « », “ ” and " ". Single marks aren't read: they are apostrophes too.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby, islice
from typing import NamedTuple

NEARBY = 20  # words around the passage most like a quote, in which the rest of it is looked for
MOST_PLACINGS = 200  # ways to find a quote in the text that are looked at
# Pairs of equal words in a passage and a quote: with more, the passage is no likelier than any.
MOST_EQUAL_PAIRS = 500_000

_GAP = "\ue000"  # stands for a skip; for private use: taken out of every text
_INVISIBLE = re.compile(f"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff{_GAP}]")
_LETTERS_TO_APOSTROPHES = str.maketrans("\u02b9\u02bc", "''")  # Unicode counts these among the letters
_ELLIPSIS = r"(?:…|\.(?:\s?\.){2,})"
_SKIP = re.compile(rf"[(\[]\s*{_ELLIPSIS}\s*[)\]]")
_CHANGED_CAPITAL = re.compile(r"\[(\w)\](?=\w)")  # “[T]he”
_STANDS_FOR_OTHERS = re.compile(r"[\w'’-]*\[[^\]]*\][\w'’-]*")  # “[the mayor]”, “walk[ed]”
_EDGES = set(".,;:…-()")  # what a quote may have at its ends otherwise than the text

_OPENING, _CLOSING, _STRAIGHT = "«“„\u201f\u2039", "»”\u203a", '"\u2033\uff02'
_QUOTATION_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")
_LETTER = r"[\w\u0300-\u036f]"
_TOKEN = re.compile(
    rf"(?P<word>{_LETTER}+)|(?P<quotation>[{_OPENING}{_CLOSING}{_STRAIGHT}])|(?P<paragraph>\n)"
    r"|(?P<apostrophe>['’‘`\u00b4\u201a\u201b\u2032])|(?P<dash>[-\u2010-\u2015\u2212]+)"
    r"|(?P<mark>\S)"
)
_POINTS = {".", "…"}
_BEFORE = re.compile(rf"(?:{_LETTER}|['’-])+\Z")
_AFTER = re.compile(rf"(?:{_LETTER}|['’-])+")


@dataclass(frozen=True)
class Match:
    """How a quote compares with its text; words side by side are one phrase."""

    verbatim: bool  # the text has the quote's words in their order
    missing: tuple[str, ...] = ()  # phrases of the quote that the passage most like it doesn't have
    left_out: tuple[str, ...] = ()  # phrases of that passage that the quote passes over in silence
    outside: tuple[str, ...] = ()  # phrases that the quote takes into a quotation and the text has outside it


def read(text: str) -> "Passage":
    return Passage(_tidy(text))


def compare(quote: str, passages: Sequence["Passage"]) -> Match:
    """Compare a pull quote, a plain text, with the passages of its story."""
    asked = Passage(_with_gaps(quote))
    parts = _parts(asked)
    found = (pairs for passage in passages for pairs in _placings(asked, parts, passage))
    placed = list(islice(found, MOST_PLACINGS))
    if not placed:
        return _unlike(asked, parts, passages)
    fewest = min((_outside(asked, pairs) for pairs in placed), key=len)
    return Match(verbatim=True, outside=asked.phrases(fewest))


class Word(NamedTuple):
    """A word or a mark as it is compared, where it is written, and whether within a quotation."""

    folded: str
    start: int
    end: int
    quoted: bool


Pairs = list[tuple[int, Word]]  # number of a word in the quote, word of the text


class Passage:
    """A text, read for comparison."""

    def __init__(self, tidy_text: str) -> None:
        self.text = tidy_text
        self._next_mark: re.Match[str] | None = None
        self.words = list(_with_ellipses(self._read()))
        self.folded = [word.folded for word in self.words]
        self._line = _line(self.folded)
        self._places = list(accumulate((len(folded) + 1 for folded in self.folded), initial=0))
        self._numbers = {place: number for number, place in enumerate(self._places)}

    def find(self, folded: Iterable[str], start: int) -> int | None:
        """Return the number of the word where these words begin, at `start` or after it."""
        place = self._line.find(_line(folded), self._places[start])
        return None if place < 0 else self._numbers[place]

    def phrases(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Return the words of these numbers as they are written; neighbours are one phrase."""
        runs: list[list[int]] = []
        for number in sorted(numbers):
            if runs and runs[-1][1] == number - 1:
                runs[-1][1] = number
            else:
                runs.append([number, number])
        return tuple(dict.fromkeys(self._written(first, last) for first, last in runs))

    def _written(self, first: int, last: int) -> str:
        """Return what is written from one word to another; of “don’t” and “week-end” never a half."""
        start, end = self.words[first].start, self.words[last].end
        if _is_word(self.words[first]) and (before := _BEFORE.search(self.text, max(start - 80, 0), start)):
            start = before.start()
        if _is_word(self.words[last]) and (after := _AFTER.match(self.text, end)):
            end = after.end()
        return self.text[start:end]

    def _read(self) -> Iterator["Word"]:
        depth = 0
        for found in _TOKEN.finditer(self.text):
            kind = found.lastgroup
            if kind == "quotation":
                depth = self._depth_after(found, depth)
            elif kind == "paragraph":
                depth = self._depth_in_next_paragraph(found, depth)
            elif kind != "apostrophe":
                yield Word("-" if kind == "dash" else found[0].casefold(), *found.span(), depth > 0)

    def _depth_after(self, mark: re.Match[str], depth: int) -> int:
        if mark[0] in _OPENING or (mark[0] in _STRAIGHT and not depth):
            return depth + 1
        # French may repeat the closing mark before each paragraph of a speech.
        repeated = mark[0] == "»" and self._before(mark) == "\n"
        return depth if repeated else max(depth - 1, 0)

    def _depth_in_next_paragraph(self, end: re.Match[str], depth: int) -> int:
        """Return how many quotations are still open: none, unless the next mark closes one."""
        following = self._mark_after(end.end()) if depth else None
        closes = following and (
            following[0] in _CLOSING or (following[0] in _STRAIGHT and self._before(following).strip())
        )
        return depth if closes else 0

    def _mark_after(self, place: int) -> re.Match[str] | None:
        """Return the next quotation mark, looked for once however many lines stand before it."""
        if not (self._next_mark and self._next_mark.start() >= place):
            self._next_mark = _QUOTATION_MARK.search(self.text, place)
        return self._next_mark

    def _before(self, mark: re.Match[str]) -> str:
        return self.text[max(mark.start() - 1, 0) : mark.start()]


def _tidy(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(_LETTERS_TO_APOSTROPHES)


def _with_gaps(quote: str) -> str:
    whole = _CHANGED_CAPITAL.sub(r"\1", _SKIP.sub(_GAP, _tidy(quote)))
    return _STANDS_FOR_OTHERS.sub(_GAP, whole)


def _with_ellipses(words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words with one ellipsis for each run of points that has three or an ellipsis: “…”, “. . .”, “… ...”."""
    for pointed, run in groupby(words, key=lambda word: word.folded in _POINTS):
        points = list(run)
        if pointed and (len(points) >= 3 or any(point.folded == "…" for point in points)):
            yield points[0]._replace(folded="…", end=points[-1].end)
        else:
            yield from points


def _line(folded: Iterable[str]) -> str:
    return "\n".join(["", *folded, ""])


def _is_word(word: Word) -> bool:
    return any(map(str.isalnum, word.folded))


def _parts(asked: Passage) -> list[list[int]]:
    """Return the numbers of the quote's words, part by part between the skips."""
    parts: list[list[int]] = [[]]
    for number, folded in enumerate(asked.folded):
        if folded == _GAP:
            parts.append([])
        else:
            parts[-1].append(number)
    return [trimmed for part in parts if (trimmed := _trimmed(asked, part))]


def _trimmed(asked: Passage, part: list[int]) -> list[int]:
    while part and asked.folded[part[0]] in _EDGES:
        part = part[1:]
    while part and asked.folded[part[-1]] in _EDGES:
        part = part[:-1]
    return part


def _placings(asked: Passage, parts: list[list[int]], passage: Passage) -> Iterator[Pairs]:
    """Yield each way to find the quote's parts one after another."""
    start = 0
    while parts:
        pairs: Pairs = []
        after = start
        for part in parts:
            first = passage.find([asked.folded[number] for number in part], after)
            if first is None:
                return
            start = start if pairs else first + 1
            after = first + len(part)
            pairs += zip(part, passage.words[first:after], strict=True)
        yield pairs


def _outside(asked: Passage, pairs: Pairs) -> list[int]:
    """
    Return the numbers of the words that the quote has in a quotation and the text outside it.

    A quote without marks of its own is narration where the text has all of it outside, else one quotation.
    """
    marked = any(word.quoted for word in asked.words)
    if not marked and not any(there.quoted for number, there in pairs):
        return []
    return [
        number
        for number, there in pairs
        if not there.quoted and _is_word(there) and (asked.words[number].quoted or not marked)
    ]


def _unlike(asked: Passage, parts: list[list[int]], passages: Sequence[Passage]) -> Match:
    """Say what the parts of a quote that isn't in the text have otherwise than the passage most like it."""
    missing: list[int] = []
    left_out: list[str] = []
    for part in parts:
        folded = [asked.folded[number] for number in part]
        if any(passage.find(folded, 0) is not None for passage in passages):
            continue
        passage, first, last = _likest(folded, passages)
        there = passage.folded[first:last] if passage else []
        changes = SequenceMatcher(None, there, folded, autojunk=False).get_opcodes()
        for change, start, end, asked_start, asked_end in changes:
            missing += part[asked_start:asked_end] if change in {"replace", "insert"} else []
            if passage and change == "delete" and asked_start not in {0, len(part)}:
                left_out += passage.phrases(range(first + start, first + end))
    return Match(verbatim=False, missing=asked.phrases(missing), left_out=tuple(left_out))


def _likest(folded: list[str], passages: Iterable[Passage]) -> tuple[Passage | None, int, int]:
    """Return the passage that has the longest run of these words, and the numbers of the words around it."""
    best, counts = 0, Counter(folded)
    likest: tuple[Passage | None, int, int] = (None, 0, 0)
    for passage in passages:
        if sum(counts[word] for word in passage.folded) > MOST_EQUAL_PAIRS:
            continue
        matcher = SequenceMatcher(None, passage.folded, folded, autojunk=False)
        start, asked_start, size = matcher.find_longest_match()
        if size > best:
            around = len(folded) + NEARBY
            best, likest = size, (passage, max(start - asked_start - NEARBY, 0), start + around)
    return likest
