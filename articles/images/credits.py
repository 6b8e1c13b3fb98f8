"""From what agencies and cameras write as a by-line to the person who made a picture, and who supplies it."""

import re

from articles.images.decoding import cut, plain

# Characters, as in models/image.py.
LONGEST = 120
# What is longer is no credit line.
LONGEST_LINE = 500

# How agencies sign, as one writes them.
AGENCIES = {
    "AFP": ("afp", "afp photo", "photo afp", "agence france-presse", "agence france presse"),
    "AP": ("ap", "ap photo", "associated press", "the associated press"),
    "ANSA": ("ansa",),
    "Belga": ("belga", "belga photo"),
    "dpa": ("dpa", "deutsche presse-agentur"),
    "EPA": ("epa", "epa-efe", "european pressphoto agency"),
    "Getty Images": ("getty", "getty images", "gettyimages"),
    "Keystone": ("keystone",),
    "PA": ("pa", "pa wire", "pa images", "press association"),
    "Reuters": ("reuters", "thomson reuters"),
}
_AGENCIES = {sign: name for name, signs in AGENCIES.items() for sign in signs}
# What such a name holds, in French or English.
_ORGANISATION = re.compile(
    r"\b(agenc[ey]|presse?|images|photos|pictures|news|media|médias?|wire|studios?|archives?|library|biblioth[èe]que"
    r"|museums?|mus[ée]e|collection|foundation|fondation|institute?|cent(er|re)|university|université|association"
    r"|ville|mairie|minist(ry|[èe]re)|office|ltd|inc|gmbh|sarl)\b",
    re.IGNORECASE,
)
# Written in the place of a name: how the picture came, or what somebody does for a living.
_NOBODY = re.compile(
    r"(?:(?:staff|freelance|press|agency|pool)[ -]+)?(?:stringer|hand[ -]?out|pool|staff|contributor|freelancer?|photo"
    r"|photographe?r?|photographers?|photojournalis(?:t|te)|reporter|correspondent|correspondant|author|auteur|creator"
    r"|unknown|n/a|anonymous|anonyme|inconnu|none|null|owner|user|default|d\.?r\.?|[\W\d_]*)",
    re.IGNORECASE,
)
_YEARS = r"(?:\d{4}(?:\s*[-–/]\s*\d{4})?)"
_MARK = re.compile(
    rf"(?:{_YEARS}\s*)?(?:©|\(c\)|\bcopyright\b|\bcopr\.)(?:\s*(?:of|by)\b)?(?:\s*{_YEARS})?\s*[,:]?", re.IGNORECASE
)
_TRAILING_YEARS = re.compile(rf"[\s,]+{_YEARS}\Z")
_RESERVED = re.compile(r"[\s.,;–-]*\b(?:all rights reserved|tous droits réservés)\b\.?", re.IGNORECASE)
_PREFIX = re.compile(
    r"\A(?:(?:photo[ -]?)?cr[ée]dits?(?:\s+photos?)?\s*:\s*|source\s*:\s*"
    r"|(?:photo(?:graph(?:y|e|ie)?)?s?|pictures?|images?)\s*(?::|\b(?:by|par)\b)\s*"
    r"|photo\s+d(?:e\s+|[’'])|(?:by|par|via|for|pour)\s+|courtesy(?:\s+of)?\s+)",
    re.IGNORECASE,
)
_CONTRIBUTOR = re.compile(r"\s*\bcontributor\s*#\s*\w*", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]*)\)")
_SHOUTED = re.compile(r"(?<=\S)[\s-]+(?:STRINGER|HAND[ -]?OUT|POOL|STAFF)\Z")
_BETWEEN = re.compile(r"\s*[/|;]\s*|\s+[-–—]\s+|\s+via\s+", re.IGNORECASE)
_BETWEEN_NOTHING = re.compile(r"(?:\A|\s+)(?:via|for|pour)\Z", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|pour)\s+")
# “Ilan Mérou AFP”: two words at least, and a signature.
_SIGNED = re.compile(rf"(\S+ \S.*) ({'|'.join([*AGENCIES, *map(str.upper, AGENCIES)])})")
_EDGES = " ,;:.-–—|/*\u00a0\u202f"
_LETTER = re.compile(r"[^\W\d_]")
_RUN = re.compile(r"[^\W\d_]+")
_MC = re.compile(r"\b(Mc)(\w)")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# French writes the noble particle small, the article large: Anne de Corvest, Jean Le Goff, Luc de La Fare.
_ARTICLES = {"Le", "La", "Les"}
_PARTICLES = {"De", "Du", "Des", "Von", "Van", "Der", "Den", "Di", "Da", "Del"}


