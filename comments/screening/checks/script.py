"""Letters of another script than the story's, and words that mix two."""

import re
import unicodedata
from functools import lru_cache

from django.utils.translation import gettext as _

from comments.models import Flag
from comments.screening.case import Case
from comments.screening.found import Found
from comments.screening.places import merged, runs

# {language of a story: the script that its readers write in}
SCRIPTS = {"fr": "LATIN", "en": "LATIN"}
FEW = 8  # letters: a name or a word that is quoted
SHARE = 0.3  # of all letters: a quoted sentence in an answer of one's own stays below
WHOLE = 0.9
MIXABLE = {"LATIN", "CYRILLIC", "GREEK"}  # they share shapes, so that a word of two of them pretends
WORD = re.compile(r"[^\W\d_]{4,}")  # shorter ones are units and symbols of science


def script(case: Case) -> Found | None:
    """Find that much of the text is in another script than the story, or that words mix letters that look alike."""
    mixed = [match.span() for match in WORD.finditer(case.body) if _mixes(match[0])]
    if mixed:
        return Found(Flag.Name.SCRIPT, _("words mixing look-alike letters"), merged(mixed), weight=6)
    own = SCRIPTS.get(case.language)
    letters = [char for char in case.body if char.isalpha()]
    foreign = [char for char in letters if _script(char) != own]
    share = len(foreign) / len(letters) if own and letters else 0
    # A short text that is wholly in another script quotes nothing.
    if share < SHARE or (len(foreign) < FEW and share < WHOLE):
        return None
    return Found(
        Flag.Name.SCRIPT,
        _("%(share)s %% of the letters") % {"share": round(100 * share)},
        runs(case.body, lambda word: _script(word[0]) != own),
        weight=4 if share < 2 * SHARE else 7,
    )


def _mixes(word: str) -> bool:
    return len({_script(char) for char in word} & MIXABLE) > 1


@lru_cache(maxsize=5_000)
def _script(char: str) -> str:
    """By a letter's Unicode name; letters in ornamental styles are a script of their own."""
    name = unicodedata.name(char, "").replace("FEMININE ORDINAL", "LATIN").replace("MASCULINE ORDINAL", "LATIN")
    return name.partition(" ")[0]
