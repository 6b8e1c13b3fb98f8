"""From what agencies and cameras write as a by-line to the person who made a picture, and who supplies it."""

import re
from itertools import takewhile
from typing import NamedTuple

from articles.images.agencies import agency, is_organisation, reads_as_person, signed
from articles.images.decoding import cut, plain

# Characters, as in models/image.py.
LONGEST = 120
# What is longer is no credit line.
LONGEST_LINE = 500

# Written in the place of a name: how the picture came, or what somebody does for a living.
_NOBODY = re.compile(
    r"(?:(?:staff|freelance|press|agency|pool|file|archive)[ -]+)?(?:stringer|hand[ -]?out|ho|pool|staff|contributor"
    r"|freelancer?|(?:file )?photos?|archives?|photographe?r?|photographers?|photojournalis(?:t|te)|reporter"
    r"|correspondent|correspondant|author|auteur|creator|unknown|n/a|anonymous|anonyme|inconnu|none|null|owner|user"
    r"|default|d\.?r\.?|[\W\d_]*)",
    re.IGNORECASE,
)
_YEARS = r"(?:\d{4}(?:\s*[-–/]\s*\d{4})?)"
_MARK = re.compile(
    rf"(?:{_YEARS}\s*)?(?:©|\(c\)|\bcopyright\b|\bcopr\.)(?:\s*(?:of|by)\b)?(?:\s*{_YEARS})?\s*[,:]?", re.IGNORECASE
)
_TRAILING_YEARS = re.compile(rf"[\s,]+{_YEARS}\Z")
_RESERVED = re.compile(r"[\s.,;–-]*\b(?:all rights reserved|tous droits réservés)\b\.?", re.IGNORECASE)
_PREFIX = re.compile(
    r"\A(?:(?:photo[ -]?|mandatory )?cr[ée]dits?(?:\s+photos?)?\s*:\s*|source\s*:\s*"
    r"|(?:photo(?:graph(?:y|e|ie)?)?s?|pictures?|images?|fotos?|bild)\s*(?::|\b(?:by|par|von|di)\b)\s*"
    r"|photo\s+d(?:e\s+|[’'])|(?:by|par|via|per|for|pour|@)\s+|courtesy(?:\s+of)?\s+)",
    re.IGNORECASE,
)
_CONTRIBUTOR = re.compile(r"\s*\bcontributor\s*#\s*\w*", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]*)\)")
_ROUND = str.maketrans("[]{}", "()()")
_SHOUTED = re.compile(r"(?<=\S)[\s-]+(?:STRINGER|HAND[ -]?OUT|POOL|STAFF)\Z")
# “@” where French papers have no “©” at hand: between names, not in an e-mail address or a handle.
_BETWEEN = re.compile(
    r"(\s*[/\\;#·•–—]\s*|\s+-\s+|\s+(?:via|per)\s+|\s*@\s+|\s*@(?-i:(?=[A-ZÀ-Þ]))(?![\w-]+\.\w))", re.IGNORECASE
)
_BAR = re.compile(r"\s*\|\s*")
_BETWEEN_NOTHING = re.compile(r"(?:\A|\s+)(?:via|per|for|pour)\Z|\s*@\Z", re.IGNORECASE)
_FOR = re.compile(r"\s+(?:for|pour)\s+")
_EDGES = " ,;:.-–—|/*\u00a0\u202f"
_LETTER = re.compile(r"[^\W\d_]")
_RUN = re.compile(r"[^\W\d_]+")
_MC = re.compile(r"\b(Mc)(\w)")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# French writes the noble particle small, the article large: Anne de Corvest, Jean Le Goff, Luc de La Fare.
_ARTICLES = {"Le", "La", "Les"}
_PARTICLES = {"De", "Du", "Des", "Von", "Van", "Der", "Den", "Di", "Da", "Del"}


class _Part(NamedTuple):
    """A name in a line: which of the groups between bars it is of, and whether a comma or semicolon is before it."""

    name: str
    group: int
    listed: bool


def settle(bylines, credit_lines=()):
    """
    Return (creator, organisation), each empty when nobody is named.

    `bylines`: groups of lines in the place of a person, the most trusted first; `credit_lines`: lines in that of a
    supplier. The first group that names somebody is taken; an organisation of the same name says nothing more.
    """
    signed_by = [_read(lines) for lines in bylines]
    people = next((people for people, _suppliers in signed_by if people), [])
    supplied = [_supplied(line, people) for line in credit_lines]
    people = people or next((people for people, _suppliers in supplied if people), [])
    if not people and any(suppliers for _people, suppliers in signed_by):
        people = _swapped(supplied)
    others = (
        [name for name in suppliers if not any(_is(name, person) for person in people)]
        for _people, suppliers in [*supplied, *signed_by]
    )
    suppliers = next(filter(None, others), [])
    creator, organisation = cut(", ".join(people), LONGEST), cut("/".join(suppliers), LONGEST)
    same = organisation.casefold() in {creator.casefold(), *(person.casefold() for person in people)}
    return creator, "" if same else organisation