def settle(bylines, credit_lines=()):
    """
    Return (creator, organisation), each empty when nobody is named.

    `bylines`: groups of lines in the place of a person, the most trusted first; `credit_lines`: lines in that of a
    supplier. The first group that names somebody is taken; an organisation of the same name says nothing more.
    """
    signed = [_read(lines) for lines in bylines]
    supplied = [_read([line], lone_is_person=False) for line in credit_lines]
    people = next((people for people, suppliers in [*signed, *supplied] if people), [])
    suppliers = next((suppliers for people, suppliers in [*supplied, *signed] if suppliers), [])
    creator, organisation = cut(", ".join(people), LONGEST), cut("/".join(suppliers), LONGEST)
    same = organisation.casefold() in {creator.casefold(), *(person.casefold() for person in people)}
    return creator, "" if same else organisation


def _read(lines, *, lone_is_person=True):
    people, suppliers = {}, {}
    for line in lines:
        names = _names(line)
        theirs = [name for name in names if _is_organisation(name)]
        others = [name for name in names if name not in theirs]
        if not theirs and others and (len(others) > 1 or not lone_is_person):
            theirs = [others.pop()]
        suppliers |= {name.casefold(): name for name in theirs}
        people |= {name.casefold(): name for name in map(_in_title_case, others)}
    return list(people.values()), list(suppliers.values())


def _is_organisation(name):
    return name in AGENCIES or bool(_ORGANISATION.search(name))


def _names(line):
    """Return the names in a line, in their order, without what is no name; agencies as they sign."""
    line = _without_marks(plain(line[:LONGEST_LINE]))
    if _NOBODY.fullmatch(line):
        return []
    line = _ASIDE.sub(lambda aside: f"/{aside[1]}" if _known(aside[1]) else aside[0], line)
    parts = [line] if _ADDRESS.fullmatch(line) else _BETWEEN.split(line)
    parts = [part for whole in parts for part in _apart(whole)]
    names = (_AGENCIES.get(part.casefold(), part) for part in map(_bare, parts))
    return list(dict.fromkeys(name for name in names if not _NOBODY.fullmatch(name)))


def _without_marks(line):
    if _MARK.search(line):
        line = _TRAILING_YEARS.sub("", _MARK.sub(" ", line).rstrip())
    return plain(_RESERVED.sub("", line))


def _known(part):
    part = _bare(part)
    return part.casefold() in _AGENCIES or bool(_NOBODY.fullmatch(part))


def _bare(part):
    """Return a part of a line without what introduces it, and what is shouted after it."""
    before = None
    while part != before:
        before = part
        part = _BETWEEN_NOTHING.sub("", _PREFIX.sub("", _CONTRIBUTOR.sub("", plain(part)))).strip(_EDGES)
        if not part.isupper():
            part = _SHOUTED.sub("", part)
    return part


def _apart(part):
    """Yield the names in a part without a strong separator: “Photo by Name for Agency”, “Name, AFP”, “Name AFP”."""
    part = _bare(part)
    pieces = _FOR.split(part, maxsplit=1)
    if len(pieces) == 1 or " " not in pieces[0].rpartition(",")[2].strip() or _ORGANISATION.search(pieces[0]):
        pieces = part.split(",")
        if not any(map(_known, pieces)):
            signed = _SIGNED.fullmatch(part)
            pieces = signed.groups() if signed else [part]
    if len(pieces) == 1:
        yield part
    else:
        for piece in pieces:
            yield from _apart(piece)


def _in_title_case(names):
    return ", ".join(map(_one_in_title_case, names.split(", ")))


def _one_in_title_case(name):
    words = name.split(" ")
    if len(words) == 1 and len(name) <= len("JR."):
        return name
    all_shouted = name.isupper()
    cased = [_capitalised(word) if word.isupper() and (all_shouted or _is_name(word)) else word for word in words]
    return " ".join([cased[0], *map(_particle, cased[1:])])


def _is_name(word):
    # “Ilan MÉROU”, “Anne DE CORVEST”; not the JR of “JR Corvest”.
    return len(_LETTER.findall(word)) >= 3 or word.capitalize() in _PARTICLES | _ARTICLES


def _capitalised(word):
    return _MC.sub(lambda found: found[1] + found[2].upper(), _RUN.sub(lambda run: run[0].capitalize(), word))


def _particle(word):
    if word in _PARTICLES:
        return word.lower()
    return word[0].lower() + word[1:] if word[:2] in {"D'", "D’"} else word
