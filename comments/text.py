"""What may stand in a reader's plain text: the rules for characters, before anything is stored."""

import unicodedata

# Letters and symbols by their category, yet nothing is to be seen: Hangul fillers, the empty Braille cell.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# They make a text read otherwise than it is written ("Trojan source", CVE-2021-42574). The plain marks U+200E,
# U+200F and U+061C stay allowed: honest Arabic and Hebrew need them.
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tidy(text):
    """Return the text composed (NFC), its lines ended by \\n alone, without space at its ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).strip()


def shows_something(text):
    """Return whether there is anything to see: spaces, marks alone and zero-width characters are nothing."""
    return any(unicodedata.category(char)[0] in "LNPS" and char not in BLANK for char in text)


def has_control_characters(text, *, allowed="\n\t"):
    """Return whether the text holds a control character, or half a character, beyond those allowed."""
    return any(unicodedata.category(char) in {"Cc", "Cs"} and char not in allowed for char in text)


def has_overrides(text):
    """Return whether the text holds characters that turn the direction of reading by force."""
    return not OVERRIDES.isdisjoint(text)


def printable(text):
    """Return the text without what can't be printed: for what a moderator is shown of a machine's words."""
    return "".join(char for char in text if char.isprintable())
