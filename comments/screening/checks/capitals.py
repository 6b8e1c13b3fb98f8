"""A text that shouts."""

from comments.models import Flag
from comments.screening.case import Case
from comments.screening.found import Found
from comments.screening.places import runs

FEW = 30  # letters: a shout, an acronym, a headline that is quoted
SHARE = 0.6  # of all letters that have two cases: one angry sentence among calm ones stays below


def capitals(case: Case) -> Found | None:
    """Find a text that is mostly in capitals."""
    letters = [char for char in case.body if char.lower() != char.upper()]
    loud = sum(char.isupper() for char in letters)
    if len(letters) < FEW or loud < SHARE * len(letters):
        return None
    share = round(100 * loud / len(letters))
    return Found(Flag.Name.CAPITALS, f"{share} %", runs(case.body, str.isupper), weight=3 if share > 90 else 2)
