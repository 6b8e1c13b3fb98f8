"""How to tell the name of an organisation from that of a person, by its words and its shape."""

import re

from articles.images.credits.agencies import agency, has_agency_first, may_stand_beside

# What the name of an organisation holds, in French, English or German.
_WORDS = re.compile(
    r"\b(agenc[eyi]|agences?|agentur|presse?|images|photos|pictures?|news|media|médias?|wire|studios?|archives?|library"
    r"|radio|tv|télé|network|broadcasting|television|télévisions?|productions?|films?|sports|services?|connect"
    r"|biblioth[èe]que|\w*museums?|mus[ée]e|louvre|smithsonian|museo|galler(y|ie)|galerie|collections?|foundation|fondation|institute?|institut"
    r"|observator(y|io)|observatoire|laborator(y|ies)|labs?|spatiale|cent(er|re)|university|université"
    r"|universität|college|academy|académie|trust|trustees|estate|succession|association|federation|fédération"
    r"|league|ligue|club|european union|union européenne|technologies"
    r"|corp|corporation|company|group|groupe|airlines|ltd|llc|inc|plc|gmbh|sarl"
    r"|stadt|landkreis|gemeinde|kanton|ville|mairie|métropole|commune|région|préfecture|minist(ry|[èe]re)|ministerium|government|gouvernement|office"
    r"|département|department|council|conseil|commission|committee|comité|embassy|ambassade|parliament|parlement"
    r"|presidency|présidence|élysée|congress|senate|sénat|hand-?out"
    r"|police|polizei\w*|polic[ií]a|polizia|carabinieri|gendarmerie|pompiers|sapeurs|sdis|feuerwehr|sheriff|guardia"
    r"|army|navy|marine corps|air force|forces|coast guard|marine nationale|douanes?|armée|bundeswehr"
    r"|gazette|journal|times|tribune|herald|zeitung|républicain|magazine|chronicle|télégramme|progrès|dépêche|dauphiné"
    r"|matin|soir|courrier|nationales?|municipales|départementales"
    r"|famil(y|le|ie)|fournie?s?|transmise?s?|capture|screenshot)\b"
    r"|(bundes|staats|landes)(archiv|bibliothek)|presse?foto|fotopress|fotodienst|photopress|pressphoto",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|les?|la|el|die|das|il) \S|l['’]\S", re.IGNORECASE)  # The Post, La Provence
_HOST = re.compile(r"[\w.-]+\.(?:com|net|org|info|eu|fr|de|be|ch|it|es|uk|ru)", re.IGNORECASE)
# JPL-Caltech, RMN-Grand Palais; not Al-MASRI or MÉROU-ORVAL.
_CAPITALS = re.compile(r"\b[A-ZÀ-Þ]{3,}-[A-ZÀ-Þ]?[a-zß-ÿ]")
# Of a single word: iStock, SpaceX, STScI; not McArden or LaToya.
_HUMP = re.compile(
    r"(?!(?:Ma?c|De|Di|Du|La|Le|Van|Von|Fitz|El|Al|Jo|O)[A-ZÀ-Þ][a-zß-ÿ]+)[^\W_]*[a-zß-ÿ][A-ZÀ-Þ][^\W_]*"
)
_PARTICLES = {"al", "ben", "bin", "d", "da", "de", "del", "den", "der", "des", "di", "dos", "du", "e", "el", "ibn"}
_PARTICLES |= {"la", "le", "ter", "und", "van", "von", "y", "zu"}
_AND = re.compile(r" (?:&|and|et|und|y) ")
_PLACE = re.compile(r"(?:north|south|latin|central) america|asia pacific|middle east|hong kong", re.IGNORECASE)


def is_organisation(name: str) -> bool:
    """Whether it is surely no person's name."""
    if agency(name) or has_agency_first(name) or _HOST.fullmatch(name):
        return True
    if _WORDS.search(name) or _CAPITALS.search(name) or _HUMP.fullmatch(name):
        return not name.startswith("@")
    # ESA/Hubble & NASA; Panoramic by Littoral, Myop for Littoral
    return any(map(agency, name.split(" & "))) or bool(agency(re.split(" (?:by|for) ", name)[0]))


def reads_as_person(name: str) -> bool:
    """Whether it has the shape of a person's name, or of two: some words with capitals, and particles."""
    *others, last = _AND.split(name)
    return _has_words(last) and all(_has_words(other, least=1) for other in others)


def reads_as_paper(name: str) -> bool:
    return bool(_ARTICLE.match(name))


def may_be_person(name: str) -> bool:
    """Whether a person may sign so where nothing says more: by one word, in small letters, by many names."""
    if re.search(r"[\d&()/:]", name) and not name.startswith("@"):
        return False
    words = name.split(" ")
    if len(words) == 1:
        return not name.isupper() or len(name) <= len("JR")
    if _ARTICLE.match(name):
        return False
    return (name.islower() and len(words) <= 3) or _has_words(name, most=len(words))


def signed(part: str) -> list[str] | None:
    """Part “Name AGENCY”, “AGENCY Name” or “Name-AGENCY” into both; None of any other part."""
    if agency(part):
        return None
    gaps = [(part[: gap.start()], gap[0], part[gap.end() :]) for gap in re.finditer(r"[ -]", part)]
    for before, gap, after in gaps:
        if (
            " " in before
            and not before.endswith("&")
            and (agency(after) if gap == "-" else may_stand_beside(after, before))
        ):
            return [before, after]
    # “BELGA PHOTO JANE ROE”, not the “AFP Littoral” of an office; of two signs the longer one.
    for before, gap, after in reversed(gaps):
        beside = may_stand_beside(before, after) and (gap == " " or before.isupper())
        if beside and reads_as_person(after) and not (_PLACE.fullmatch(after) or is_organisation(after)):
            return [before, after]
    return None


def _has_words(name: str, least: int = 2, most: int = 5) -> bool:
    words = re.split(r"[ ,]+", name)
    if not least <= len(words) <= most or _ARTICLE.match(name) or re.search(r"[\d@&()]", name):
        return False
    return not any(word[:1].islower() and re.split("['’-]", word)[0] not in _PARTICLES for word in words)
