"""
Characters that no text of the site may hold, and their removal; imports nothing of ours.

They are invisible and come with a paste from a PDF, a phone book or a chat, so no sentence asks a person to remove
them. One of them makes a feed unreadable (XML 1.0, §2.2) or a line run backwards (CVE-2021-42574).
newsroom/http/text_repair.py repairs requests; other sources repair their text themselves.
"""

import re
import unicodedata
from typing import Any

# Line ends and blanks of other systems, each replaced by a space.
SEPARATORS = "\v\f\x85\u2028\u2029"
_LONE_RETURN = re.compile(r"\r(?!\n)")
# Marks on one letter. The most that a living script needs is five: a Hebrew letter with its point, vowel, accent and
# meteg, or a Burmese syllable.
MOST_MARKS = 5


# Beyond the first plane a class of `re` compares one character after another, so all of these are matched and then
# looked at by _fit.
_UNFIT = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but tab and line ends (C0, DEL, C1)
    "\u2028\u2029"
    "\u202a-\u202e\u2066-\u2069"  # turns of direction by force
    "\u206a-\u206f\ufeff\ufff9-\ufffb"  # what Unicode has given up, a file's beginning, annotations
    "\ud800-\udfff"  # halves of a character
    "\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff"  # none at all (noncharacters)
    "]"
)


def _of_kinds(*categories: str) -> str:
    return "".join(char for char in map(chr, range(0xAD, 0x10000)) if unicodedata.category(char) in categories)


# Vowels that stand beside their letter and invisible joiners neither count as marks nor end their row.
_BESIDE = frozenset({"Mc", "Cf"})
_MARK = f"[{_of_kinds('Mn', 'Me')}\U00010000-\U0001efff\U000e0100-\U000e01ef]"
_MARK_AND_BESIDE = f"{_MARK}[{_of_kinds(*_BESIDE)}\U000e0001-\U000e007f]*+"
# The first mark stands before the repetition, by which `re` finds places to try ten times as fast.
_HEAP = re.compile(f"{_MARK_AND_BESIDE}(?:{_MARK_AND_BESIDE}){{{MOST_MARKS}}}")


# Invisible characters of no width, in the notation of a class of `re`: Default_Ignorable_Code_Point of
# DerivedCoreProperties.txt, controls that separate no words, and surrogates.
UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Letters and signs by category that show as blank: Hangul fillers and Braille's blank.
BLANK = "\u2800\u3164\uffa0"
_UNSEEN_OR_BLANK = re.compile(f"[{UNSEEN}{BLANK}]")

# The blocks that Unicode keeps for such scripts (UAX #9, table of default Bidi_Class values).
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def repaired(text: str) -> str:
    """
    Replace or remove unsafe characters; idempotent.

    What separates (a vertical tab, a form feed, U+2028) becomes a space, a lone carriage return a newline, and more
    than five marks on a letter are cut. Tabs, line ends (CR LF too), joiners, soft hyphens and the plain marks of
    direction (U+200E, U+200F, U+061C), which honest Arabic and Hebrew need, stay.
    """
    text = _UNFIT.sub(_fit, text) if _UNFIT.search(text) else text
    text = _LONE_RETURN.sub("\n", text)
    return _without_heaps(text) if _HEAP.search(text) else text


def visible(text: str) -> str:
    """Spaces stay."""
    return _UNSEEN_OR_BLANK.sub("", text)


def has_right_to_left(text: str) -> bool:
    return _RIGHT_TO_LEFT.search(text) is not None


def repaired_within(data: Any) -> Any:
    """Repair each text of JSON data, keys too."""
    if isinstance(data, str):
        return repaired(data)
    if isinstance(data, dict):
        return {repaired_within(name): repaired_within(value) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [repaired_within(value) for value in data]
    return data


def _fit(found: re.Match[str]) -> str:
    char = found[0]
    is_beyond = char > "\uffff" and ord(char) & 0xFFFE != 0xFFFE
    return char if is_beyond else " " if char in SEPARATORS else ""


def _without_heaps(text: str) -> str:
    kept: list[str] = []
    height = 0
    for char in text:
        category = unicodedata.category(char)
        height = height + 1 if category in {"Mn", "Me"} else height if category in _BESIDE else 0
        if height <= MOST_MARKS or category in _BESIDE:
            kept.append(char)
    return "".join(kept)
