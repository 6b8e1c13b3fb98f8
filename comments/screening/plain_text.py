"""What may stand in a reader's plain text: the rules for characters, before anything is stored."""

import unicodedata

from newsroom.text.characters import repaired, visible


def tidy(text: str) -> str:
    """Repaired and composed (NFC), with plain line feeds, without space at the ends."""
    return unicodedata.normalize("NFC", repaired(text).replace("\r\n", "\n")).strip()


def shows_something(text: str) -> bool:
    """Spaces, marks alone and zero-width characters are nothing to see."""
    return any(unicodedata.category(char)[0] in "LNPS" for char in visible(text))


def printable(text: str) -> str:
    """For what a moderator is shown of a machine's words."""
    return "".join(char for char in text if char.isprintable())
