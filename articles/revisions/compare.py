"""
Two snapshots → what differs between them, word by word, in reading order.

Nothing here asks the database: whoever compares brings the names of what the snapshots point to (`snapshot.names`).
Nothing here makes markup either: the templates render the runs. See snapshot.py for a snapshot's shape.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain, groupby

from django.utils.translation import gettext as _

from articles.models import BLOCKS, Byline, Story
from articles.models.people import Role
from articles.models.story import Language
from newsroom.text.html import to_plain
from newsroom.text.text_diff import AWAY, DELETE, FOLD, HERE, INSERT, SAME, WORD, Run, fold, opcodes, paragraphs, runs

HEAD = ("kicker", "headline", "standfirst", "bylines", "section", "tags", "language", "slug")
LEAD = ("lead_image", "lead_caption", "lead_alt")
POINTERS = {"section": "section", "lead_image": "image", "image": "image", "story": "story"}
WHOLE = {"language", "slug", "url"}  # these are replaced, not edited word by word

LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
MARKS = {"<h2>": "\n## ", "<h3>": "\n### ", "<li>": "\n• "}
MOVABLE = 4  # words from which a paragraph is told from another


@dataclass(frozen=True)
class Line:
    """One field of a part: its paragraphs, each a list of runs; where `is_list`, each is the name of one thing."""

    title: str
    paragraphs: list
    is_changed: bool
    is_list: bool

    @property
    def is_only_formatted(self):
        """Return whether something has changed that no word shows: emphasis, spaces, the kind of a list."""
        return self.is_changed and all(run.op in {SAME, FOLD} for run in chain.from_iterable(self.paragraphs))


@dataclass(frozen=True)
class Part:
    """A field of the story's head, or a block: `state` is added, removed, changed or same; `moved` up, down or ""."""

    title: str
    state: str
    lines: list
    moved: str = ""


@dataclass(frozen=True)
class Gap:
    """So many blocks in a row that are as they were."""

    blocks: int


@dataclass(frozen=True)
class Comparison:
    """What differs: `head` and `body` are lists of Part (in `body` also Gap); `added` and `removed` count words."""

    head: list
    body: list
    added: int
    removed: int

    @property
    def differs(self):
        """Return whether anything does, words or not."""
        blocks = (part for part in self.body if isinstance(part, Part))
        return any(part.state != "same" or part.moved for part in (*self.head, *blocks))


def compare(before, after, names, *, full=False):
    """
    Return the Comparison of two snapshots.

    `names` is {(model's name, id): name} of what they point to; what isn't in it has been deleted. With `full`,
    what is unchanged is there too and nothing is folded.
    """
    head = [_head_part(name, before, after, names) for name in HEAD + LEAD]
    body = _mark_moved_paragraphs(list(_body(before["blocks"], after["blocks"], names)))
    if not full:
        head = [_folded(part) for part in head if part.state != "same"]
        body = list(_without_unchanged(body))
    return Comparison(head, body, *tally(before, after))


def tally(before, after):
    """
    Return how many words were added and removed; `before` is None for a first version.

    A word that only stands elsewhere counts as neither, and only what differs is read: fifty versions of a story
    with sixty blocks take a few milliseconds.
    """
    old, new = _pieces(before) if before else {}, _pieces(after)
    kept = {key for key in old.keys() & new.keys() if old[key] == new[key]}
    old, new = (_words(piece for key, piece in pieces.items() if key not in kept) for pieces in (old, new))
    return (new - old).total(), (old - new).total()


def _pieces(content):
    head = {name: content.get(name, "") for name in ("headline", "kicker", "standfirst", "lead_caption", "lead_alt")}
    return head | {_key(block): block for block in content["blocks"]}


def _words(pieces):
    fields = chain.from_iterable(piece.items() if isinstance(piece, dict) else [("", piece)] for piece in pieces)
    read = (to_plain(value) if name == "html" else value for name, value in fields if name not in {"kind", "url"})
    return Counter(chain.from_iterable(WORD.findall(text) for text in read if isinstance(text, str)))


def _head_part(name, before, after, names):
    meta = Byline._meta.verbose_name_plural if name == "bylines" else Story._meta.get_field(name).verbose_name
    line = _line(name, "", before.get(name), after.get(name), names)
    return Part(str(meta), "changed" if line.is_changed else "same", [line])


def _key(block):
    return block["kind"], block["id"]


