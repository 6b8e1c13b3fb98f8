"""The rules for characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments import text


@pytest.mark.parametrize(
    "nothing", ["", " \n", "\u200b\u200d\ufeff", "\u3164\u2800\u115f", "\u0301", "\u00ad\u00a0", "\ufe0f"]
)
def test_what_can_not_be_seen_is_nothing(nothing):
    assert not text.shows_something(nothing)


@pytest.mark.parametrize("something", ["a", "é", "…", "👍", "👩‍🚒", "שלום", "1", "€", "\u200ba"])
def test_what_can_be_seen_is_something(something):
    assert text.shows_something(something)


def test_a_text_is_composed_and_its_lines_end_alike():
    assert text.tidy(" e\u0301\r\nb\rc\n ") == "é\nb\nc"


@given(st.text())
def test_tidying_twice_is_tidying_once(words):
    assert text.tidy(text.tidy(words)) == text.tidy(words)


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800"])
def test_control_characters_are_found(char):
    assert text.has_control_characters(f"a{char}b")


def test_lines_and_tabs_are_no_control_characters():
    assert not text.has_control_characters("a\n\tb")


@pytest.mark.parametrize("char", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_overrides_of_direction_are_found(char):
    assert text.has_overrides(f"a{char}b")


def test_honest_marks_of_direction_are_let_be():
    assert not text.has_overrides("a\u200e\u200f\u061cb")
