"""
Links in plain text: those that the page shows, those that screening counts, and the hosts that a text names.

They are in one file so that screening and blocks see the host of each link on the page. Of ours it imports characters
and hosts alone.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from newsroom.text.characters import BLANK, UNSEEN, visible
from newsroom.text.hosts import DOTS, as_ascii, host_of, ipv6


class Link(NamedTuple):
    """A link in a text: text[start:end], and its host, normalised; "" where it can't be told."""

    start: int
    end: int
    host: str


# Never within an address: controls, quotation marks, and the punctuation of scripts without spaces.
_NEVER = (
    r"\s\x00-\x20\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    r"<>\"`«»\u2039\u203a“”„\u201f‘—\u2015\u3000-\u3001\u3003-\u301f"
    r"\uff01\uff08\uff09\uff0c\uff0f\uff1a\uff1b\uff1f\uff3b\uff3d\uff5b\uff5d"
)
_FULL_STOPS = r"\u3002\uff0e\uff61"  # which are dots in a host's name
_SAME = r"(?![,;]https?:)"  # the next address of a list without spaces begins


def _of_kinds(kinds: str) -> str:
    """Leave out those that a host name may have or that stand for a hyphen."""
    chars = {*map(chr, range(0x80, 0x10000))} - {*"·\uff0d\ufe63"}
    return re.escape("".join(char for char in sorted(chars) if unicodedata.category(char)[0] in kinds))


