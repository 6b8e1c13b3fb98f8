"""
French and English typography: the spaces, quotation marks, apostrophes, ellipses and dashes that good papers print.

French, after the “Lexique des règles typographiques en usage à l’Imprimerie nationale”: a narrow no-break space
(U+202F) before ; ! ? and within thousands, a no-break space (U+00A0) before : % € and units and after n°, « » for
straight marks. Within « » the space is narrow too, as most papers on the web have it. English, after “New Hart’s
Rules”: “ ” and ‘ ’, no space before ; : ! ?, an em dash for two hyphens. Both: ’ and …, an en dash for a hyphen between
spaces and between numbers that are surely a range, no space within straight marks that are a pair. No letter or digit
is ever changed, nor an address, a path or code; what could be something else (a score, a date, a telephone number,
inches) stays as it was written. Idempotent.
"""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from articles.text.typography.changes import NARROW, NO_BREAK, SEPARATOR, Sheet
from articles.text.typography.rules import RULES
from newsroom.text.html import excess, to_plain

# What isn't closed runs to the end, as browsers have it: no place is read twice.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(/?)([a-zA-Z][\w-]*)(?:[^>\"']|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)",
    re.DOTALL,
)
_INLINE = {"strong", "em", "s", "sub", "sup", "a", "code", "b", "i", "u", "span", "mark", "small"}
_CODE = {"code", "pre"}

Change = tuple[str, str]  # before, after


class _Tag(NamedTuple):
    written: str
    is_of_block: bool
    is_in_code: bool


def set_fields(fields: Iterable[tuple[str, str]], language: str) -> Iterator[tuple[str, str, list[Change]]]:
    """Yield (name, new value, changes) of those (name, value) that change; markup has a name with “html”."""
    for name, value in fields:
        if excess(value):
            continue  # more than one piece of a story may hold: saving it is refused in a sentence
        if name.endswith("html"):
            new = set_html(value, language)
            before, after = (to_plain(value), to_plain(new)) if new != value else ("", "")
        else:
            before, after = value, set_text(value, language)
            new = after
        if new != value:
            yield name, new, changes(before, after)


def set_text(text: str, language: str) -> str:
    """Return a plain text as a paper in this language sets it; in any language but “fr” and “en”, as it is."""
    return Sheet(text, []).set(RULES[language]) if language in RULES else text


def set_html(markup: str, language: str) -> str:
    """Return a piece of markup with its words set; no tag, no attribute and nothing within code is changed."""
    if language not in RULES:
        return markup
    chunks, tags = _pieces(markup)
    texts = [html.unescape(chunk) for chunk in chunks]
    # A tag of a block ends a paragraph, which a separator stands for; others stand within the text, at no width.
    edges = [SEPARATOR if tag.is_of_block else "" for tag in tags]
    flat = texts[0] + "".join(edge + text for edge, text in zip(edges, texts[1:], strict=True))
    sheet = Sheet(flat, _places(texts, edges))
    sheet.keep_within(place for place, tag in enumerate(tags) if tag.is_in_code)
    done = sheet.set(RULES[language])
    ends = [place - len(edge) for place, edge in zip(sheet.places, edges, strict=True)] + [len(done)]
    words = [done[start:end] for start, end in zip([0, *sheet.places], ends, strict=True)]
    new = [
        chunk if word == text else html.escape(word, quote=False)
        for chunk, text, word in zip(chunks, texts, words, strict=True)
    ]
    return new[0] + "".join(tag.written + chunk for tag, chunk in zip(tags, new[1:], strict=True))


def changes(before: str, after: str) -> list[Change]:
    """Return what has changed, with the words beside it; both texts have the same lines and the same words."""
    lines = zip(before.split("\n"), after.split("\n"), strict=True)
    return [change for old, new in lines if old != new for change in _changes_in_line(old, new)]


def _changes_in_line(before: str, after: str) -> list[Change]:
    old, new = re.split(r"(\w+)", before), re.split(r"(\w+)", after)
    # Every second piece stands between two words; changes that have a word in common are shown as one.
    changed = [place for place in range(0, len(old), 2) if old[place] != new[place]]
    runs: list[list[int]] = []
    for place in changed:
        if runs and runs[-1][1] == place - 2:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return [(_excerpt(old, first, last), _excerpt(new, first, last)) for first, last in runs]


def _excerpt(pieces: list[str], first: int, last: int) -> str:
    return "".join(pieces[max(first - 1, 0) : last + 2]).strip(" \r")


def visible(excerpt: str) -> str:
    """Return an excerpt with signs for what the eye can't tell apart: ⍽ a no-break space, · a narrow one."""
    return excerpt.replace(NO_BREAK, "⍽").replace(NARROW, "·")


def _pieces(markup: str) -> tuple[list[str], list[_Tag]]:
    """Return the texts of a markup, and the tags between them."""
    chunks: list[str] = []
    tags: list[_Tag] = []
    place = depth = 0
    for found in _TAG.finditer(markup):
        name = (found[2] or "").lower()
        if name in _CODE:
            depth = max(depth + (-1 if found[1] else 1), 0)
        chunks.append(markup[place : found.start()])
        tags.append(_Tag(found[0], bool(name) and name not in _INLINE, depth > 0))
        place = found.end()
    return [*chunks, markup[place:]], tags


def _places(texts: list[str], edges: list[str]) -> list[int]:
    return list(accumulate(len(text) + len(edge) for text, edge in zip(texts, edges, strict=False)))
