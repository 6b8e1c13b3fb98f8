"""
Each reason for holding a comment, one small function a reason.

A check takes a Submission and returns what it found, or None. It decides nothing: see comments/pipeline.py.
"""

import re
from dataclasses import dataclass

from comments.models import Clue
from comments.text import printable

LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """
    A reason for holding a comment.

    name    one of Clue.Name
    weight  how much it says, 1 to 10
    detail  what was found, for a moderator
    """

    name: str
    weight: int
    detail: str = ""


def honeypot(submission):
    """Find the field filled that people don't see."""
    if submission.trap:
        return Found(Clue.Name.HONEYPOT, 8, printable(submission.trap)[:100])
    return None


def links(submission):
    """Find links in the text; the more, the heavier."""
    number = len(LINK.findall(submission.body))
    return Found(Clue.Name.LINKS, min(number * 2, 10), str(number)) if number else None


def no_browser(submission):
    """Find that the sender left out what every browser says of itself."""
    missing = submission.sender.missing
    return Found(Clue.Name.NO_BROWSER, 3 * len(missing), ", ".join(missing)) if missing else None


CHECKS = (honeypot, links, no_browser)
