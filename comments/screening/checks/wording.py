"""Words and phrases that are on the newsroom's lists."""

from comments.models import Flag
from comments.screening import lists, normalize
from comments.screening.case import Case
from comments.screening.found import Found
from comments.screening.places import merged

# What an entry weighs; insults are said among people, advertising is not.
WEIGHTS = ((lists.SPAM, 4), (lists.INSULTS, 3))


def words(case: Case) -> Found | None:
    """Find entries of the lists, in the text and in the name, however they are typed."""
    name = normalize.words(case.submission.name)
    found, weight, spans = [], 0, []
    for listed, each in WEIGHTS:
        for phrase in listed:
            places = case.words.places(phrase)
            if places or name.places(phrase):
                found.append(listed[phrase])
                weight += each
                spans += places
    found = list(dict.fromkeys(found))
    return Found(Flag.Name.WORDS, ", ".join(found)[:200], merged(spans), weight=weight) if found else None
