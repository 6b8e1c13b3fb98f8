"""What no text may hold is taken out, and what honest writing needs stays."""

import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.characters import MOST_MARKS, repaired, repaired_within
from tests.newsroom.tree import texts

CONTROLS = [chr(n) for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in "\t\n\r\v\f\x85"]
TURNS = [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
NO_CHARACTERS = ["\ud800", "\udfff", "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"]


@pytest.mark.parametrize("char", [*CONTROLS, *TURNS, *NO_CHARACTERS, "\ufeff", "\ufff9", "\u206a"], ids=ascii)
def test_what_nobody_sees_is_dropped(char):
    assert repaired(f"anti{char}constitutionnel") == "anticonstitutionnel"


@pytest.mark.parametrize("char", ["\v", "\f", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_what_separates_becomes_a_space(char):
    assert repaired(f"high{char}water") == "high water"


@pytest.mark.parametrize(
    "text",
    [
        "a\tb\nc\r\nd",
        "« oui »\u00a0! 1\u202f000",
        "\u200eab\u200f\u061c",
        "co\u00adopération",
        "ไทย\u200bภาษา",
        "नामए\u200dक \u200cنامه\u200cای",
        "👩\u200d🚒 1\ufe0f\u20e3 ❤\ufe0f 🏴\U000e0067\U000e0062\U000e007f 👍🏽",
        "𠮷野家 \U0002fffd",
        unicodedata.normalize("NFD", "Việt Nam: tiếng Việt, chữ Quốc ngữ ộ ẫ"),
        "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",
        "ที่นี่ น้ำ ผู้ใหญ่",
        "ٱلرَّحْمَٰنِ ٱلرَّحِيمِ",
        "क्षत्रिय हिन्दी र्ज़ँ",
        "ညွှို့ယူ",
        "བསྒྲུབས་",
        "\ufffd",
    ],
)
def test_what_honest_writing_needs_stays(text):
    assert repaired(text) == text


def test_a_lone_return_ends_a_line():
    assert repaired("a\rb\r\nc") == "a\nb\r\nc"


@pytest.mark.parametrize("mark", ["\u0335", "\u0e47", "\u20dd", "\u05b0", "\u200d\u0301", "\u0301\u00ad", "\U0001e944"])
def test_a_heap_of_marks_is_cut(mark):
    kept = repaired(f"Z{mark * 40}a")
    assert sum(unicodedata.category(char) in {"Mn", "Me"} for char in kept) == MOST_MARKS
    assert (kept[0], kept[-1]) == ("Z", "a")


def test_each_letter_has_its_own_marks():
    assert repaired("e\u0301" * 100) == "e\u0301" * 100


@given(st.text(st.characters(exclude_categories=[]) | st.sampled_from("\r\n\v\u0301\u200d\u202e")))
def test_xml_holds_what_is_repaired_and_repairing_twice_is_repairing_once(text):
    once = repaired(text)
    assert repaired(once) == once
    element = ET.Element("a")
    element.text = once
    assert ET.fromstring(ET.tostring(element)).text == (once.replace("\r", "") or None)  # noqa: S314 -- it is our own


def test_data_is_repaired_all_through():
    assert repaired_within({"a\0": ["b\v", ("c\u202e", 1, None)]}) == {"a": ["b ", ["c", 1, None]]}


def test_the_demonstration_holds_nothing_of_the_kind():
    data = {path: text for path, text in texts().items() if path.startswith("newsroom/demo/")}
    assert data
    assert not [path for path, text in data.items() if repaired(text) != text]