def _body(before, after, names):
    """Yield a Part for each block of either snapshot, in reading order; a block is known by its kind and id."""
    old, new = {_key(block): block for block in before}, {_key(block): block for block in after}
    left = set()
    for op, key in _merged(list(old), list(new)):
        if op == DELETE and key in new:
            left.add(key)
            continue
        moved = "" if op != INSERT or key not in old else "down" if key in left else "up"
        yield _block_part(old.get(key), new.get(key), names, moved)


def _merged(old, new):
    for op, i1, i2, j1, j2 in opcodes(old, new):
        if op == "equal":
            yield from ((SAME, key) for key in new[j1:j2])
        else:
            yield from ((DELETE, key) for key in old[i1:i2])
            yield from ((INSERT, key) for key in new[j1:j2])


def _block_part(old, new, names, moved):
    meta = BLOCKS[(new or old)["kind"]]._meta
    fields = [name for name in (old or {}) | (new or {}) if name not in {"kind", "id"}]
    titles = {name: "" if name == "html" and len(fields) == 1 else meta.get_field(name).verbose_name for name in fields}
    values = {name: ((old or {}).get(name), (new or {}).get(name)) for name in fields}
    lines = [_line(name, str(titles[name]), *values[name], names) for name in fields if any(values[name])]
    changed = any(line.is_changed for line in lines)
    state = "added" if old is None else "removed" if new is None else "changed" if changed else "same"
    return Part(str(meta.verbose_name), state, lines, moved)


def _line(name, title, old, new, names):
    is_list = name in {"tags", "bylines"} or name in POINTERS or name in WHOLE
    if is_list:
        found = _whole(_items(name, old, names), _items(name, new, names))
    else:
        found = paragraphs(runs(_text(name, old), _text(name, new)))
    return Line(title, found, old != new, is_list)


def _items(name, value, names):
    """Return what a field that isn't prose names, as a list of strings."""
    if name == "tags":
        return [_name("tag", pk, names) for pk in value or ()]
    if name == "bylines":
        roles = dict(Role.choices)
        return [f"{_name('contributor', line['contributor'], names)} ({roles[line['role']]})" for line in value or ()]
    if name in POINTERS:
        return [] if value is None else [_name(POINTERS[name], value, names)]
    return [str(dict(Language.choices).get(value, value))] if value else []


def _name(model, pk, names):
    return names.get((model, pk)) or _("deleted (no. %(id)s)") % {"id": pk}


def _whole(old, new):
    found = []
    for op, i1, i2, j1, j2 in opcodes(old, new):
        if op == "equal":
            found += [[Run(SAME, item)] for item in new[j1:j2]]
        else:
            found += [[Run(DELETE, item)] for item in old[i1:i2]] + [[Run(INSERT, item)] for item in new[j1:j2]]
    return found


def _text(name, value):
    """Return a field's text as lines that each end; of markup, what a word can show: crossheads, lists, links."""
    text = str(value or "")
    if name == "html":
        text = LINK.sub(r"\2 [\1]", text)
        for tag, mark in MARKS.items():
            text = text.replace(tag, mark)
        text = to_plain(text)
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())


def _mark_moved_paragraphs(parts):
    """Tell paragraphs that a block gave to another (a text that was split at the cursor) from new and lost ones."""
    alone = {op: set(_whole_paragraphs(parts, op)) for op in (DELETE, INSERT)}
    moved = alone[DELETE] & alone[INSERT]
    ops = {DELETE: AWAY, INSERT: HERE}

    def marked(paragraph):
        run = paragraph[0]
        return [run._replace(op=ops.get(run.op, run.op))] if len(paragraph) == 1 and run.text in moved else paragraph

    return [
        replace(part, lines=[replace(line, paragraphs=[*map(marked, line.paragraphs)]) for line in part.lines])
        for part in parts
    ]


def _whole_paragraphs(parts, op):
    for paragraph in chain.from_iterable(line.paragraphs for part in parts for line in part.lines):
        if len(paragraph) == 1 and paragraph[0].op == op and len(WORD.findall(paragraph[0].text)) >= MOVABLE:
            yield paragraph[0].text


def _without_unchanged(parts):
    for is_same, group in groupby(parts, key=lambda part: part.state == "same" and not part.moved):
        if is_same:
            yield Gap(len(list(group)))
        else:
            yield from map(_folded, group)


def _folded(part):
    return replace(part, lines=[replace(line, paragraphs=fold(line.paragraphs)) for line in part.lines])
