"""Two snapshots → what differs, word by word, in reading order; without a query, and without markup."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from articles.models import BLOCKS, Byline, Story
from articles.models.people import Role
from articles.models.story_fields import LIST, MARKUP, POINTER, PROSE, kind_of
from newsroom.text.html import to_plain
from newsroom.text.text_diff import (
    AWAY,
    DELETE,
    FOLD,
    HERE,
    INSERT,
    SAME,
    WORD,
    Segment,
    diff,
    fold,
    opcodes,
    paragraphs,
)

LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
MARKS = {"<h2>": "\n## ", "<h3>": "\n### ", "<li>": "\n• "}
MOVABLE = 4  # words from which a paragraph is told from another

Content = dict[str, Any]  # a snapshot
Names = Mapping[tuple[str, int], str]  # {(model's name, id): name}
Key = tuple[str, int]  # a block's kind and id: by these it is known
Paragraph = list[Segment]
T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One field of a part; where `is_list`, each paragraph is the name of one thing."""

    title: str
    paragraphs: list[Paragraph]
    is_changed: bool
    is_list: bool

    @property
    def is_only_formatted(self) -> bool:
        """Whether something has changed that no word shows: emphasis, spaces, the kind of a list."""
        return self.is_changed and all(segment.op in {SAME, FOLD} for segment in chain.from_iterable(self.paragraphs))


@dataclass(frozen=True)
class Part:
    """A field of the story's head, or a block: `state` is added, removed, changed or same; `moved` up, down or ""."""

    title: str
    state: str
    lines: list[Line]
    moved: str = ""


@dataclass(frozen=True)
class Gap:
    """So many blocks in a row that are as they were."""

    blocks: int


@dataclass(frozen=True)
class Comparison:
    """What differs; `added` and `removed` count words."""

    head: list[Part]
    body: list[Part | Gap]
    added: int
    removed: int

    @property
    def differs(self) -> bool:
        """Whether anything does, words or not."""
        blocks = (part for part in self.body if isinstance(part, Part))
        return any(part.state != "same" or part.moved for part in (*self.head, *blocks))


def compare(before: Content, after: Content, names: Names, *, full: bool = False) -> Comparison:
    """Compare two snapshots: what isn't in `names` has been deleted; with `full`, nothing is left out or folded."""
    head = [_head_part(field, before, after, names) for field in Story.content_fields()]
    body = _mark_moved_paragraphs(list(_body(before["blocks"], after["blocks"], names)))
    words = tally(before, after)
    if full:
        return Comparison(head, [*body], *words)
    return Comparison([_folded(part) for part in head if part.state != "same"], list(_without_unchanged(body)), *words)


def tally(before: Content | None, after: Content) -> tuple[int, int]:
    """Return how many words were added and removed; one that has only moved counts as neither."""
    old, new = _pieces(before) if before else {}, _pieces(after)
    # Only what differs is read: fifty versions of a story with sixty blocks take a few milliseconds.
    kept = {key for key in old.keys() & new.keys() if old[key] == new[key]}
    lost, won = (_words(piece for key, piece in pieces.items() if key not in kept) for pieces in (old, new))
    return (won - lost).total(), (lost - won).total()


def _pieces(content: Content) -> dict[str | Key, Any]:
    """Return what has words: {field's name: text} of the head, {key: block} of the body."""
    head: dict[str | Key, Any] = {name: content.get(name, "") for name in Story.names(PROSE)}
    return head | {_key(block): block for block in content["blocks"]}


def _words(pieces: Iterable[Any]) -> Counter[str]:
    texts = chain.from_iterable(map(_texts, pieces))
    return Counter(chain.from_iterable(map(WORD.findall, texts)))


def _texts(piece: Any) -> Iterable[str]:
    return BLOCKS[piece["kind"]].texts(piece) if isinstance(piece, dict) else [piece]


def _head_part(field: Any, before: Content, after: Content, names: Names) -> Part:
    meta = Byline._meta.verbose_name_plural if field.name == "bylines" else field.verbose_name
    line = _line(field, "", before.get(field.name), after.get(field.name), names)
    return Part(str(meta), "changed" if line.is_changed else "same", [line])


def _key(block: dict[str, Any]) -> Key:
    return block["kind"], block["id"]


