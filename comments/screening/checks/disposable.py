"""E-mail addresses that are gone in an hour."""

from comments.models import Flag
from comments.screening import lists
from comments.screening.case import Case
from comments.screening.found import Found
from newsroom.text.hosts import as_ascii, suffixes


def throw_away(case: Case) -> Found | None:
    """Find an address at a domain that lends mailboxes to anybody; a moderator sees no more than that domain."""
    domain = as_ascii(case.submission.address.rpartition("@")[2])
    known = lists.THROW_AWAY.intersection(suffixes(domain))
    return Found(Flag.Name.THROW_AWAY, min(known)) if known else None
