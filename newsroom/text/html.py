"""
Sanitises markup; no markup reaches a page on another way.

bleach applies the allowlist, and nh3 sanitises last: bleach's last release says that it is no longer maintained, so it
must never be the only sanitiser. The output is repaired, since an entity (`&#x202e;`) may stand for a forbidden
character. Of ours it imports characters, hrefs, links and markup.
"""

import html as entities
import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

import bleach
import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from newsroom.text.characters import has_right_to_left, repaired, repaired_within
from newsroom.text.hrefs import mended
from newsroom.text.links import href, written_out
from newsroom.text.markup import as_ours

BODY_TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "s", "sub", "sup", "br", "a", "code"}
COMMENT_TAGS = {"p", "br", "a"}
SCHEMES = {"http", "https", "mailto", "tel"}
# Readers' links give no weight in search engines and send no referrer.
READER_REL = "nofollow ugc noopener noreferrer"

# Levels of nested tags; our editor makes fewer than twelve.
DEEPEST = 30
# Characters of one text with its markup: some fifteen thousand words. Tags and entities: 20 µs each in bleach.
LONGEST, MOST_SIGNS = 100_000, 5_000
# Characters of a text whose clean form is cached: a thousand of these are 40 MB at most.
KEPT = 10_000


# The number that a list begins with, years included; longer ones wouldn't fit beside the text.
_START = re.compile(r"[0-9]{1,4}")


def _keep_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "start":
        return str(int(value)) if _START.fullmatch(value) and int(value) != 1 else None
    value = repaired(value)  # first: "/\u202e/elsewhere.example" becomes "//elsewhere.example"
    return mended(value) if attribute == "href" else value


def _keeps(tag: str, attribute: str, value: str) -> bool:
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
    """What a text has too much of: `of` is “length”, “depth” or “signs”, `limit` the most that is allowed."""

    of: str
    limit: int


def excess(html: str) -> Excess | None:
    """Say what is too much for one block."""
    if len(html) > LONGEST:
        return Excess("length", LONGEST)
    if _is_too_deep(html):
        return Excess("depth", DEEPEST)
    return Excess("signs", MOST_SIGNS) if _signs(html) > MOST_SIGNS else None


def clean(html: str | None) -> SafeString:
    """Sanitise a journalist's rich text; idempotent. Markup that is nested too deeply becomes plain paragraphs."""
    html = html or ""
    return _kept_clean(html) if len(html) <= KEPT else _clean(html)


def _clean(html: str) -> SafeString:
    # nh3 first drops the contents of <script> and <style>, which bleach would leave as text.
    shaped = repaired(_within_bounds(html))
    # Rows that exceed the limits pass nh3 alone.
    if len(shaped) <= LONGEST and _signs(shaped) <= MOST_SIGNS:
        shaped = bleach.clean(shaped, tags=BODY_TAGS, attributes=_keeps, protocols=SCHEMES, strip=True)
    return boundary(shaped)


_kept_clean = lru_cache(maxsize=1024)(_clean)  # while a story is typed, one of its sixty texts changes at a time


def boundary(html: str | None) -> SafeString:
    """Sanitise by nh3 alone; runs at every rendering (0.35 ms for 11 kB)."""
    return mark_safe(_tidy(_within_bounds(html or "")))  # noqa: S308 -- nh3 has just cleaned it


def _within_bounds(html: str) -> str:
    given = repaired(html)
    ours = as_ours(given)
    kept = _body_boundary.clean(_shallow(ours))
    # A block around blocks leaves empty paragraphs behind.
    return kept if ours == given else re.sub(r"<p>\s*</p>", "", kept)


def _tidy(html: str) -> str:
    # nh3 writes U+00A0 as an entity, and editors leave an empty paragraph: neither belongs in the text.
    html = repaired(html.replace("&nbsp;", "\u00a0"))
    return "" if re.fullmatch(r"(<(p|h2|h3)>\s*</\2>)*", html) else html


