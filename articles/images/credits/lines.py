"""A by-line or credit line taken apart into the names that stand in it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from articles.images.credits.agencies import agency
from articles.images.credits.names import is_organisation, reads_as_paper, reads_as_person, signed
from articles.images.metadata.decode import plain

# Characters; what is longer is no credit line.
LONGEST_LINE = 500

# A licence is no name.
_LICENCE = (
    r"cc0?(?:[ -](?:by|0|zero)(?:[ -](?:sa|nc|nd))*)?(?:[ -]\d\.\d)?(?:[ -][a-z]{2,4})?|(?:licence )?creative commons.*"
    r"|gfdl|gnu free.*|(?:in the )?public domain|domaine public|see page for author"
    r"|attribution|own work|travail personnel"
)
# What cameras and programs write of themselves.
_MACHINE = (
    r"(?:olympus|sony|konica|minolta|nikon|canon|samsung|kodak|casio|fuji(?:film)?|panasonic|apple|gopro|dji)"
    r"(?: (?:digital camera|dsc\w*|corporation|imaging.*|eos.*|.*\d.*))|canon|nikon|picasa"
    r"|(?:adobe )?(?:photoshop|lightroom).*"
    r"|gimp\b.*|windows photo.*|snapseed|iphone.*|microsoft.*|administrator|admin"
)
# Written in the place of a name: how the picture came, what may be done with it, what somebody does for a living.
_NOBODY = re.compile(
    r"(?:(?:staff|freelance|press|agency|pool|file|archive)[ -]+)?(?:stringer|hand[ -]?out|x?ho|hogp|st[fr]f?|sub|pool"
    r"|staff|contributor|freelancer?|(?:file |pool )?photos?|files?|archives?|archiv|photographe?r?|photographers?"
    r"|photojournalis(?:t|te)|reporter|correspondent|correspondant|author|auteur|creator|unknown|uncredited"
    r"|n/a|anonymous|anonyme"
    r"|inconnu|none|null|owner|user|default|d\.?r\.?|privat|agenc[ey]|(?:photo d['’])?illustration|symbolbild"
    r"|infographie"
    r"|verwendung weltweit|usage worldwide|no resale.*|editorial use.*|[A-Z]{0,3}\d{4,}\w*|\S+@[\w-]+\.[\w.]+"
    rf"|{_LICENCE}|{_MACHINE}|[\W\d_]*)",
    re.IGNORECASE,
)
_HANDED_OUT = re.compile(r"\bhand[ -]?out\b|(?:\A|[/(,])\s*X?HO\s*(?:[/),]|\Z)|(?-i:\bHANDOUT\b)", re.IGNORECASE)
_YEARS = r"(?:\d{4}(?:\s*[-–/]\s*\d{4})?)"
_MARK = re.compile(
    rf"(?:{_YEARS}\s*)?(?:©|\(c\)|\bcopyright\b|\bcopr\.)(?:\s*(?:of|by)\b)?(?:\s*{_YEARS})?\s*[,:]?", re.IGNORECASE
)
_TRAILING_YEARS = re.compile(rf"[\s,]+{_YEARS}\Z")
_RESERVED = re.compile(
    r"[\s.,;–-]*\b(?:all rights reserved|tous droits réservés)\b\.?|\s*\bthis (?:image|picture|photo) (?:has|was)\b.*"
    r"|\s*\b(?:attention editors|editors['’]? note)\b.*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*\(\d{4,}[a-z]{0,3}\)", re.IGNORECASE)  # Shutterstock (12345678a)
_KINDS = (
    r"photos?|photograph(?:i?es?|er|y)?|fotos?|fotograf(?:in|ie)?|cr[ée]dits?(?:\s+photos?)?|illustrations?|dessins?"
    r"|infographies?|montages?|vid[ée]os?"
)
_PREFIX = re.compile(
    r"\A(?:(?:photo[ -]?|mandatory )?cr[ée]dits?(?:\s+photos?)?\s*:\s*|source\s*:\s*"
    r"|(?:pictures?|images?|(?:symbol|archiv)?(?:fotos?|bild)|archiv|screenshot|ph|"
    rf"{_KINDS})\s*(?::|\b(?:by|par|von|di)\b)\s*"
    r"|(?:photos?|dessin)\s+d(?:e\s+|[’'])"
    r"|(?:by|par|via|for|pour|@|(?-i:per|and|et|und|&))\s+|courtesy(?:\s+of)?\s+"
    r"|dist\.\s*|official\s+|ph\.\s+(?=(?-i:[A-ZÀ-Þ])\S* \S)"
    rf"|(?:{_KINDS})\s+(?=archives\b|(?-i:[A-ZÀ-Þ«]))"
    # Not what an agency is called (Photo News), nor what an archive is (Archives Littoral).
    r"(?!(?:news|press|agency|service|researchers|library|club|studio)\b)"
    r"|(?-i:POOL)\s+(?=\S))",
    re.IGNORECASE,
)
# Le Télégramme, L’Union: what stands after “archives” then is a paper.
_PAPER = re.compile(r"(?:L(?:e|a|es) |L['’])[A-ZÀ-Þ][^\s]*(?: \S+){0,3}")
_ARCHIVES = re.compile(r"\Aarchives?\s+(?=\S)", re.IGNORECASE)
_FILED = re.compile(r"(?:,\s*|\s+)(?:pool|file|archives?)(?:\s+photo)?s?\Z", re.IGNORECASE)
_POOLED = re.compile(r"(?<=\S)-pool\Z|\s+(?:pool|file) photo\Z|\s+archives?\Z", re.IGNORECASE)
_RATED = re.compile(r"\A.*\b\d(?:st|nd|rd) class\s+", re.IGNORECASE)  # Mass Communication Specialist 2nd Class Name
_CONTRIBUTOR = re.compile(r"\s*\bcontributor\s*#\s*\w*", re.IGNORECASE)
_ASIDE = re.compile(r"\(([^()]*)\)")
_PAIRED = re.compile(r"(?:[^()]|\([^()]*\))*")
_ROUND = str.maketrans("[]{}", "()()")
_SHOUTED = re.compile(r"(?<=\S)[\s-]+(?:STRINGER|HAND[ -]?OUT|POOL|STAFF)\Z")
# “@” where French papers have no “©” at hand: between names, not in an e-mail address or a handle.
_BETWEEN = re.compile(
    r"(\s*[/\\;#·•–—]\s*|\s+-\s+|(?:\s*/\s*|\s+)via\s+|\s+(?-i:per)\s+|,?\s+courtesy (?:of )?"
    r"|\s+(?:photo|image|picture)s? by\s+"
    r"|\s+(?:on|from|auf|sur)\s+(?=(?:unsplash|flickr|pexels|pixabay|instagram|facebook)\b)"
    r"|\s*@\s+|\s*@(?-i:(?=[A-ZÀ-Þ]))(?![\w-]+\.\w))",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s*\|\s*")
_BETWEEN_NOTHING = re.compile(r"(?:\A|\s+)(?:via|per|for|pour)\Z|\s*@\Z", re.IGNORECASE)
_FOR = re.compile(r"\s+(for|pour|FOR|POUR)\s+")
_EDGES = ' ,;:.-–—|/*«»“”"\u00a0\u202f'
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_ADDRESS_WITHIN = re.compile(r"\s*[<(]?https?://[^\s<>()]+[>)]?", re.IGNORECASE)
_HOST = re.compile(r"www\.\S+", re.IGNORECASE)
_CODE = re.compile(r"(?-i:[A-Z]{2})\d*|\d+")


class Part(NamedTuple):
    """A name in a line: the group between bars it is of, if a comma or semicolon is before it, if “via” is after it."""

    name: str
    group: int
    listed: bool
    via: bool


def parts_of(line: str) -> list[Part]:
    """The names in their order, without what is no name; agencies as one writes them."""
    line = _without_marks(plain(line[:LONGEST_LINE]))
    if _NOBODY.fullmatch(line):
        return []
    if _ADDRESS.fullmatch(line):
        return [Part(line, 0, False, False)]
    line = _ASIDE.sub(_opened, _ADDRESS_WITHIN.sub("", line))
    if not _PAIRED.fullmatch(line):
        line = plain(line.replace("(", " ").replace(")", " "))
    found: dict[str, Part] = {}
    for group, names in enumerate(_BAR.split(line)):
        between, *rest = ["", *_BETWEEN.split(names)]
        for whole, after in zip(rest[::2], [*rest[1::2], ""], strict=True):
            via = after.strip(" /").casefold() in {"via", "per"}
            for place, part in enumerate(_apart(whole)):
                name = agency(_bare(part)) or _bare(part)
                if not _NOBODY.fullmatch(name):
                    found.setdefault(name.casefold(), Part(name, group, place > 0 or between == ";", via))
            between = after.strip()
    return list(found.values())


def is_handed_out(line: str) -> bool:
    return bool(_HANDED_OUT.search(plain(line[:LONGEST_LINE])))


def _opened(aside: re.Match[str]) -> str:
    """A signature in brackets, or what comes after a name, becomes a part of its own."""
    before = _bare(aside.string[: aside.start()])
    is_part = _known(aside[1]) or (not is_organisation(before) and reads_as_person(before))
    if is_part:
        return f"/{aside[1]}/"
    return f" {aside[1]} " if "," in aside[1] or _BETWEEN.search(aside[1]) or _BAR.search(aside[1]) else aside[0]


def _without_marks(line: str) -> str:
    line = _NUMBER.sub("", _CONTRIBUTOR.sub("", line.translate(_ROUND)))
    if _MARK.search(line):
        line = _TRAILING_YEARS.sub("", _MARK.sub("/", line).rstrip(_EDGES))
    return plain(_RESERVED.sub("", line))


def _known(part: str) -> bool:
    part = _bare(part)
    return bool(agency(part) or _NOBODY.fullmatch(part) or _HOST.fullmatch(part))


def _bare(part: str) -> str:
    """Take off what introduces a part, what is said after it, and half of a pair of brackets."""
    before = None
    while part != before and not agency(part):
        before = part
        part = _BETWEEN_NOTHING.sub("", _PREFIX.sub("", plain(part))).strip(_EDGES)
        if not _PAIRED.fullmatch(part):
            part = plain(part.replace("(", " ").replace(")", " "))
        if not part.isupper():
            part = _SHOUTED.sub("", part)
        part = _alone(_RATED.sub("", part))
    return part


def _alone(part: str) -> str:
    """Take “archives” and “pool” off a person, codes off an agency: AP Pool, FR171120 AP."""
    rest = _FILED.sub("", _ARCHIVES.sub("", part))
    if agency(rest) or _PAPER.fullmatch(rest):
        return rest
    named = " ".join(word for word in part.split(" ") if not _CODE.fullmatch(word) or agency(word))
    if agency(named):
        return named
    rest = _POOLED.sub("", _ARCHIVES.sub("", part))
    return rest if reads_as_person(rest) and not is_organisation(rest) else part


def _apart(part: str) -> Iterator[str]:
    """Without a strong separator: “Photo by Name for Agency”, “Name, AFP”, “Name AFP”."""
    part = _bare(part)
    pieces = None if _NOBODY.fullmatch(part) else _listed(part) or _for(part) or signed(part)
    if not pieces:
        yield part
        return
    for piece in pieces:
        yield from _apart(piece)


def _listed(part: str) -> list[str] | None:
    """Commas part a signature, or a person and an organisation; not “Roe, Jane”, nor “Museum, Paris”."""
    pieces = part.split(",")
    named = [piece for piece in map(_bare, pieces) if is_organisation(piece) or reads_as_paper(piece)]
    others = [piece for piece in map(_bare, pieces) if piece not in named]
    apart = any(map(_known, pieces)) or (named and any(map(reads_as_person, others)))
    return pieces if len(pieces) > 1 and apart else None


def _for(part: str) -> list[str] | None:
    """A person and whom they work for, or an agency that does for a paper; not an agency and its client."""
    found = _FOR.search(part)
    if not found:
        return None
    before, after = part[: found.start()], part[found.end() :]
    if agency(before):
        return [before, after] if found[1].casefold() == "pour" else None
    has_name = " " in before.rpartition(",")[2].strip() and not is_organisation(before)
    return [before, after] if has_name else None
