"""
Normalises text for search; search columns and search terms pass the same function.

It removes case, accents and typography only: comments/screening/normalize.py undoes disguises too, which would find
"as" for "45". Of ours it imports characters alone.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from newsroom.text.characters import visible

APOSTROPHES = "'’‘‚‛ʼʹʻ′‵´`＇"  # noqa: RUF001 -- what keyboards, phones and other papers have in place of one
QUOTES = '"“”„‟«»‹›″‶〝〞〟＂'  # noqa: RUF001
DASHES = "-‐‑‒–—―−﹘﹣－⸺⸻"  # noqa: RUF001
ALIKE = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(QUOTES, " ") | dict.fromkeys(DASHES, "-"))
AS_QUOTE = str.maketrans(dict.fromkeys(QUOTES, '"'))

# Up to this combining class a mark makes another letter (nukta, virama, the voicing of kana); above, it is an accent.
LETTERS_OWN = 9
NOT_PLAIN = re.compile(r"[^\x20-\x7e]")
SPACES = re.compile(r" {2,}")
BEFORE_MARKS = re.compile(r" (?=[:;!?%‰€$£°])")  # French sets a space there, English none
HYPHENS = re.compile(r"-[ -]*-")  # a dash typed as two, which the typography makes one
NUMBER = re.compile(r"(?:(?<!\w)n[º°]|№)\s?", re.IGNORECASE)  # numéro, by a letter, a degree or a sign of its own

PHRASES = re.compile(r'"([^"]+)"|([^\s"]\S*)')  # Django's own splitting takes l'eau et d'autres for a quotation
# Databases refuse a query with hundreds of words, SQLite a pattern of 50,000 characters.
MOST_TERMS, LONGEST_TERM = 20, 1_000


def normalize(text: str) -> str:
    """
    Spell a text as search compares it; idempotent.

    Small letters without accents (œ is oe, ß is ss, ø is o, a dotless i is i), ' for every apostrophe, - for every
    dash or run of them, "no" for nº, a space for quotation marks and for any run of spaces, whichever they are, none
    before : ; ! ? and the signs behind a number (% ‰ € $ £ °); nothing for invisible characters. Letters of other
    alphabets stay, without their accents. No double spaces, none at the ends, no newline.
    """
    text = NUMBER.sub("no ", text)
    text = unicodedata.normalize("NFKD", text.translate(ALIKE)).translate(ALIKE).casefold()
    text = NOT_PLAIN.sub(lambda found: _plain(found[0]), text)
    # Taking accents off had taken Korean syllables apart.
    text = HYPHENS.sub("-", BEFORE_MARKS.sub("", SPACES.sub(" ", text)))
    return unicodedata.normalize("NFC", text.strip())


def terms(asked: str) -> list[str]:
    """Split a search into its first terms, normalised, each once; a quoted phrase is one term."""
    found = PHRASES.findall(asked.translate(AS_QUOTE))
    normal = (normalize(phrase or word)[:LONGEST_TERM].strip() for phrase, word in found)
    return list(dict.fromkeys(filter(None, normal)))[:MOST_TERMS]


@lru_cache(maxsize=5_000)
def _plain(char: str) -> str:
    if char.isspace():
        return " "
    if unicodedata.combining(char) > LETTERS_OWN or unicodedata.category(char) == "Cf" or not visible(char):
        return ""
    if unicodedata.name(char, "").startswith("LATIN "):
        return anyascii(char).casefold() or char
    return "/" if char == "\u2044" else char  # which Unicode puts into ½