# Within a host's name stand letters, digits and signs such as ➡; in its last label, which no registry sells with
# signs, there are none of these, nor two alphabets in one, and a hyphen only in what was written in ASCII (xn--).
_MARKS = _of_kinds("PZ") + r"\x00-,/:-@\[-^`{-\x7f"
_LABEL = rf"(?:[^.{_MARKS}{_NEVER}]|%[0-9a-f]{{2}})++"
_ASCII = rf"(?:[{UNSEEN}]*+(?:[a-z0-9]|%[0-9a-f]{{2}}))++[{UNSEEN}]*+"
_OTHER = rf"[^._{_MARKS}{_NEVER}{_of_kinds('S')}\U0001f000-\U0001faff-]++"
_LATIN = r"[a-z]*[\u00c0-\u024f\u0300-\u036f]"
_LAST = rf"(?:xn--[a-z0-9-]++|(?!{_LATIN}){_ASCII}|{_OTHER})"
_ONE = rf"(?!{_LATIN})[a-z0-9](?:[a-z0-9_{UNSEEN}-]|%[0-9a-f]{{2}})*+"  # `localhost`, or a dot that hides behind %2e
_BETWEEN = rf"(?:[.\u2024]|[{_FULL_STOPS}](?=[a-z0-9]))(?=[^.{_MARKS}{_NEVER}]|%)"
_WRITTEN = re.compile(
    rf"""
    (?<![a-z0-9+.-])https?://
    (?:[\w.%+~:!$&*=@-]*@)?
    (?>\[[0-9a-f:.]+\]|(?:{_LABEL}{_BETWEEN})+{_LAST}|{_ONE}|{_LAST})
    (?!:[0-9a-f]*:)(?:\.?:[0-9]{{1,5}})?
    (?:\.?[/?#\\](?:{_SAME}[^{_NEVER}{_FULL_STOPS}])*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_ADDED = re.compile(rf"(?![{_JOINERS}])[{UNSEEN}]|(?<=[!-~])[{_JOINERS}](?!\u20e3)")
_PARTNERS = {"(": ")", "[": "]", "{": "}"}
# The punctuation that addresses really end with, and the signs that mark up words and aren't punctuation.
_ENDS_AN_ADDRESS, _ENDS_MARKUP = frozenset("/-_%&#@)]}"), frozenset("~|^")
# An ending and what begins the next sentence right behind it: `https://a.example.org.But`.
_ENDINGS = "com|net|org|info|biz|xyz|top|site|online|shop|store|club|bet|casino|vip|live|click|win|icu|ru|рф"
_NEXT_SENTENCE = re.compile(rf"(?<=\.)((?:{_ENDINGS}|[a-z]{{2}}))\.(?!(?i:{_ENDINGS}|[a-z]{{2}})\b)[A-Z][a-z]+$")


def written_out(text: str) -> list[Link]:
    """
    Find the links with http:// or https://, in their order.

    They end before the sentence's punctuation and before an unpaired bracket, as in GitHub Flavored Markdown §6.9, for
    every script. (linkify-it-py 2.2 keeps `: … ’ * 。` at the end, and loses nested brackets, IPv6, and hosts with an
    underscore.)
    """
    if "://" not in text:
        return []
    found = (_at(match.start(), _without_emphasis(match)) for match in _WRITTEN.finditer(text))
    return [link for link in found if link.host]


def href(written: str) -> str:
    """
    Drop invisible characters, with which a server wouldn't know the address.

    Joiners and variation selectors stay behind letters that aren't ASCII, where Persian words and emoji need them.
    """
    return _ADDED.sub("", written)


def _at(start: int, address: str) -> Link:
    return Link(start, start + len(address), host_of(href(address)))


def _without_emphasis(match: re.Match[str]) -> str:
    # _https://…_ is set off by underscores; another address may end with one.
    is_set_off = match.start() and match.string[match.start() - 1] == "_"
    address = _without_marks(match[0].rstrip("_") if is_set_off else match[0])
    return address if "/" in address[len("https://") :] else _NEXT_SENTENCE.sub(r"\1", address)


def _without_marks(address: str) -> str:
    address = address[: _lone_bracket(address)]
    end = len(address)
    while end and _is_mark(address[end - 1]):
        end -= 1
    # A page may be named by a sign alone (…/👍); behind a word it is the sentence's.
    while address[end - 1 : end] in {"/", "=", "#"} and _is_sign(address[end : end + 1]):
        end = _end_of_signs(address, end)
    return address[:end]


def _lone_bracket(address: str) -> int:
    """Find the first unpaired bracket, or the end."""
    opened: list[int] = []
    for place, sign in enumerate(address):
        if sign in _PARTNERS:
            opened.append(place)
        elif sign in ")]}":
            if not opened or _PARTNERS[address[opened[-1]]] != sign:
                return opened[0] if opened else place
            opened.pop()
    return opened[0] if opened else len(address)


def _is_mark(sign: str) -> bool:
    is_punctuation = unicodedata.category(sign)[0] == "P" and sign not in _ENDS_AN_ADDRESS
    return is_punctuation or sign in _ENDS_MARKUP or _is_sign(sign) or not href(sign) or sign in _JOINERS


def _end_of_signs(address: str, place: int) -> int:
    while _is_sign(address[place : place + 1]) or (address[place : place + 1] or " ") in _JOINERS:
        place += 1
    return place


def _is_sign(sign: str) -> bool:
    return sign > "\x7f" and unicodedata.category(sign)[0] == "S"


_TAIL = rf"(?:{_SAME}[^\s<>\"'«»“”])"
# As browsers read them, as other sites' markup; or a bare domain: with a path, or below an ending that no sentence has.
_SEEN = re.compile(
    rf"""
    (?:https?|hxxps?|ftp):[/\\]+{_TAIL}*
    | (?:https?|hxxps?):(?=[^\s/\\.]{1, 253}\.){_TAIL}+
    | (?<![\w:/\\])[/\\]{{2}}(?=[\w-]+\.){_TAIL}+
    | www\.{_TAIL}*
    | \[(?:url|link)\b[^\]\n]{{0,300}}\]?
    | <a\s[^>\n]{{0,300}}>?
    | (?<![\w.@-])(?:[\w-]+\.)+(?:
        (?:{_ENDINGS})(?![\w@-]|\.\w){_TAIL}*
        | [a-z]{{2,24}}/{_TAIL}+
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MARKUP = re.compile(r"""^(?:\[\w+|<a\s[^=>]*)\s*=?\s*["']?""", re.IGNORECASE)


def seen(text: str) -> list[Link]:
    """Find links in any spelling, in their order, for screening."""
    links = deque(written_out(text))
    return [link for match in _SEEN.finditer(text) for link in _within(match, links) or [_spelled(match)]]


def _within(match: re.Match[str], links: deque[Link]) -> list[Link]:
    """Take the Links that begin within the match, so that both agree on the host of a link on the page."""
    while links and links[0].start < match.start():
        links.popleft()
    found = []
    while links and links[0].start < match.end():
        found.append(links.popleft())
    is_markup = found and match[0][0] in "[<"
    return [Link(*match.span(), found[0].host)] if is_markup else found


def without_links(text: str) -> str:
    return _SEEN.sub(" ", text)


def _spelled(match: re.Match[str]) -> Link:
    if match[0][0] not in "[<":
        return _at(match.start(), _without_marks(match[0]))
    bare = re.split(r"""[\]>"'\s]""", _MARKUP.sub("", match[0]), maxsplit=1)[0]
    return Link(*match.span(), host_of(_without_marks(bare)))


# What may stand in a host's name, and what parts its labels: a dot, or one that is hidden from machines.
_LETTER = rf"[^{_NEVER}{_FULL_STOPS}{BLANK}.\u2024/\\:@?#\[\](){{}}'’,;!&=*|…~^+–]"
_DOT = rf"[.\u2024{_FULL_STOPS}]"
_SAID = r"(?:\.|dot|point)"
_HIDDEN_DOT = (
    rf"(?:\s?(?:\[\s?{_SAID}\s?\]|\(\s?{_SAID}\s?\)|\{{\s?{_SAID}\s?\}}|<\s?{_SAID}\s?>)\s?"
    rf"|&\#(?:46|x2e);|&period;|%2e|\.{{2,3}}|[\s{BLANK}](?:dot|point)[\s{BLANK}]|[\s{BLANK}]\.[\s{BLANK}]?)"
)
_NAME = re.compile(
    rf"(?<!{_LETTER})(?:(?!%2e){_LETTER})++(?:(?:{_HIDDEN_DOT}|{_DOT})(?:(?!%2e){_LETTER})++)+", re.IGNORECASE
)
_HIDDEN = re.compile(_HIDDEN_DOT, re.IGNORECASE)
_SIGNS = re.compile(r"^\W+|(?<!\W)\W+$")
# Words of these scripts have no space between them, and none before a name in Latin letters.
_GLUED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_HYPHENS = re.compile("[\u2010-\u2012]")
# As many hidden dots as a name may have: what stands behind it may be another sentence's.
_MOST_HIDDEN = 8


def named(text: str) -> list[Link]:
    """Find each host that a text links to or names, for blocks of domains."""
    names = (match for match in _NAME.finditer(text))
    bare = [Link(*match.span(), host) for match in names for host in _hosts_in(match[0])]
    return sorted({link for link in (*written_out(text), *seen(text), *bare) if link.host})


def _hosts_in(name: str) -> Iterator[str]:
    parts = _HIDDEN.split(name)
    for end in range(len(parts)):
        whole = ".".join(parts[max(end - _MOST_HIDDEN, 0) : end + 1])
        for part in re.split(r"[/\\:@?#\s]+", _HYPHENS.sub("-", visible(unquote(whole)))):
            forms = (part, _SIGNS.sub("", part).strip("_"), *_GLUED.split(part))
            yield from {as_ascii(form) for form in forms if DOTS.search(form)}


_AROUND = re.compile(r"^[^\w\[]+|(?<![^\w\]])[^\w\]]+$")
_BEFORE_BARE = re.compile(r"\W*(?:\[[^\]]*\]\W+)?")
_HAS_SCHEME = re.compile(r"\W*(?:https?|hxxps?|ftp|www\.|\[|<a\s)", re.IGNORECASE)
_NAME_IN_DNS = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?:xn--[a-z0-9-]*[a-z0-9]|[a-z]+)|(?:\d+\.){3}\d+")
_NUMBERS = re.compile(r"[\d./]+")


def host_meant(typed: str) -> str:
    """
    Guess the host, a DNS name or IP address, that a person means by a typed or pasted address, whole or in part.

    "" where there is none, or where it is ambiguous: two hosts, a part of a network, a date.
    """
    plain = re.sub(r"^(\W*h(?:tt|xx)ps?)(?=//)", r"\1:", _HIDDEN.sub(".", typed.strip()), flags=re.IGNORECASE)
    bare = _AROUND.sub("", plain)
    if address := ipv6(bare.strip("[]")):
        return address
    if _NUMBERS.fullmatch(bare) and not re.fullmatch(r"(?:\d{1,3}\.){3}\d{1,3}/?", bare):
        return ""
    links = seen(plain)
    if any(not _HAS_SCHEME.match(plain, link.start) for link in links) and not _BEFORE_BARE.fullmatch(
        plain, 0, links[0].start
    ):
        return ""
    found = {link.host for link in links} or {host_of(bare)}
    host = found.pop()
    return host if not found and (_NAME_IN_DNS.fullmatch(host) or ipv6(host)) else ""


def hosts(text: str) -> set[str]:
    return {link.host for link in named(text)}
