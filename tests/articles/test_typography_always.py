"""Whatever text comes, setting it twice is setting it once, and no word, no tag and no address is ever changed."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.typography import set_html, set_text
from newsroom.text.html import clean

# Pieces that meet in every order: marks, spaces, words, what looks like something else.
PIECES = st.sampled_from(
    [
        *" \t\n\u00a0\u202f\u2009;:!?«»\"'’‘“”…., ()[]/@`%€&-–—lsnhpé5ℵ🐟",
        *["  ", "...", "--", "L'eau", "e\u0301", "tis", "90s", "12", "000", "1939", "2026", "km", "10:02"],
        *[' "', '" ', ' " ', "n°", "N° "],
        *['a:"b"', ':"', '…"', '--"', '"--', "--'", ":yum:", ":-)", "a:'b'"],
        *["https://a.example/b?c;d!e", "o'neil@x.example", "x.example", "/var/l'x", "docs/a'b.md"],
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
TAGS = st.sampled_from(
    [
        "<em>",
        "</em>",
        "<p>",
        "</p>",
        "<br>",
        "<code>",
        "</code>",
        '<a href="/l\'eau ;?">',
        "</a>",
        "<li>",
        "&lt;",
        "&amp;",
    ]
)
MARKUPS = st.lists(st.one_of(PIECES, PIECES, TAGS), max_size=16).map("".join)
LANGUAGES = st.sampled_from(["fr", "en"])


@settings(max_examples=400, deadline=None)
@given(st.one_of(TEXTS, st.text()), LANGUAGES)
def test_a_text_that_is_set_stays_as_it_is(text, language):
    done = set_text(text, language)
    assert set_text(done, language) == done


@settings(max_examples=400, deadline=None)
@given(st.one_of(MARKUPS, st.text()), LANGUAGES)
def test_markup_that_is_set_stays_as_it_is(markup, language):
    done = set_html(markup, language)
    assert set_html(done, language) == done


@settings(max_examples=400, deadline=None)
@given(st.one_of(TEXTS, st.text()), LANGUAGES)
def test_no_word_and_no_number_is_ever_changed(text, language):
    assert re.findall(r"\w+", set_text(text, language)) == re.findall(r"\w+", text)


@settings(max_examples=400, deadline=None)
@given(MARKUPS, LANGUAGES)
def test_no_tag_is_ever_changed_and_the_html_gate_lets_the_rest_through(markup, language):
    before = clean(markup)
    done = set_html(before, language)
    assert re.findall(r"<[^>]*>", done) == re.findall(r"<[^>]*>", before)
    assert re.findall(r"<code>[^<]*", done) == re.findall(r"<code>[^<]*", before)
    assert clean(done) == done


ADDRESSES = st.sampled_from(
    ["https://a.example/l'b?c;d!e:f--g...h", "o'neil@port.example", "www.a.example/x'y", "`a ; 'b'`", "/var/x'y;z"]
)


@settings(max_examples=400, deadline=None)
@given(TEXTS, ADDRESSES, TEXTS, LANGUAGES)
def test_no_address_is_ever_changed_wherever_it_stands(before, address, after, language):
    assert address in set_text(f"{before.replace('`', '')} {address} {after}", language)
