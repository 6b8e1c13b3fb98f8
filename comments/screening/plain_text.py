"""What may stand in a reader's plain text: the rules for characters, before anything is stored."""

import unicodedata

from newsroom.text.characters import repaired, visible


def tidy(text):
    """Return the text repaired and composed (NFC), its lines ended by \\n alone, without space at its ends."""
    return unicodedata.normalize("NFC", repaired(text).replace("\r\n", "\n")).strip()


def shows_something(text):
    """Return whether there is anything to see: spaces, marks alone and zero-width characters are nothing."""
    return any(unicodedata.category(char)[0] in "LNPS" for char in visible(text))


def printable(text):
    """Return the text without what can't be printed: for what a moderator is shown of a machine's words."""
    return "".join(char for char in text if char.isprintable())
