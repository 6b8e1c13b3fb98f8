"""
The HTML gate: the one way by which markup gets onto a page.

bleach does the shaping (an allowlist, links), nh3 stands last as the boundary: bleach's last release says that
it is no longer maintained, so it must never be the only wall. What comes out is repaired: an entity
(`&#x202e;`) may stand for a character that no text may hold. Of ours it imports characters, hrefs, links and markup.
"""

import html as entities
import json
import re
from functools import lru_cache
from typing import NamedTuple

import bleach
import nh3
from django.utils.html import escape
from django.utils.safestring import mark_safe

from newsroom.text.characters import has_right_to_left, repaired, repaired_within
from newsroom.text.hrefs import mended
from newsroom.text.links import href, written_out
from newsroom.text.markup import as_ours

BODY_TAGS = {
    "p",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "blockquote",
    "strong",
    "em",
    "s",
    "sub",
    "sup",
    "br",
    "a",
    "code",
}
COMMENT_TAGS = {"p", "br", "a"}
SCHEMES = {"http", "https", "mailto", "tel"}
# What a reader links to gets no weight in search engines and learns nothing of where it was clicked.
READER_REL = "nofollow ugc noopener noreferrer"

# Tags that stand in one another; no editor of ours makes twelve.
DEEPEST = 30
# Characters of one text with its markup: some fifteen thousand words. Tags and entities: they are what costs time,
# 20 µs each in bleach.
LONGEST, MOST_SIGNS = 100_000, 5_000
# Characters of a text up to which its clean form is kept: a thousand of these are 40 MB at most.
KEPT = 10_000


# The number that a list begins with. Four digits: years are counted too, and longer ones wouldn't fit beside the text.
_START = re.compile(r"[0-9]{1,4}")


def _keep_attribute(tag, attribute, value):
    if attribute == "start":
        return str(int(value)) if _START.fullmatch(value) and int(value) != 1 else None
    value = repaired(value)  # before it is judged: what is taken out of "/\u202e/elsewhere.example" leaves two slashes
    return mended(value) if attribute == "href" else value


def _keeps(tag, attribute, value):
    names = {"a": "href", "ol": "start"}
    return names.get(tag) == attribute and _keep_attribute(tag, attribute, value) is not None


_body_boundary = nh3.Cleaner(
    tags=BODY_TAGS,
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes=SCHEMES,
    attribute_filter=_keep_attribute,
    link_rel=None,
)
_comment_boundary = nh3.Cleaner(
    tags=COMMENT_TAGS,
    attributes={"a": {"href", "rel"}, "p": {"dir"}},
    url_schemes=SCHEMES,
    attribute_filter=_keep_attribute,
    link_rel=None,
)


class Excess(NamedTuple):
    """What a text has too much of: `of` is “length”, “depth” or “signs”, `limit` is what is possible."""

    of: str
    limit: int


def excess(html):
    """Return the Excess of a text that is more than one piece of a story may hold; None where it isn't."""
    if len(html) > LONGEST:
        return Excess("length", LONGEST)
    if _is_too_deep(html):
        return Excess("depth", DEEPEST)
    return Excess("signs", MOST_SIGNS) if _signs(html) > MOST_SIGNS else None


def clean(html):
    """
    Return a journalist's rich text with nothing but the allowed markup; idempotent.

    What is too deep becomes paragraphs of plain words.
    """
    html = html or ""
    return _kept_clean(html) if len(html) <= KEPT else _clean(html)


def _clean(html):
    # nh3 first drops the words inside <script> and <style>, which bleach would leave behind as text.
    shaped = repaired(_within_bounds(html))
    # Rows that are older than the limits pass the boundary alone.
    if len(shaped) <= LONGEST and _signs(shaped) <= MOST_SIGNS:
        shaped = bleach.clean(
            shaped,
            tags=BODY_TAGS,
            attributes=_keeps,
            protocols=SCHEMES,
            strip=True,
        )
    return boundary(shaped)


_kept_clean = lru_cache(maxsize=1024)(_clean)  # of the sixty texts of a story that is being typed one changes at a time


def boundary(html):
    """Return the markup as safe for a template: the last wall, run at every rendering (0.35 ms for 11 kB)."""
    return mark_safe(_tidy(_within_bounds(html or "")))  # noqa: S308 -- nh3 has just cleaned it


def _within_bounds(html):
    given = repaired(html)
    ours = as_ours(given)
    kept = _body_boundary.clean(_shallow(ours))
    # A block around blocks leaves empty paragraphs behind.
    return kept if ours == given else re.sub(r"<p>\s*</p>", "", kept)


def _tidy(html):
    # nh3 writes U+00A0 as an entity and editors leave an empty paragraph behind: neither belongs in the text.
    html = repaired(html.replace("&nbsp;", "\u00a0"))
    return "" if re.fullmatch(r"(<(p|h2|h3)>\s*</\2>)*", html) else html


