"""The rules for characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.screening import plain_text


@pytest.mark.parametrize(
    "nothing", ["", " \n", "\u200b\u200d\ufeff", "\u3164\u2800\u115f", "\u0301", "\u00ad\u00a0", "\ufe0f"]
)
def test_what_can_not_be_seen_is_nothing(nothing):
    assert not plain_text.shows_something(nothing)


@pytest.mark.parametrize("something", ["a", "é", "…", "👍", "👩‍🚒", "שלום", "1", "€", "\u200ba"])
def test_what_can_be_seen_is_something(something):
    assert plain_text.shows_something(something)


def test_a_text_is_composed_and_its_lines_end_alike():
    assert plain_text.tidy(" e\u0301\r\nb\rc\n ") == "é\nb\nc"


@given(st.text())
def test_tidying_twice_is_tidying_once(words):
    assert plain_text.tidy(plain_text.tidy(words)) == plain_text.tidy(words)


def test_a_text_is_repaired():
    assert plain_text.tidy("a\x00\u202eb\x0bc") == "ab c"
