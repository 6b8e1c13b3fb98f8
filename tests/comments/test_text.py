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


def test_a_text_is_repaired():
    assert text.tidy("a\x00\u202eb\x0bc") == "ab c"
