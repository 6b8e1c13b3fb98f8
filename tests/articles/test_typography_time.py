"""Setting a text takes time by its length alone, whatever stands in it."""

import time

import pytest

from articles.typography import set_text


@pytest.mark.parametrize("unit", ["a.b/c", "a/", "/a.", "a/b.c ", "a.", "~./", "a:/"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_word_without_an_end_takes_no_more_than_its_length(language, unit):
    def seconds(size):
        began = time.process_time()
        set_text(unit * (size // len(unit)), language)
        return time.process_time() - began

    assert seconds(40_000) < max(8 * seconds(10_000), 0.3)
