"""From what agencies and cameras write as a by-line to the person who made a picture, and who supplies it."""

import re
from collections.abc import Iterable
from itertools import takewhile

from articles.images.credits.agencies import AGENCIES, INSTITUTIONS, RESELLERS, SURNAMES_SHOUTED
from articles.images.credits.lines import Part, is_handed_out, parts_of
from articles.images.credits.names import is_organisation, may_be_person, reads_as_person
from articles.images.metadata.decode import cut

# Characters, as in models/image.py.
LONGEST = 120

_LETTER = re.compile(r"[^\W\d_]")
_RUN = re.compile(r"[^\W\d_]+")
_MC = re.compile(r"\b(Mc)(\w)")
# French writes the noble particle small, the article large: Anne de Corvest, Jean Le Goff, Luc de La Fare.
_ARTICLES = {"Le", "La", "Les"}
_PARTICLES = {"De", "Du", "Des", "Von", "Van", "Der", "Den", "Di", "Da", "Del"}


def settle(bylines: Iterable[Iterable[str]], credit_lines: Iterable[str] = ()) -> tuple[str, str]:
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
    theirs = _suppliers(signed_by, people)
    suppliers = _suppliers(supplied, people)
    if not people:
        # Nobody signs but those who made the picture: Bettmann Archive beside Getty Images.
        suppliers = list({name.casefold(): name for name in [*theirs, *suppliers]}.values())
    creator, organisation = cut(", ".join(people), LONGEST), cut("/".join(suppliers or theirs), LONGEST)
    same = organisation.casefold() in {creator.casefold(), *(person.casefold() for person in people)}
    return creator, "" if same else organisation


def _suppliers(read: Iterable[tuple[list[str], list[str]]], people: list[str]) -> list[str]:
    """The first that name any but the people themselves."""
    others = ([name for name in names if not any(_is(name, person) for person in people)] for _people, names in read)
    return next(filter(None, others), [])


def _read(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return (people, suppliers) of lines in the place of a person."""
    people: dict[str, str] = {}
    suppliers: dict[str, str] = {}
    for line in lines:
        parts = parts_of(line)
        theirs = [] if _handed_out(line, parts) else _people(parts) or _lone(parts)
        people |= {part.name.casefold(): _in_title_case(part.name) for part in theirs}
        names = [part.name for part in parts if part not in theirs]
        suppliers |= {name.casefold(): name for name in (names if theirs else _marked(line, names))}
    people = {name.casefold(): name for name in people.values()}
    return list(people.values()), list(suppliers.values())


def _supplied(line: str, known: list[str]) -> tuple[list[str], list[str]]:
    """Return (people, suppliers) of a line in the place of a supplier: all are, if we know the people already."""
    parts = parts_of(line)
    theirs = [] if known or len(parts) == 1 or _handed_out(line, parts) else _people(parts)
    names = [part.name for part in parts if part not in theirs]
    return [_in_title_case(part.name) for part in theirs], names if known or theirs else _marked(line, names)


def _handed_out(line: str, parts: list[Part]) -> bool:
    """Whether the name in the place of a person handed the picture out, and no other does that."""
    return is_handed_out(line) and not any(is_organisation(part.name) and not _distributes(part) for part in parts)


def _distributes(part: Part) -> bool:
    return part.name in AGENCIES and part.name not in INSTITUTIONS


def _marked(line: str, names: list[str]) -> list[str]:
    """Say of a name that could be a person's that it handed the picture out."""
    if not is_handed_out(line):
        return names
    return [name if is_organisation(name) or not reads_as_person(name) else f"{name} Handout" for name in names]


def _swapped(supplied: Iterable[tuple[list[str], list[str]]]) -> list[str]:
    """The person alone in the place of a supplier, where the supplier is in that of the person."""
    for _nobody, suppliers in supplied:
        if len(suppliers) == 1 and not is_organisation(suppliers[0]) and reads_as_person(suppliers[0]):
            return [_in_title_case(suppliers.pop())]
    return []


def _people(parts: list[Part]) -> list[Part]:
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


def _lone(parts: list[Part]) -> list[Part]:
    """An artist’s name, or a surname, where none reads as a person."""
    names = {part.name for part in parts}
    if names & INSTITUTIONS:
        return []
    return [part for part in parts if not is_organisation(part.name) and _may_sign(part, names - {part.name})][:1]


def _may_sign(part: Part, others: set[str]) -> bool:
    if " " in part.name or not others:
        return may_be_person(part.name)
    if part.name.isupper():
        return len(part.name) > len("FEP") and not re.search(r"\d", part.name) and bool(others & SURNAMES_SHOUTED)
    # Who is passed on or resold is an agency; after a comma stands a place.
    return may_be_person(part.name) and not (part.via or part.listed or others & RESELLERS)


def _is(name: str, person: str) -> bool:
    """Whether a name is that person’s, perhaps by the surname alone or with an initial."""
    words = re.split(r"[ ,]+", person.casefold())
    return not is_organisation(name) and all(
        any(word == each or (word == each[:1] + "." and len(words) > 1) for each in words)
        for word in re.split(r"[ ,]+", name.casefold())
    )


def _in_title_case(names: str) -> str:
    return ", ".join(map(_one_in_title_case, names.split(", ")))


def _one_in_title_case(name: str) -> str:
    words = name.split(" ")
    if len(words) == 1 and len(name) <= len("JR."):
        return name
    shouted = name.isupper()
    cased = [_capitalised(word) if shouted else _without_shouting(word) for word in words]
    return " ".join([cased[0], *map(_particle, cased[1:])])


def _without_shouting(word: str) -> str:
    """“MÉROU” and the end of “Al-MASRI” are names."""
    runs = [word] if word.isupper() else word.split("-")
    return "-".join(_capitalised(run) if run.isupper() and _is_name(run) else run for run in runs)


def _is_name(word: str) -> bool:
    # “Ilan MÉROU”, “Anne DE CORVEST”; not the JR of “JR Corvest”.
    return len(_LETTER.findall(word)) >= 3 or word.capitalize() in _PARTICLES | _ARTICLES


def _capitalised(word: str) -> str:
    return _MC.sub(lambda found: found[1] + found[2].upper(), _RUN.sub(lambda run: run[0].capitalize(), word))


def _particle(word: str) -> str:
    if word in _PARTICLES:
        return word.lower()
    return word[0].lower() + word[1:] if word[:2] in {"D'", "D’"} else word