# A comment, a well-formed tag, or what may be the beginning of a tag.
_BLANK = r" \t\n\f\r"
_VALUE = rf"\"[^\"<>]*+\"|'[^'<>]*+'|[^{_BLANK}\"'`=<>]++"
_TAG = re.compile(
    rf"<!--[^<>]*-->|<(?P<end>/?)(?P<name>[a-zA-Z][^{_BLANK}/<>]*)"
    rf"(?P<whole>(?:[{_BLANK}]++[^{_BLANK}\"'=/<>\0]++(?:=(?:{_VALUE}))?)*+[{_BLANK}]*+/?>)?"
    r"|<(?=[/!?])"
)
# Most of a real text: elements without tags inside, removed in a tenth of the time that reading their tags takes.
_FLAT = re.compile(r"<(p|h2|h3|li|em|strong)>[^<]*</\1>")
_VOID = {"area", "base", "br", "col", "embed", "hr", "image", "img", "input", "link", "meta", "source", "track", "wbr"}
# Elements whose contents are parsed by other rules.
_RAW = {"iframe", "math", "noembed", "noframes", "noscript", "plaintext", "script", "style", "svg"}
_RAW |= {"template", "textarea", "title", "xmp"}
# Elements whose end tag may be left out: before the same element, and at the end of these parents.
_IMPLIED, _ENDS_IMPLIED = {"p", "li"}, {"blockquote", "div", "li", "ol", "ul"}


def _is_too_deep(html: str) -> bool:
    """
    The count takes linear time and is pessimistic: behind anything that an editor doesn't write (a tag within an
    attribute, a script), and where end tags are out of order, no end tag counts.
    """
    html = _FLAT.sub("", html)
    if html.count("<") <= DEEPEST:
        return False
    stack: list[str] = []
    in_doubt = False
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


def _end(stack: list[str], name: str) -> None:
    place = len(stack)
    while name in _ENDS_IMPLIED and place and stack[place - 1] in _IMPLIED - {name}:
        place -= 1
    if place and stack[place - 1] == name:
        del stack[place - 1 :]


def _shallow(html: str) -> str:
    if not _is_too_deep(html):
        return html
    words = entities.unescape(re.sub(r"<[^<>]*>", "", _with_lines(html)))
    return "".join(f"<p>{escape(line.strip())}</p>" for line in words.splitlines() if line.strip())


_BLOCK_BEHIND_WORDS = re.compile(r"(?:[^>\s]|</(?:a|strong|em|s|sub|sup|code)>)(?=<(?:p|h2|h3|ul|ol|blockquote)[\s>])")


def _with_lines(html: str) -> str:
    html = re.sub(r"</(?:p|h2|h3|li|blockquote)>|<br\s*/?>", r"\g<0>\n", html)
    return _BLOCK_BEHIND_WORDS.sub(r"\g<0>\n", html)


def _signs(html: str) -> int:
    return html.count("<") + html.count("&")


def from_plain(text: str | None) -> SafeString:
    """Make paragraphs with links and `dir` of a reader's plain text."""
    paragraphs = re.split(r"\n\s*\n", repaired(text or "").replace("\r\n", "\n").strip())
    parts = (_linked(part.strip()).replace("\n", "<br>") for part in paragraphs if part.strip())
    html = "".join(f"<p{_directed(part)}>{part}</p>" for part in parts)
    return mark_safe(_comment_boundary.clean(html))  # noqa: S308 -- nh3 has just cleaned it


def _directed(text: str) -> str:
    return ' dir="auto"' if has_right_to_left(text) else ""


def _linked(text: str) -> str:
    """Make links of addresses with a scheme; a “word.tld” is none."""
    made, place = [], 0
    for link in written_out(text):
        written = text[link.start : link.end]
        tag = f'<a href="{escape(href(written))}" rel="{READER_REL}">'
        made.append(f"{escape(text[place : link.start])}{tag}{escape(written)}</a>")
        place = link.end
    return "".join([*made, escape(text[place:])])


_ENDS_A_SCRIPT = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


def json_for_script(data: Any) -> SafeString:
    """Write JSON that is safe inside a <script>."""
    written = json.dumps(repaired_within(data), ensure_ascii=False).translate(_ENDS_A_SCRIPT)
    return mark_safe(written)  # noqa: S308 -- every <, > and & is written as its number


def to_plain(html: str | None) -> str:
    """Blocks are separated by newlines."""
    text = nh3.clean(_with_lines(_shallow(as_ours(repaired(html or "")))), tags=set())
    for entity, char in (("&nbsp;", "\u00a0"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return repaired(text).strip()
