"""Links in the text and the name, and the domains that they lead to."""

from collections import Counter

from comments.models import Flag
from comments.screening import lists
from comments.screening.case import Case
from comments.screening.found import Found
from comments.screening.places import merged
from newsroom.text.hosts import as_ascii, suffixes
from newsroom.text.links import seen


def links(case: Case) -> Found | None:
    """Find links in the text and the name, but to this site and public sources; the spans are those in the text."""
    found, in_name = (
        [link for link in seen(text) if not _is_harmless(link.host, case.sender.host)]
        for text in (case.body, case.submission.name)
    )
    if not found + in_name:
        return None
    numbers = Counter(link.host or "?" for link in found + in_name)
    detail = ", ".join(f"{host} × {number}" if number > 1 else host for host, number in numbers.items())
    spans = merged((link.start, link.end) for link in found)
    return Found(Flag.Name.LINKS, detail, spans, weight=2 * len(found + in_name))


def is_source(host: str) -> bool:
    """Public sources, which readers cite: lists/sources.txt."""
    return not lists.SOURCES.isdisjoint(suffixes(host))


def _is_harmless(host: str, own: str) -> bool:
    return bool(host) and (host == as_ascii(own) or is_source(host))
