"""
Links in plain text: which become links on the page, which screening sees, and which hosts a text names.

One file, so that no link on the page leads to a host that screening and blocks haven't seen. Imports hosts alone.
"""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

from newsroom.hosts import as_ascii, host_of


class Link(NamedTuple):
    """A link in a text: text[start:end], the host that it leads to in its one form, empty where that can't be told."""

    start: int
    end: int
    host: str


# Never within an address: what no keyboard puts there, quotation marks, and the marks of texts that have no spaces.
_NEVER = (
    r"\s\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069"
    r"<>\"`«»\u2039\u203a“”„\u201f‘—\u2015\u3000-\u3001\u3003-\u301f"
    r"\uff01\uff08\uff09\uff0c\uff0f\uff1a\uff1b\uff1f\uff3b\uff3d\uff5b\uff5d"
)
_FULL_STOPS = r"\u3002\uff0e\uff61"  # which are dots in a host's name
_SAME = r"(?![,;]https?:)"  # in a list without spaces the next address begins
_WRITTEN = re.compile(
    rf"""
    (?<![a-z0-9+.-])https?://
    (?:{_SAME}[^{_NEVER}/?#\\{_FULL_STOPS}] | (?<=[a-z0-9])[{_FULL_STOPS}](?=[a-z0-9]))+
    (?:[/?#\\](?:{_SAME}[^{_NEVER}{_FULL_STOPS}])*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PARTNERS = {"(": ")", "[": "]", "{": "}"}
# The punctuation that addresses really end with, and the signs that mark up words and aren't punctuation.
_ENDS_AN_ADDRESS, _ENDS_MARKUP = frozenset("/-_%&#@)]}"), frozenset("~|^")


def written_out(text):
    """
    Return the Links that a text has written out, with http:// or https://, in their order.

    The sentence's own marks aren't in them: any punctuation at the end, brackets without a partner within. After
    GitHub Flavored Markdown §6.9, for every script. (linkify-it-py 2.2 keeps `: … ’ * 。` at the end, and loses nested
    brackets, IPv6, and hosts with an underscore.)
    """
    if "://" not in text:
        return []
    found = (_at(match.start(), _without_emphasis(match)) for match in _WRITTEN.finditer(text))
    return [link for link in found if link.host]


def _at(start, address):
    return Link(start, start + len(address), host_of(address))


def _without_emphasis(match):
    # _https://…_ is set off by underscores; another address may end with one.
    is_set_off = match.start() and match.string[match.start() - 1] == "_"
    return _without_marks(match[0].rstrip("_") if is_set_off else match[0])


def _without_marks(address):
    address = address[: _lone_bracket(address)]
    end = len(address)
    while end and _is_mark(address[end - 1]):
        end -= 1
    return address[:end]


def _lone_bracket(address):
    """Return where the first bracket without its partner stands, or the end."""
    opened = []
    for place, sign in enumerate(address):
        if sign in _PARTNERS:
            opened.append(place)
        elif sign in ")]}":
            if not opened or _PARTNERS[address[opened[-1]]] != sign:
                return opened[0] if opened else place
            opened.pop()
    return opened[0] if opened else len(address)


def _is_mark(sign):
    category = unicodedata.category(sign)
    return category == "Cf" or sign in _ENDS_MARKUP or (category[0] == "P" and sign not in _ENDS_AN_ADDRESS)


_TAIL = rf"(?:{_SAME}[^\s<>\"'«»“”])"
# As browsers read them, as other sites' markup; or a bare domain: with a path, or below an ending that no sentence has.
_SEEN = re.compile(
    rf"""
    (?:https?|hxxps?|ftp):[/\\]+{_TAIL}*
    | (?:https?|hxxps?):(?=[^\s/\\]+\.){_TAIL}+
    | (?<![\w:/\\])[/\\]{{2}}(?=[\w-]+\.){_TAIL}+
    | www\.{_TAIL}*
    | \[(?:url|link)\b[^\]\n]{{0,300}}\]?
    | <a\s[^>\n]{{0,300}}>?
    | (?<![\w.@-])(?:[\w-]+\.)+(?:
        (?:com|net|org|info|biz|xyz|top|site|online|shop|store|club|bet|casino|vip|live|click|win|icu|ru|рф)
            (?![\w@-]|\.\w){_TAIL}*
        | [a-z]{{2,24}}/{_TAIL}+
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MARKUP = re.compile(r"""^(?:\[\w+|<a\s[^=>]*)\s*=?\s*["']?""", re.IGNORECASE)


def seen(text):
    """Return the Links that a text has in any spelling, in their order: those that speak against a comment."""
    return [_spelled(match) for match in _SEEN.finditer(text)]


def without_links(text):
    """Return a text with a space in the place of each link."""
    return _SEEN.sub(" ", text)


def _spelled(match):
    if match[0][0] not in "[<":
        return _at(match.start(), _without_marks(match[0]))
    bare = re.split(r"""[\]>"'\s]""", _MARKUP.sub("", match[0]), maxsplit=1)[0]
    return Link(*match.span(), host_of(_without_marks(bare)))


# What may stand in a host's name, and what parts its labels: a dot, or one that is hidden from machines.
_LETTER = rf"[^{_NEVER}{_FULL_STOPS}./\\:@?#\[\](){{}}'’,;!&=*|…~^]"
_DOT = rf"(?:[.{_FULL_STOPS}]|\s?[\[({{]\s?(?:\.|dot|point)\s?[\])}}]\s?)"
_NAME = re.compile(rf"(?<!{_LETTER}){_LETTER}++(?:{_DOT}{_LETTER}++)+", re.IGNORECASE)
_UNSEEN = re.compile(r"[\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_SIGNS = re.compile(r"^[^\w]+|[^\w]+$")


_AROUND = re.compile(r"^[^\w\[]+|[^\w\]]+$")


def named(text):
    """Return each host that a text links to or merely names, as Links: what a block of a domain is compared with."""
    names = (match for match in _NAME.finditer(text))
    bare = [Link(*match.span(), host) for match in names for host in _hosts_in(match[0])]
    return sorted({link for link in (*written_out(text), *seen(text), *bare) if link.host})


def _hosts_in(name):
    plain = re.sub(_DOT, ".", _UNSEEN.sub("", unquote(name)), flags=re.IGNORECASE)
    for part in re.split(r"[/\\:@?#\s]+", plain):
        forms = (part, _SIGNS.sub("", part).strip("_"))
        yield from {as_ascii(form) for form in forms if "." in form}


def host_meant(typed):
    """Return the host that somebody means who typed or pasted an address, whole or in part; empty where it’s none."""
    plain = re.sub(_DOT, ".", typed, flags=re.IGNORECASE)
    links = seen(plain)
    return links[0].host if links else host_of(_AROUND.sub("", plain))


def hosts(text):
    """Return the hosts that a text links to or names, each once."""
    return {link.host for link in named(text)}