def _read(lines):
    """Return (people, suppliers) of lines in the place of a person."""
    people, suppliers = {}, {}
    for line in lines:
        parts = _parts(line)
        theirs = _people(parts) or _lone(parts)
        people |= {part.name.casefold(): _in_title_case(part.name) for part in theirs}
        suppliers |= {part.name.casefold(): part.name for part in parts if part not in theirs}
    people = {name.casefold(): name for name in people.values()}
    return list(people.values()), list(suppliers.values())


def _supplied(line, known):
    """Return (people, suppliers) of a line in the place of a supplier: all are, if we know the people already."""
    parts = _parts(line)
    theirs = [] if known or len(parts) == 1 else _people(parts)
    return [_in_title_case(part.name) for part in theirs], [part.name for part in parts if part not in theirs]


def _swapped(supplied):
    """Return the person who alone stands in the place of a supplier, where the supplier is in that of the person."""
    for _nobody, suppliers in supplied:
        if len(suppliers) == 1 and not is_organisation(suppliers[0]) and reads_as_person(suppliers[0]):
            return [_in_title_case(suppliers.pop())]
    return []


def _people(parts):
    """
    Return those of a line's parts that are people.

    Where several could be, their place says it: “Name/AGENCY/AGENCY” and “AGENCY/Name/Name”; a bar parts the two.
    """
    likely = [part for part in parts if not is_organisation(part.name) and reads_as_person(part.name)]
    suppliers = [place for place, part in enumerate(parts) if is_organisation(part.name)]
    theirs = {parts[place].group for place in suppliers}
    likely = [part for part in likely if part.group not in theirs] or likely
    if not likely or (suppliers and suppliers[-1] < parts.index(likely[0])):
        return likely
    first, *others = likely
    return [first, *takewhile(lambda part: part.listed, others)]


def _lone(parts):
    """Return the part that is a person where none reads as one: an artist’s name, or a surname; agencies shout."""
    unknown = [part for part in parts if not is_organisation(part.name)]
    return ([part for part in unknown if not (part.name.isupper() and len(part.name) > 2)] or unknown)[:1]


def _is(name, person):
    """Return whether a name is that person’s, perhaps by the surname alone or with an initial."""
    words = re.split(r"[ ,]+", person.casefold())
    return not is_organisation(name) and all(
        any(word == each or (word == each[:1] + "." and len(words) > 1) for each in words)
        for word in re.split(r"[ ,]+", name.casefold())
    )


def _parts(line):
    """Return the names in a line as parts, in their order, without what is no name; agencies as one writes them."""
    line = _without_marks(plain(line[:LONGEST_LINE]))
    if _NOBODY.fullmatch(line):
        return []
    if _ADDRESS.fullmatch(line):
        return [_Part(line, 0, False)]
    line = _ASIDE.sub(_opened, line)
    found = {}
    for group, names in enumerate(_BAR.split(line)):
        between, *rest = ["", *_BETWEEN.split(names)]
        for whole, after in zip(rest[::2], [*rest[1::2], ""], strict=True):
            for place, part in enumerate(_apart(whole)):
                name = agency(_bare(part)) or _bare(part)
                if not _NOBODY.fullmatch(name):
                    found.setdefault(name.casefold(), _Part(name, group, place > 0 or between == ";"))
            between = after.strip()
    return list(found.values())


def _opened(aside):
    """Return what stands in brackets as a part of its own, where it is a signature or comes after a name."""
    before = _bare(aside.string[: aside.start()])
    is_part = _known(aside[1]) or (not is_organisation(before) and reads_as_person(before))
    return f"/{aside[1]}/" if is_part else aside[0]


def _without_marks(line):
    line = _CONTRIBUTOR.sub("", line.translate(_ROUND))
    if _MARK.search(line):
        line = _TRAILING_YEARS.sub("", _MARK.sub("/", line).rstrip(_EDGES))
    return plain(_RESERVED.sub("", line))


def _known(part):
    part = _bare(part)
    return bool(agency(part) or _NOBODY.fullmatch(part))


def _bare(part):
    """Return a part of a line without what introduces it, what is shouted after it, and half of a pair of brackets."""
    before = None
    while part != before:
        before = part
        part = _BETWEEN_NOTHING.sub("", _PREFIX.sub("", plain(part))).strip(_EDGES)
        part = part.removeprefix("(") if ")" not in part[:-1] else part
        part = part.removesuffix(")") if "(" not in part else part
        if not part.isupper():
            part = _SHOUTED.sub("", part)
    return part


def _apart(part):
    """Yield the names in a part without a strong separator: “Photo by Name for Agency”, “Name, AFP”, “Name AFP”."""
    part = _bare(part)
    pieces = _FOR.split(part, maxsplit=1)
    if len(pieces) == 1 or " " not in pieces[0].rpartition(",")[2].strip() or is_organisation(pieces[0]):
        pieces = part.split(",")
        if not any(map(_known, pieces)):
            pieces = signed(part) or [part]
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
