"""
One form for all the ways in which a word can be typed, so that a list has to name it once.

Case, accents, width and style are undone, letters borrowed from another alphabet, digits and signs in the place of
letters ("c4sin0"), letters set apart ("c a s i n o"), stretched ("casiiino") or with signs between them ("cas*ino").
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from newsroom.text.characters import BLANK, UNSEEN

# Letters that look like Latin ones: Cyrillic, Greek, and Latin's own that no decomposition leads back.
LOOK_ALIKES: dict[str, str] = dict(
    zip(
        "авекмнорстухіїјѕԁԛԝһӏьαβεηικνορτυχωѵɑɡıłđøħŧꜱʀɪɴ",
        "abekmhopctyxiijsdqwhlbabenikvoptuxwvagildohtsrin",
        strict=True,
    )
) | {"æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s"})
# What may stand inside a word beside letters, digits, marks and what no eye sees: signs that part them.
SIGNS = "*_·•~^"
AS_SPACE = str.maketrans(dict.fromkeys(BLANK, " "))
LETTERS = r"[^\W_]|[Ⓐ-ⓩ🄰-🅉]"
WORD = re.compile(rf"(?:{LETTERS})(?:[\w@$Ⓐ-ⓩ🄰-🅉\u0300-\u036f{SIGNS}{UNSEEN}]*[\wⒶ-ⓩ🄰-🅉\u0300-\u036f])?")
DROPPED = re.compile(rf"[{SIGNS}{UNSEEN}]")
STRETCHED = re.compile(r"(.)\1{2,}")
RUN = re.compile(r"(.)\1+")
# So many letters in a row, each alone, were one word: by spaces, of which French has three at most ("il y a d’…"),
# and by signs.
SPACED, PARTED = 4, 2
PARTING = frozenset(".-_/|+:,;")


Span = tuple[int, int]


class Word(NamedTuple):
    """A word as it is compared, and where it stands in the text as it was typed."""

    text: str
    start: int
    end: int


class Words(tuple[Word, ...]):
    """The words of a text in their order."""

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        numbers = defaultdict(list)
        for number, word in enumerate(self):
            numbers[word.text].append(number)
        return numbers

    def places(self, phrase: str) -> list[Span]:
        """Where a normalized phrase stands among them, as spans of the text: at word boundaries only."""
        wanted = phrase.split()
        if not wanted or wanted[0] not in self._numbers:
            return []
        runs = (self[number : number + len(wanted)] for number in self._numbers[wanted[0]])
        return [(run[0].start, run[-1].end) for run in runs if [word.text for word in run] == wanted]


@lru_cache(maxsize=16)  # one comment's texts, for which many checks ask
def words(text: str) -> Words:
    """Each in the form in which it is compared."""
    text = text.translate(AS_SPACE)
    found = [match.span() for match in WORD.finditer(text)]
    return Words(Word(_normalize(_pieces(text, spans)), spans[0][0], spans[-1][1]) for spans in _joined(text, found))


def normalized(text: str) -> str:
    """The words of a text in the form in which they are compared, one space between them."""
    return " ".join(word.text for word in words(text))


def squeezed(word: str) -> str:
    """Every run of one letter cut down to one: what `words` makes of a stretched word."""
    return RUN.sub(r"\1", word)


def _pieces(text: str, spans: Iterable[Span]) -> str:
    return "".join(text[start:end] for start, end in spans)


def _joined(text: str, spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the spans of each word: mostly one, and many where the letters are set apart alike."""
    row: list[Span] = []
    for span in spans:
        if row and not _goes_on(text, row, span):
            yield from _parted(text, row)
            row = []
        row.append(span)
    yield from _parted(text, row)


def _goes_on(text: str, row: list[Span], span: Span) -> bool:
    if span[1] - span[0] != 1 or row[-1][1] - row[-1][0] != 1:
        return False
    gap = text[row[-1][1] : span[0]]
    first = text[row[0][1] : row[1][0]] if len(row) > 1 else gap
    return gap == first and len(gap) <= 3 and "\n" not in gap


def _parted(text: str, row: list[Span]) -> list[list[Span]]:
    needed = PARTED if len(row) > 1 and text[row[0][1] : row[1][0]] in PARTING else SPACED
    return [row] if len(row) >= needed else [[span] for span in row]


@lru_cache(maxsize=20_000)  # most words of a day's comments are the same few thousand
def _normalize(word: str) -> str:
    word = "".join(map(_plain, DROPPED.sub("", word)))
    if _borrows(word):
        word = "".join(LOOK_ALIKES.get(char, char) for char in word)
    if any(char.isalpha() for char in word):
        word = word.translate(LEET)
    return squeezed(word) if STRETCHED.search(word) else word


def _borrows(word: str) -> bool:
    """Some letters are Latin, or all look like it: a Russian word with a letter of its own stays Russian."""
    letters = [char for char in word if char.isalpha()]
    return any(char.isascii() or char in "æœþð" for char in letters) or all(char in LOOK_ALIKES for char in letters)


@lru_cache(maxsize=5_000)
def _plain(char: str) -> str:
    """In lower case, without accents, width and style."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(part for part in parts if unicodedata.category(part)[0] != "M")