def _body(before: list[dict[str, Any]], after: list[dict[str, Any]], names: Names) -> Iterator[Part]:
    """Yield a Part for each block of either snapshot, in reading order."""
    old, new = {_key(block): block for block in before}, {_key(block): block for block in after}
    left = set()
    for op, key in _merged(list(old), list(new)):
        if op == DELETE and key in new:
            left.add(key)
            continue
        moved = "" if op != INSERT or key not in old else "down" if key in left else "up"
        yield _block_part(old.get(key), new.get(key), names, moved)


def _merged(old: list[T], new: list[T]) -> Iterator[tuple[str, T]]:
    """Yield what is in either list, with whether it is the same, deleted or inserted."""
    for op, i1, i2, j1, j2 in opcodes(old, new):
        if op == "equal":
            yield from ((SAME, key) for key in new[j1:j2])
        else:
            yield from ((DELETE, key) for key in old[i1:i2])
            yield from ((INSERT, key) for key in new[j1:j2])


def _block_part(old: Any, new: Any, names: Names, moved: str) -> Part:
    model = BLOCKS[(new or old)["kind"]]
    fields = model.content_fields()
    lines = []
    for field in fields:
        was, now = (block.get(field.name) if block else None for block in (old, new))
        title = "" if kind_of(field) == MARKUP and len(fields) == 1 else str(field.verbose_name)
        lines += [_line(field, title, was, now, names)] if was or now else []
    changed = any(line.is_changed for line in lines)
    state = "added" if old is None else "removed" if new is None else "changed" if changed else "same"
    return Part(str(model._meta.verbose_name), state, lines, moved)


def _line(field: Any, title: str, old: Any, new: Any, names: Names) -> Line:
    is_list = kind_of(field) not in {PROSE, MARKUP}
    if is_list:
        merged = _merged(_items(field, old, names), _items(field, new, names))
        found = [[Segment(op, item)] for op, item in merged]
    else:
        found = paragraphs(diff(_text(field, old), _text(field, new)))
    return Line(title, found, old != new, is_list)


def _items(field: Any, value: Any, names: Names) -> list[str]:
    if field.name == "bylines":
        roles = dict(Role.choices)
        return [f"{_name('contributor', line['contributor'], names)} ({roles[line['role']]})" for line in value or ()]
    if kind_of(field) in {POINTER, LIST}:
        pks = value if isinstance(value, list) else [value]
        return [_name(field.related_model._meta.model_name, pk, names) for pk in pks if pk is not None]
    return [str(dict(field.flatchoices).get(value, value))] if value else []


def _name(model: str, pk: int, names: Names) -> str:
    return names.get((model, pk)) or _("deleted (no. %(id)s)") % {"id": pk}


def _text(field: Any, value: Any) -> str:
    """Return a field's text as lines that each end; of markup, what a word can show: crossheads, lists, links."""
    text = str(value or "")
    if kind_of(field) == MARKUP:
        text = LINK.sub(r"\2 [\1]", text)
        for tag, mark in MARKS.items():
            text = text.replace(tag, mark)
        text = to_plain(text)
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())


def _mark_moved_paragraphs(parts: list[Part]) -> list[Part]:
    """Tell paragraphs that a block gave to another (a text that was split at the cursor) from new and lost ones."""
    alone = {op: set(_whole_paragraphs(parts, op)) for op in (DELETE, INSERT)}
    moved = alone[DELETE] & alone[INSERT]
    ops = {DELETE: AWAY, INSERT: HERE}

    def marked(paragraph: Paragraph) -> Paragraph:
        first = paragraph[0]
        is_moved = len(paragraph) == 1 and first.text in moved
        return [first._replace(op=ops.get(first.op, first.op))] if is_moved else paragraph

    return [
        replace(part, lines=[replace(line, paragraphs=[*map(marked, line.paragraphs)]) for line in part.lines])
        for part in parts
    ]


def _whole_paragraphs(parts: list[Part], op: str) -> Iterator[str]:
    for paragraph in chain.from_iterable(line.paragraphs for part in parts for line in part.lines):
        if len(paragraph) == 1 and paragraph[0].op == op and len(WORD.findall(paragraph[0].text)) >= MOVABLE:
            yield paragraph[0].text


def _without_unchanged(parts: list[Part]) -> Iterator[Part | Gap]:
    for is_same, group in groupby(parts, key=lambda part: part.state == "same" and not part.moved):
        if is_same:
            yield Gap(len(list(group)))
        else:
            yield from map(_folded, group)


def _folded(part: Part) -> Part:
    return replace(part, lines=[replace(line, paragraphs=fold(line.paragraphs)) for line in part.lines])
