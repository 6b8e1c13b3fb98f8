"""One form in which text is searched: what is typed and what is printed come to the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.typography import set_text
from newsroom.text.normalize import LONGEST_TERM, MOST_TERMS, normalize, terms

SAME = [
    ("Élodie", "elodie"),
    ("ÉLODIE", "e\u0301lodie"),
    ("théâtre", "theatre"),
    ("cœur", "coeur"),
    ("Ægir", "aegir"),
    ("Straße", "STRASSE"),
    ("GROẞ", "groß"),
    ("Kılıçdaroğlu", "KILICDAROGLU"),
    ("İzmir", "izmir"),
    ("Łódź", "lodz"),
    ("Tromsø", "tromso"),
    ("Đorđe", "dorde"),
    ("Ångström", "a\u030angstro\u0308m"),
    ("l’eau", "l'eau"),
    ("lʼeau", "l‘eau"),
    ("137\u00a0km/h", "137 km/h"),
    ("12\u202f000", "12 000"),
    ("Orvane\u00a0: la", "Orvane : la"),
    ("Orvane\u00a0: la", "Orvane: la"),
    ("Quoi\u202f!", "quoi !"),
    ("50\u202f%", "50 %"),
    ("5\u00a0€ et 3\u202f$", "5€ et 3$"),
    ("4\u00a0‰", "4‰"),
    ("20\u00a0°C", "20°C"),
    ("le port – l’ancien – ferme", "le port -- l'ancien -- ferme"),
    ("word—word", "word--word"),
    ("said—“hello”", 'said--"hello"'),
    ("№ 7", "nº 7"),
    ("N°7", "nº 7"),
    ("n°\u00a07", "№7"),
    ("«\u202fnon\u202f»", "“non”"),
    ("Paris–Nice", "Paris-Nice"),
    ("Paris\u2011Nice", "Paris\u2012Nice"),
    ("−5", "-5"),
    ("anti\u00adconstitutionnel", "anticonstitutionnel"),
    ("mill\u200bwheel", "millwheel"),
    ("\u2068Jeanne\u2069", "jeanne"),
    ("❤\ufe0f", "❤"),
    ("two  \t\n spaces", "two spaces"),
    ("a\u000bb\u2028c", "a b c"),
    ("ﬁn de siècle", "fin de siecle"),
    ("m²", "m2"),
    ("½", "1/2"),
    ("et cetera…", "et cetera..."),
    ("Ｔｏｋｙｏ", "tokyo"),
    ("ΟΔΟΣ", "οδος"),
    ("Ёлка", "елка"),
    ("שָׁלוֹם", "שלום"),
    ("한국어", unicodedata.normalize("NFD", "한국어")),
]


@pytest.mark.parametrize(("printed", "typed"), SAME)
def test_what_is_typed_and_what_is_printed_are_the_same(printed, typed):
    assert normalize(printed) == normalize(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [("45", "as"), ("c4s", "cas"), ("pour", "pur"), ("l'eau", "eau"), ("5 % 3", "53"), ("が", "か"), ("100%", "100")],
)
def test_nothing_else_is_folded(one, other):
    assert normalize(one) != normalize(other)


@pytest.mark.parametrize("text", ["<", "a < b", "Q&R", "100%", "a_b", "\\d", "C++", "@lea", "#orvane"])
def test_signs_that_people_type_stay(text):
    assert normalize(text) == text.lower()


@given(st.text())
def test_the_form_is_final_and_fits_any_database(text):
    normal = normalize(text)
    assert normalize(normal) == normal
    assert "\x00" not in normal


def test_half_a_surrogate_pair_which_no_database_takes_is_dropped():
    assert normalize("\ud800x") == "x"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tides  Élodie", ["tides", "elodie"]),
        ('"137 km/h" lock', ["137 km/h", "lock"]),
        ("«\u202f137 km/h\u202f» lock", ["137 km/h", "lock"]),
        ("“the lock” the", ["the lock", "the"]),
        ("l'eau et d'autres", ["l'eau", "et", "d'autres"]),
        ('5" pipe', ["5", "pipe"]),
        ('"begun', ["begun"]),
        ("été ete ÉTÉ", ["ete"]),
        ('" " \u200b', []),
    ],
)
def test_a_search_is_taken_for_its_terms(asked, found):
    assert terms(asked) == found


@pytest.mark.parametrize(
    ("language", "typed"), [("fr", "Il vend a -- b à 5€"), ("en", 'He said--"hello"--at 5%'), ("fr", 'Soit:"oui"!')]
)
def test_what_the_typography_has_set_is_found_as_it_was_typed(language, typed):
    printed = normalize(set_text(typed, language))
    assert all(term in printed for word in typed.split() for term in terms(word))


def test_a_word_of_a_book_is_cut():
    assert len(terms("é" * 60_000)[0]) == LONGEST_TERM


def test_a_search_of_hundreds_of_words_is_cut():
    assert len(terms(" ".join(map(str, range(300))))) == MOST_TERMS
