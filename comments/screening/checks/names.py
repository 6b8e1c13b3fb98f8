"""Names that readers could take for one of the newsroom's."""

import re
from functools import lru_cache

from django.conf import settings
from django.contrib.auth import get_user_model

from articles.models import Contributor
from comments.models import Flag
from comments.screening import lists, normalize
from comments.screening.case import Case
from comments.screening.found import Found

SHORT = 3  # letters: shorter names and initials are anybody's
# What looks alike only in a name, where nobody reads letter by letter.
TWINS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("j", "l"), ("0", "o"), ("5", "s"))
PARTS = re.compile(r"[^\W_]")


def staff_name(case: Case) -> Found | None:
    """Find a name that looks like that of somebody of the newsroom, of the paper itself, or of an office in it."""
    name = case.submission.name
    if skeleton(name) in {skeleton(known) for known in _known_names()}:
        return Found(Flag.Name.STAFF_NAME, name)
    words = normalize.words(name)
    office = next((office for office in lists.OFFICES if words.places(office)), None)
    return Found(Flag.Name.STAFF_NAME, name, weight=4) if office else None


@lru_cache(maxsize=10_000)  # the same few hundred names at every comment
def skeleton(name: str) -> str:
    """What is left of a name for an eye that passes over it: the same for all that look alike, in any order."""
    parts = normalize.normalized(name.replace("|", "l").replace("!", "l")).split()
    return "".join(sorted(filter(None, map(_bones, parts))))


def _bones(part: str) -> str:
    for seen, meant in TWINS:
        part = part.replace(seen, meant)
    return normalize.squeezed(part)


def _known_names() -> list[str]:
    staff = get_user_model().objects.filter(is_active=True, is_staff=True)
    people = staff.values_list("first_name", "last_name", "username")
    names = [settings.SITE_NAME, *Contributor.objects.values_list("name", flat=True)]
    for first, last, username in people:
        names += [f"{first} {last}", username]
    return [name for name in names if len(PARTS.findall(name)) >= SHORT]
