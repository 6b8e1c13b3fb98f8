"""What belongs to one person and not on a page: addresses and telephone numbers."""

import re

from django.utils.translation import ngettext

from comments.models import Flag
from comments.screening.case import Case
from comments.screening.found import Found
from comments.screening.places import merged

AT = r"(?:\s?@\s?|\s*[\[({]\s*(?:at|arobase|arrobase|à|@)\s*[\])}]\s*)"
DOT = r"(?:\.|\s*[\[({]\s*(?:dot|point|punkt|punto|\.)\s*[\])}]\s*)"
MAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}{AT}[\w-]{{1,63}}(?:{DOT}[\w-]{{2,63}}){{1,4}}", re.IGNORECASE)

GAP = r"[ \u00a0\u202f.\-/]?"
# Only what is written as a telephone number: with a country's code, in French pairs or in English groups. Years,
# prices, dates and bare rows of digits aren't.
PHONE = re.compile(
    rf"""
    (?<![\w.,+/-])(?:
        (?:\+|00)\d{{1,3}}{GAP}(?:\(\d{{1,4}}\){GAP}\d(?:{GAP}\d){{5,11}}|\d(?:{GAP}\d){{7,11}})
        | 0[1-9](?P<gap>{GAP})\d{{2}}(?:(?P=gap)\d{{2}}){{3}}
        | (?:\(\d{{3,5}}\)\s?|0\d{{2,4}}[ \-])\d{{3,4}}[ \-]\d{{3,4}}
        | 0\d{{3,4}}[ ]\d{{6}}
        | \d{{3}}-\d{{3}}-\d{{4}}
        | 0\d{{2,4}}\s?/\s?\d{{6,8}}
        | 8{GAP}\(\d{{3}}\){GAP}\d{{3}}{GAP}\d{{2}}{GAP}\d{{2}}
    )(?![\w]|[.,/-]\d)
    """,
    re.VERBOSE,
)
# A house number alone is half of every story; with its postal code it leads to somebody's door.
STREET = re.compile(
    r"""
    \b\d{1,4}(?:\s?(?:bis|ter))?,?\s
        (?:rue|avenue|av\.|boulevard|bd|impasse|allée|chemin|place|quai|route|cours|square)\s[^\n\d]{2,60}?[\s,]\d{5}\b(?:\s[A-ZÀ-Ü][\w'’-]+)?
    | \b\d{1,4}\s(?:[A-Z][\w'’]+\s){1,3}(?:Street|Road|Avenue|Lane|Close|Drive|Terrace)\b[^\n]{1,40}?
        \b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b
    | \b\w+(?:straße|strasse|weg|gasse|platz)\s\d{1,4}[a-z]?,?\s\d{5}\s[A-ZÄÖÜ][\w-]+
    """,
    re.VERBOSE,
)


def personal(case: Case) -> Found | None:
    """Find e-mail addresses, telephone numbers and postal addresses in the text."""
    found = [match.span() for pattern in (MAIL, PHONE, STREET) for match in pattern.finditer(case.body)]
    if not found:
        return None
    places = merged(found)
    detail = ngettext("%(number)s place", "%(number)s places", len(places)) % {"number": len(places)}
    return Found(Flag.Name.PERSONAL, detail, places, weight=3 + len(places))
