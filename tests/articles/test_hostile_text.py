"""Texts that are made to take long take time by their length, or are refused the work: a desk is never held by one."""

import pytest

from articles.text import quotes
from articles.text.typography import set_fields, set_html, set_text
from newsroom.text import text_diff
from newsroom.text.html import LONGEST
from tests.growth import linear


@pytest.mark.parametrize(
    ("function", "motif"),
    [
        (lambda text: set_html(text, "fr"), "<!--"),
        (lambda text: set_text(text, "en"), "-'s"),
        (lambda text: set_text(text, "en"), " 'a"),
        (lambda text: set_text(text, "fr"), "“»"),
        (lambda text: set_text(text, "fr"), 'a " b'),
        (lambda text: set_text(text, "en"), '" '),
        (text_diff.TOKEN.findall, "["),
        (text_diff.TOKEN.findall, "a["),
        (lambda text: quotes.read(f"«{text}»"), "\nx"),
    ],
)
def test_a_longer_text_takes_longer_by_its_length(function, motif):
    assert linear(function, motif)


@pytest.mark.parametrize("motif", ["a.b/c", "a/", "/a.", "a/b.c ", "a.", "~./", "a:/"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_word_without_an_end_takes_no_more_than_its_length(language, motif):
    assert linear(lambda text: set_text(text, language), motif)


@pytest.mark.parametrize("text", ["x 's -", "rock 'n' roll, 'tis 'so' \n 'no", "'a' 'b 'c' \n'd'"])
def test_a_single_mark_is_closed_by_one_in_its_own_paragraph(text):
    lines = text.split("\n")
    assert set_text(text, "en") == "\n".join(set_text(line, "en") for line in lines)


def test_a_text_of_one_word_again_and_again_counts_as_rewritten():
    assert list(text_diff.opcodes(["a"] * 400, ["b", "a"] * 200 + ["c"])) == [("replace", 0, 400, 0, 401)]


def test_a_quote_of_one_word_is_looked_for_in_so_many_places_and_no_more(monkeypatch):
    looked = []
    monkeypatch.setattr(quotes, "_outside", lambda asked, pairs: looked.append(pairs) or [])
    assert quotes.compare("so " * 50, [quotes.read("so " * 5_000)]).verbatim
    assert len(looked) == quotes.MOST_PLACINGS


def test_a_quote_of_one_word_is_like_no_text_of_that_word():
    match = quotes.compare("so " * 199 + "no", [quotes.read("so " * 5_000)])
    assert (match.verbatim, match.missing, match.left_out) == (False, (("so " * 199 + "no"),), ())


def test_what_is_too_much_to_save_is_not_set():
    assert not list(set_fields([("html", "<p>" + "Il dit... " * (LONGEST // 10) + "</p>")], "fr"))
