"""
The names by which agencies, picture libraries, papers and institutions sign.

No list is ever whole: names.py tells others by their words and shape, parse.py by their place.
"""

import re

# Those who supply pictures, as one writes them, and what else they sign with.
AGENCIES = {
    "AFP": ("afp photo", "photo afp", "agence france-presse", "agence france presse", "afp or licensors"),
    "AP": ("ap photo", "ap images", "associated press", "the associated press"),
    "ANSA": (),
    "Belga": ("belga photo",),
    "dpa": ("deutsche presse-agentur",),
    "EPA": ("epa-efe", "european pressphoto agency"),
    "Getty Images": ("getty", "gettyimages"),
    "iStockphoto": ("istock", "istock photo"),
    "Keystone": (),
    "La Dépêche du Midi": ("la dépêche",),
    "Ouest-France": ("ouest france",),
    "PA": ("pa wire", "pa images", "press association"),
    "PhotoPQR": ("photo pqr",),
    "picture alliance": ("picture-alliance",),
    "REA": ("réa",),
    "Reuters": ("thomson reuters",),
    "TT": ("tt nyhetsbyrån",),
    "VU’": ("vu'", "agence vu'", "agence vu’"),
    "Wikimedia Commons": ("wikimedia", "commons.wikimedia.org"),
}
# Others, which sign with their name alone.
_OTHERS = """
    Abaca, Alamy, Alamy Live News, Alamy Stock Photo, Anadolu, Avalon, Barcroft Media, Bestimage, Bloomberg,
    Bridgeman Images, Camera Press, Contacto, Contour, Contrasto, Corbis, Cosmos, ddp, Divergence, DPPI, EFE,
    Europa Press, FilmMagic, Gamma, Gamma-Keystone, Gamma-Rapho, Hans Lucas, Hulton Archive, Icon Sport,
    Icon Sportswire, Imagn, Imagn Images, IMAGO, Imago Images, Invision, IP3, IP3 Press, Keystone-SDA, Kyodo,
    laif, Landov, LaPresse, Le Parisien, Lehtikuva, LightRocket, Magnum, Mary Evans, MaxPPP, Myop, NTB,
    NTB Scanpix, NurPhoto, Panoramic, Panos, Le Pictorium, Photo News, Redux, Rex, Rex Features, Ritzau,
    Ritzau Scanpix, Roger-Viollet, Roger Viollet, Rue des Archives, Scanpix, Shutterstock, SIPA, Sipa USA,
    SOPA Images, Sputnik, Starface, Sud Ouest, Sven Simon, TASS, Tendance Floue, UPI, USA TODAY Sports, VII,
    WireImage, Xinhua, Yonhap, Zuma
"""
_PAPERS = """
    Corse-Matin, Libération, Midi Libre, Nice-Matin, Paris Match, Paris-Normandie, Radio France,
    France Télévisions, Sky News
"""
# Where everybody may put pictures.
_PLATFORMS = """
    Adobe Stock, Depositphotos, Facebook, Flickr, Instagram, Pexels, Pixabay, Telegram, TikTok, Twitter,
    Unsplash, YouTube
"""
# Who takes pictures of its own work or hands others' out. What stands beside is its department: NASA/Goddard.
_INSTITUTIONS = """
    ADAGP, Blue Origin, BnF, CNES, CNRS, CSA, ESA, ESO, FBI, FIFA, GrandPalaisRmn, Guardia Civil, JAXA, Kremlin,
    MSSS, NASA, NOAA, NOIRLab, Otan, RMN-Grand Palais, Roscosmos, SpaceX, STScI, Tate, The White House, UEFA,
    Unesco, Unicef, US Navy, USGS, White House
"""


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


AGENCIES |= dict.fromkeys([*_names(_OTHERS), *_names(_PAPERS), *_names(_PLATFORMS)], ())
INSTITUTIONS = set(_names(_INSTITUTIONS))
# By these letters, written large, papers and agencies sign: no artist’s name.
INITIALS = {"AA", "DDM", "DL", "DNA", "EP", "ER", "HH", "LP", "NR", "OF", "RL", "SO", "VDN", "ZB"}
# Photographers of these sign with the surname alone, and shout it: WITT/SIPA.
SURNAMES_SHOUTED = {"Abaca", "Bestimage", "DPPI", "REA", "SIPA", "Starface"}
# These sell for other agencies: a single word beside them is one of those.
RESELLERS = {"IMAGO", "Imago Images", "picture alliance"}
# Of these no person is called: they may stand beside a name with nothing but a space between. Others may if shouted.
_PLAIN = {"AFP", "AP", "ANSA", "Belga", "dpa", "EFE", "EPA", "Getty Images", "MaxPPP", "PA", "Reuters"}
_BY_SIGN = {sign.casefold(): name for name, signs in AGENCIES.items() for sign in (name, *signs)}
_BY_SIGN |= {name.casefold(): name for name in INSTITUTIONS}
_BESIDE = {sign for sign, name in _BY_SIGN.items() if name in _PLAIN and sign != "getty"}


def agency(sign: str) -> str | None:
    return sign if sign in INITIALS else _BY_SIGN.get(sign.casefold())


def may_stand_beside(sign: str, name: str) -> bool:
    """Whether a sign is known and can't be a word of the name beside it."""
    if sign.casefold() in _BESIDE:
        return sign in AGENCIES or sign.isupper() or " " in sign
    return (sign in INITIALS and len(sign) > len("LP")) or (
        bool(agency(sign)) and sign.isupper() and not name.isupper()
    )


def has_agency_first(name: str) -> bool:
    """Whether it is an agency’s office, service or client: Getty Images Europe, AFP for Littoral."""
    heads = (name[: gap.start()] for gap in re.finditer(r"[ -]", name))
    return any(len(head) > len("AP") and head.casefold() in _BESIDE for head in heads)