# A comment, or a tag: whole as nobody could read it otherwise, or what may be the beginning of one.
_BLANK = r" \t\n\f\r"
_VALUE = rf"\"[^\"<>]*+\"|'[^'<>]*+'|[^{_BLANK}\"'`=<>]++"
_TAG = re.compile(
    rf"<!--[^<>]*-->|<(?P<end>/?)(?P<name>[a-zA-Z][^{_BLANK}/<>]*)"
    rf"(?P<whole>(?:[{_BLANK}]++[^{_BLANK}\"'=/<>\0]++(?:=(?:{_VALUE}))?)*+[{_BLANK}]*+/?>)?"
    r"|<(?=[/!?])"
)
# Most of a real text, which nothing stands in: taken out in a tenth of the time that reading its tags takes.
_FLAT = re.compile(r"<(p|h2|h3|li|em|strong)>[^<]*</\1>")
_VOID = {"area", "base", "br", "col", "embed", "hr", "image", "img", "input", "link", "meta", "source", "track", "wbr"}
# Within these other rules hold for what a tag is.
_RAW = {"iframe", "math", "noembed", "noframes", "noscript", "plaintext", "script", "style", "svg"}
_RAW |= {"template", "textarea", "title", "xmp"}
# These end by themselves, before another of their name and where one of those ends.
_IMPLIED, _ENDS_IMPLIED = {"p", "li"}, {"blockquote", "div", "li", "ol", "ul"}


def _is_too_deep(html):
    """
    Return whether tags may stand in one another more than DEEPEST deep; takes time by the length alone.

    Counted for the worst: from the first thing on that an editor doesn't write (a tag within an attribute, a script),
    and out of order, no tag ends another.
    """
    html = _FLAT.sub("", html)
    if html.count("<") <= DEEPEST:
        return False
    stack, in_doubt = [], False
    for found in _TAG.finditer(html):
        name = (found["name"] or "").lower()
        in_doubt = in_doubt or name in _RAW or not (found["whole"] or found[0].startswith("<!--"))
        if found["end"] and not in_doubt:
            _end(stack, name)
        elif name and not found["end"] and name not in _VOID and not (name in _IMPLIED and stack[-1:] == [name]):
            stack.append(name)
        if len(stack) > DEEPEST:
            return True
    return False


def _end(stack, name):
    place = len(stack)
    while name in _ENDS_IMPLIED and place and stack[place - 1] in _IMPLIED - {name}:
        place -= 1
    if place and stack[place - 1] == name:
        del stack[place - 1 :]


def _shallow(html):
    """Return the markup as it is; where it is too deep, its words as paragraphs."""
    if not _is_too_deep(html):
        return html
    words = entities.unescape(re.sub(r"<[^<>]*>", "", _with_lines(html)))
    return "".join(f"<p>{escape(line.strip())}</p>" for line in words.splitlines() if line.strip())


_BLOCK_BEHIND_WORDS = re.compile(r"(?:[^>\s]|</(?:a|strong|em|s|sub|sup|code)>)(?=<(?:p|h2|h3|ul|ol|blockquote)[\s>])")


def _with_lines(html):
    html = re.sub(r"</(?:p|h2|h3|li|blockquote)>|<br\s*/?>", r"\g<0>\n", html)
    return _BLOCK_BEHIND_WORDS.sub(r"\g<0>\n", html)


def _signs(html):
    return html.count("<") + html.count("&")


def from_plain(text):
    """Return a reader's plain text as paragraphs, with marked links and their own direction; safe for a template."""
    paragraphs = re.split(r"\n\s*\n", repaired(text or "").replace("\r\n", "\n").strip())
    parts = (_linked(part.strip()).replace("\n", "<br>") for part in paragraphs if part.strip())
    html = "".join(f"<p{_directed(part)}>{part}</p>" for part in parts)
    return mark_safe(_comment_boundary.clean(html))  # noqa: S308 -- nh3 has just cleaned it


def _directed(text):
    """Return the attribute that a text with Hebrew or Arabic in it needs, ready for a tag; empty for any other."""
    return ' dir="auto"' if has_right_to_left(text) else ""


def _linked(text):
    """Return a plain text as markup, what is written out in it as an address as a link: not every “word.tld”."""
    made, place = [], 0
    for link in written_out(text):
        written = text[link.start : link.end]
        tag = f'<a href="{escape(href(written))}" rel="{READER_REL}">'
        made.append(f"{escape(text[place : link.start])}{tag}{escape(written)}</a>")
        place = link.end
    return "".join([*made, escape(text[place:])])


_ENDS_A_SCRIPT = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


def json_for_script(data):
    """Return data as JSON that is safe inside a <script> of a template: no markup begins or ends in it."""
    written = json.dumps(repaired_within(data), ensure_ascii=False).translate(_ENDS_A_SCRIPT)
    return mark_safe(written)  # noqa: S308 -- every <, > and & is written as its number


def to_plain(html):
    """Return the words of a piece of markup, blocks separated by newlines."""
    text = nh3.clean(_with_lines(_shallow(as_ours(repaired(html or "")))), tags=set())
    for entity, char in (("&nbsp;", "\u00a0"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return repaired(text).strip()
