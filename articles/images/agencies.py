"""
The names by which agencies, picture libraries and papers sign, and how to tell such a name that isn't listed here.

No list is ever whole: articles/images/credits.py takes it as one piece of evidence beside a name's place and shape.
"""

import re

# Agencies as one writes them, and what else they sign with.
AGENCIES = {
    "AFP": ("afp photo", "photo afp", "agence france-presse", "agence france presse", "afp or licensors"),
    "AP": ("ap photo", "associated press", "the associated press"),
    "ANSA": (),
    "Belga": ("belga photo",),
    "dpa": ("deutsche presse-agentur",),
    "EPA": ("epa-efe", "european pressphoto agency"),
    "Getty Images": ("getty", "gettyimages"),
    "Keystone": (),
    "Ouest-France": ("ouest france",),
    "PA": ("pa wire", "pa images", "press association"),
    "picture alliance": ("picture-alliance",),
    "Reuters": ("thomson reuters",),
    "TT": ("tt nyhetsbyrån",),
    "VU’": ("vu'", "agence vu'", "agence vu’"),
} | dict.fromkeys(
    (
        *("Abaca", "Alamy", "Alamy Live News", "Alamy Stock Photo", "Anadolu", "Avalon", "Barcroft Media", "Bestimage"),
        *("Bloomberg", "Camera Press", "Contour", "Contrasto", "Corbis", "Cosmos", "ddp", "Divergence", "DPPI", "EFE"),
        *("Europa Press", "FilmMagic", "Gamma", "Gamma-Rapho", "Hans Lucas", "Icon Sport", "Icon Sportswire", "Imagn"),
        *("Imagn Images", "IMAGO", "Imago Images", "Invision", "IP3", "IP3 Press", "Keystone-SDA", "Kyodo", "laif"),
        *("LaPresse", "Le Parisien", "Lehtikuva", "LightRocket", "Magnum", "MaxPPP", "Myop", "NTB", "NTB Scanpix"),
        *("NurPhoto", "Panoramic", "Panos", "PhotoPQR", "REA", "Redux", "Rex", "Rex Features", "Ritzau"),
        *("Ritzau Scanpix", "Scanpix", "Shutterstock", "SIPA", "Sipa USA", "SOPA Images", "Starface", "Sud Ouest"),
        *("TASS", "Tendance Floue", "UPI", "USA TODAY Sports", "VII", "WireImage", "Xinhua", "Yonhap", "Zuma"),
    ),
    (),
)
_BY_SIGN = {sign.casefold(): name for name, signs in AGENCIES.items() for sign in (name, *signs)}
# Of these no person is called: they may stand beside a name with nothing but a space between. Others may if shouted.
_PLAIN = {"AFP", "AP", "ANSA", "Belga", "dpa", "EFE", "EPA", "Getty Images", "MaxPPP", "PA", "Reuters"}
_BESIDE = {sign for sign, name in _BY_SIGN.items() if name in _PLAIN and sign != "getty"}
# What such a name holds, in French or English.
_ORGANISATION = re.compile(
    r"\b(agenc[eyi]|agentur|presse?|images|photos|pictures|news|media|médias?|wire|studios?|archives?|library"
    r"|biblioth[èe]que|museums?|mus[ée]e|collection|foundation|fondation|institute?|cent(er|re)|university|université"
    r"|association|ville|mairie|minist(ry|[èe]re)|office|police|pompiers|productions?|films?|television|télévision"
    r"|gazette|journal|times|tribune|herald|zeitung|républicain|magazine|ltd|inc|gmbh|sarl)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|les?|la|el|die|das|il) \S|l['’]\S", re.IGNORECASE)  # The Post, La Provence
_HOST = re.compile(r"[\w.-]+\.(?:com|net|org|info|eu|fr|de|be|ch|it|es|uk)", re.IGNORECASE)
_PARTICLES = {"al", "ben", "bin", "d", "da", "de", "del", "den", "der", "des", "di", "dos", "du", "e", "el", "ibn"}
_PARTICLES |= {"la", "le", "ter", "und", "van", "von", "y", "zu"}


def agency(sign):
    """Return an agency that signs like this as one writes it; None where none does that we know."""
    return _BY_SIGN.get(sign.casefold())


def is_organisation(name):
    """Return whether a name is surely none of a person's."""
    return name in AGENCIES or bool(_ORGANISATION.search(name) or _HOST.fullmatch(name))


def reads_as_person(name):
    """Return whether a name has the shape of a person's: some words with capitals, and particles."""
    words = re.split(r"[ ,]+", name)
    if not 2 <= len(words) <= 5 or _ARTICLE.match(name) or re.search(r"[\d@&()]", name):
        return False
    return not any(word[:1].islower() and re.split("['’-]", word)[0] not in _PARTICLES for word in words)


def signed(part):
    """Return both names of “Name AGENCY”, “AGENCY Name” or “Name-AGENCY”, in their order; None of any other part."""
    gaps = [(part[: gap.start()], gap[0], part[gap.end() :]) for gap in re.finditer(r"[ -]", part)]
    for before, gap, after in gaps:
        if " " in before and (agency(after) if gap == "-" else _stands_beside(after, before)):
            return [before, after]
    # “BELGA PHOTO JANE ROE”, not the “AFP Littoral” of an office; of two signs the longer one.
    for before, gap, after in reversed(gaps):
        if gap == " " and " " in after and not agency(part) and _stands_beside(before, after):
            return [before, after]
    return None


def _stands_beside(sign, name):
    if sign.casefold() in _BESIDE:
        return sign in AGENCIES or sign.isupper() or " " in sign
    return bool(agency(sign)) and sign.isupper() and not name.isupper()
