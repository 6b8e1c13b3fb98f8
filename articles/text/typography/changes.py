"""A text while it is being set: what is left alone in it is covered, and its tags keep their places."""

import re
from collections.abc import Callable, Iterable, Iterator

NO_BREAK, NARROW = "\u00a0", "\u202f"

Marks = Callable[[re.Match[str]], str]
# A pattern, and what stands in its place: words, a function that decides, or a class whose instance does, mark by mark.
Rule = tuple[re.Pattern[str], str | Marks | type[Marks]]
# An edit: start, end, place of the mark, new length.
Edit = tuple[int, int, int, int]

SPACE = r"[ \t\u00a0\u2009\u202f]"
SEPARATOR = "\x1e"  # stands for the edge of a paragraph of markup
_KEPT = "ℵ"  # stands for a character that is kept as it is: a letter, like those around it

# What is left alone: the words around such a sign, where they are an address, a path or code.
_SUSPECT = re.compile(r"[@/\\.:`](?:(?<=[@/\\])|(?<=[.:])(?=\w)|(?<=`)[^`\n]+`)")
# “:yum:” and “;-)”: pictures that are written as signs; “&amp;”, which is code.
_PICTURES = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-fA-F]+);|:[a-z0-9_+-]+:(?!\w)|(?<![^\s«])[:;]['’]?-?[()DPpoO/|*3]+(?![\w/])"
)
_WORD_END = re.compile(r"[\s\"«»“”<>]")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu)['’]", re.IGNORECASE)
_LEFT_ALONE = re.compile(
    r".*(?:://|[@\\]).*|(?:www\.|mailto:).*"
    r"|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/:?#].*)?"  # a domain or the name of a file
    r"|[~.]*/.*|[a-z]:/.*|[^/]+/[^/]+/.*|[^/]*/.*\.\w+",  # up to the first slash: what backs up twice takes for ever
    re.IGNORECASE | re.DOTALL,
)


class Sheet:
    """A text being set, and the places in it where tags stand; what is left alone is covered meanwhile."""

    def __init__(self, text: str, places: list[int]) -> None:
        self.text, self.places = text, places
        self.covered: list[str] = []
        self.spans: list[tuple[int, int]] = []

    def keep_within(self, numbers: Iterable[int]) -> None:
        """Leave alone what follows these places, up to the next one."""
        ends = [*self.places[1:], len(self.text)]
        self.spans += [(self.places[number], ends[number]) for number in numbers]

    def set(self, rules: Iterable[Rule]) -> str:
        """Return the text as these rules set it."""
        self._cover()
        for pattern, new in rules:
            self._sub(pattern, new() if isinstance(new, type) else new)
        covered = iter(self.covered)
        return re.sub(_KEPT, lambda _found: next(covered), self.text) if self.covered else self.text

    def _cover(self) -> None:
        kept: list[tuple[int, int]] = []
        pictures = (found.span() for found in _PICTURES.finditer(self.text))
        already = [found.span() for found in re.finditer(_KEPT, self.text)] if _KEPT in self.text else []
        for start, end in sorted([*self.spans, *already, *pictures, *_left_alone(self.text)]):
            start = max(start, kept[-1][1]) if kept else start
            if start < end:
                kept.append((start, end))
        pieces, place = [], 0
        for start, end in kept:
            hidden = self.text[start:end].replace(SEPARATOR, "")
            self.covered += hidden
            pieces += [self.text[place:start], re.sub(rf"[^{SEPARATOR}]", _KEPT, self.text[start:end])]
            place = end
        self.text = "".join([*pieces, self.text[place:]])

    def _sub(self, pattern: re.Pattern[str], new: str | Marks) -> None:
        edits: list[Edit] = []

        def note(found: re.Match[str]) -> str:
            words = new(found) if callable(new) else found.expand(new)
            if callable(new) and words == found[0]:
                return words
            if len(words) != len(found[0]) or found[0] != found[0].strip():
                indent = len(found[0]) - len(found[0].lstrip())
                edits.append((*found.span(), found.start() + indent, len(words)))
            return words

        self.text = pattern.sub(note, self.text)
        self.places = _moved(self.places, edits) if edits else self.places


def _moved(places: Iterable[int], edits: list[Edit]) -> list[int]:
    """Return where places are after these edits: spaces go with their mark."""
    moved, number, shift = [], 0, 0
    for place in places:
        while number < len(edits) and place >= edits[number][1]:
            start, end, _mark, length = edits[number]
            shift += length - (end - start)
            number += 1
        start, end, mark, length = edits[number] if number < len(edits) else (place, place, place, 0)
        if start < place:
            moved.append(start + shift + (length if place > mark else 0))
        else:
            moved.append(place + shift)
    return moved


def _left_alone(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words that are left alone start and end."""
    end = 0
    for found in _SUSPECT.finditer(text):
        if found.start() < end:
            continue
        if found[0][0] == "`":
            yield found.span()
            continue
        start = found.start()
        while start > end and not _WORD_END.match(text, start - 1, start):
            start -= 1
        beyond = _WORD_END.search(text, found.end())
        end = beyond.start() if beyond else len(text)
        word = text[start:end]
        bare = word.lstrip("([{'‘’")
        if "@" not in bare and (elision := _ELISION.match(bare)):
            bare = bare[elision.end() :]
        start = end - len(bare)
        bare = bare.rstrip(".,;:!?…)]}'’")
        if _LEFT_ALONE.fullmatch(bare):
            yield start, start + len(bare)
