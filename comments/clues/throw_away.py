"""E-mail addresses that are gone in an hour."""

from comments.clues import lists
from comments.clues.found import Found
from comments.models import Clue
from newsroom.hosts import as_ascii, suffixes


def throw_away(case):
    """Find an address at a domain that lends mailboxes to anybody; a moderator sees no more than that domain."""
    domain = as_ascii(case.submission.address.rpartition("@")[2])
    known = lists.THROW_AWAY.intersection(suffixes(domain))
    return Found(Clue.Name.THROW_AWAY, 4, min(known)) if known else None
