"""Links in the text, and the domains that they lead to."""

import re
from collections import Counter
from urllib.parse import urlsplit

from comments.clues import lists
from comments.clues.found import Found
from comments.clues.places import merged
from comments.models import Clue

# Written out, or as other sites' markup; or a bare domain: with a path, or below an ending that no sentence has.
LINK = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"'«»“”]*
    | \[(?:url|link)\b[^\]\n]{0,300}\]?
    | <a\s[^>\n]{0,300}>?
    | (?<![\w.@-])(?:[\w-]+\.)+(?:
        (?:com|net|org|info|biz|xyz|top|site|online|shop|store|club|bet|casino|vip|live|click|win|icu|ru|рф)
            (?![\w@-]|\.\w)[^\s<>"'«»“”]*
        | [a-z]{2,24}/[^\s<>"'«»“”]+
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
MARKUP = re.compile(r"""^(?:\[\w+|<a\s[^=>]*)\s*=?\s*["']?""", re.IGNORECASE)


def links(case):
    """Find links in the text, the more the heavier; those to this site and to public sources aren't meant."""
    found = [match for match in LINK.finditer(case.body) if not _is_harmless(match[0], case.sender.host)]
    if not found:
        return None
    numbers = Counter(host_in(match[0]) or "?" for match in found)
    detail = ", ".join(f"{host} × {number}" if number > 1 else host for host, number in numbers.items())
    spans = merged(match.span() for match in found)
    return Found(Clue.Name.LINKS, min(2 * len(found), 10), detail[:200], spans)


def hosts(text):
    """Return the names of the hosts that a text links to, each once, in their order."""
    found = (host_in(match[0]) for match in LINK.finditer(text))
    return list(dict.fromkeys(filter(None, found)))


def host_in(link):
    """Return the name of the host in a link in one form, None where there is none."""
    bare = re.split(r"""[\]>"'\s]""", MARKUP.sub("", link), maxsplit=1)[0]
    try:
        host = urlsplit(bare if "//" in bare[:10] else f"//{bare}").hostname or ""
    except ValueError:
        host = ""
    return as_key(host) or None


def as_key(host):
    """Return a host's name in the one form in which it is compared and blocked: ASCII, small, without a last dot."""
    host = host.strip().rstrip(".").casefold()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host[:200]


def suffixes(host):
    """Return a host's name and those of all domains that it stands below: a.b.example, b.example, example."""
    parts = host.split(".")
    return [".".join(parts[at:]) for at in range(len(parts))]


def _is_harmless(link, own):
    host = host_in(link)
    return host is not None and (host == as_key(own) or not lists.SOURCES.isdisjoint(suffixes(host)))
