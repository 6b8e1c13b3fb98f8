"""Is a pull quote verbatim in the text: blind to typography, strict about words."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.quotes import compare, read
from newsroom.text.html import to_plain

FRENCH = to_plain(
    "<p>Le maire d’Orvane n’a pas répondu. « L’eau monte et personne ne s’en plaint »,\u00a0dit\u202fl’éclusier, "
    "« parce qu’on n’a pas demandé\u00a0: combien\u202f? » Il attend… depuis le 1<sup>er</sup>&nbsp;mai 1939–1945.</p>"
    "<h2>Vis\u2011à\u2011vis du port</h2>"
    "<p>« On paie 12\u202f000\u00a0€ l’<em>anneau</em> – c’est cher, et c’est tout. Le quai appartient à "
    "la ville&nbsp;! Cœur de l’œuvre : À&nbsp;bientôt. »</p>"
)
ENGLISH = to_plain(
    "<p>The harbour master didn’t wait. “We won’t close the <strong>lock</strong> – not this year,” she said, “and not "
    "for 50% more.” Nobody at the week-end fair minded; the <a href='/x'>tide</a> came in at noon &amp; left.</p>"
    "<ul><li>“It was a long… long night.”</li></ul>"
    "<p>\"They told us: 'Go home.' So we went.\"</p>"
)

VERBATIM = [
    (FRENCH, "L’eau monte et personne ne s’en plaint"),
    (FRENCH, "L'eau monte et personne ne s'en plaint"),
    (FRENCH, "l\u02bceau monte et personne ne s‘en plaint."),
    (FRENCH, "« L’EAU MONTE et personne ne s’en plaint »"),
    (FRENCH, "“L’eau monte…”"),
    (FRENCH, "on n’a pas demandé: combien?"),
    (FRENCH, "Il attend... depuis le 1er mai 1939-1945"),
    (FRENCH, "vis-à-vis du port"),
    (FRENCH, unicodedata.normalize("NFD", "vis-à-vis du port")),
    (FRENCH, "On paie 12 000 € l’anneau — c’est cher"),
    (FRENCH, "On paie 12\u00a0000€ l’anneau"),
    (FRENCH, "Cœur de l’œuvre: à bientôt"),
    (FRENCH, "On paie (…) l’anneau"),
    (FRENCH, "On paie […] l’anneau (...) c’est tout"),
    (FRENCH, "L’eau monte [...] parce qu’on n’a pas demandé"),
    (FRENCH, "[Le port] monte et personne ne s’en plaint"),
    (FRENCH, "Le quai appartient [au maire]"),
    (FRENCH, "Le quai[…] la ville"),
    (FRENCH, "Le quai\u00ad appar\u00adtient à la\u200b ville !"),
    (FRENCH, "c’est tout. Le quai"),
    (ENGLISH, "We won't close the lock - not this year"),
    (ENGLISH, "we won’t close the lock—not this year"),
    (ENGLISH, "[N]obody at the week-end fair minded"),
    (ENGLISH, "[C]lose the lock"),
    (ENGLISH, "We won’t close [it] – not this year"),
    (ENGLISH, "not for 50 % more"),
    (ENGLISH, "the tide came in at noon & left"),
    (ENGLISH, "the tide c[omes] in at noon"),
    (ENGLISH, "It was a long ... long night"),
    (ENGLISH, "(…) They told us: “Go home.” So we went."),
    ("Elle attend… … et part.", "Elle attend... ... et part"),
    ("Elle attend…\n… et part.", "Elle attend ......et part"),
    ("Fin. … Suite.", "Fin.... suite"),
]
ALTERED = [
    (FRENCH, "L’eau monte et tout le monde s’en plaint", ("tout le monde",), ()),
    (FRENCH, "L’eau descend et personne ne s’en plaint", ("descend",), ()),
    (FRENCH, "L’eau monte et personne s’en plaint", (), ("ne",)),
    (FRENCH, "Le maire d’Orvane a répondu", (), ("n’a", "pas")),
    (FRENCH, "On paie 12 500 € l’anneau", ("500",), ()),
    (FRENCH, "On paie 12 000 $ l’anneau", ("$",), ()),
    (FRENCH, "Le quai appartient à la ville ?", ("?",), ()),
    (FRENCH, "Le quai appartient (…) aux riches", ("aux riches",), ()),
    (FRENCH, "Ceci n’est nulle part écrit", ("Ceci", "n’est nulle part écrit"), ()),
    (FRENCH, "Le quai appartient à la ville (…) On paie", (), ()),
    (FRENCH, "personne s’en plaint (…) c’est gratuit", ("gratuit",), ("ne",)),
    (ENGLISH, "We will close the lock", ("will",), ()),
    (ENGLISH, "We won’t ever close the lock", ("ever",), ()),
    (ENGLISH, "We close the lock", (), ("won’t",)),
    (ENGLISH, "Nobody at the weekend fair minded", ("weekend",), ()),
    (ENGLISH, "Nobody at the week-end fair minded the tide", (), (";",)),
    (ENGLISH, "It was a long night", (), ("… long",)),
    (ENGLISH, "[S]omebody at the week-end fair minded", ("Somebody",), ()),
    (ENGLISH, "The harbor master didn’t wait", ("harbor",), ()),
    (ENGLISH, "It was an endless night", ("an endless",), ()),
]


@pytest.mark.parametrize(("text", "quote"), VERBATIM)
def test_other_typography_and_marked_skips_are_verbatim(text, quote):
    match = compare(quote, [read(text)])
    assert (match.verbatim, match.missing, match.left_out) == (True, (), ())


@pytest.mark.parametrize(("text", "quote", "missing", "left_out"), ALTERED)
def test_another_word_is_not_verbatim_and_is_named(text, quote, missing, left_out):
    match = compare(quote, [read(text)])
    assert (match.verbatim, match.missing) == (False, missing)
    assert match.left_out == left_out or not left_out


@pytest.mark.parametrize("quote", ["", "…", "[…]", "« »", "[the mayor]"])
def test_a_quote_without_words_is_not_verbatim(quote):
    assert not compare(quote, [read(FRENCH)]).verbatim


def test_a_quote_does_not_run_from_one_passage_into_another():
    passages = [read("The tide came in."), read("Nobody minded.")]
    assert not compare("came in. Nobody", passages).verbatim
    assert not compare("came (…) minded", passages).verbatim
    assert compare("nobody minded", passages).verbatim


SPOKEN = [
    (FRENCH, "L’eau monte et personne ne s’en plaint", ()),
    (FRENCH, "Le maire d’Orvane n’a pas répondu", ()),
    (
        FRENCH,
        "L’eau monte et personne ne s’en plaint, dit l’éclusier, parce qu’on n’a pas demandé",
        ("dit l’éclusier",),
    ),
    (FRENCH, "L’eau monte et personne ne s’en plaint (…) parce qu’on n’a pas demandé", ()),
    (FRENCH, "Le maire d’Orvane n’a pas répondu. L’eau monte", ("Le maire d’Orvane n’a pas répondu",)),
    (FRENCH, "Le maire d’Orvane n’a pas répondu. « L’eau monte »", ()),
    (FRENCH, "« Le maire d’Orvane n’a pas répondu »", ("Le maire d’Orvane n’a pas répondu",)),
    (ENGLISH, "not this year,” she said, “and not for 50% more", ()),
    (ENGLISH, "“not this year, she said, and not for 50% more”", ("she said",)),
    (ENGLISH, "not this year, she said, and not", ("she said",)),
    (ENGLISH, "So we went", ()),
    # Never closed: it ends with its paragraph, and what follows is narration.
    ("« Je pars.\nElle partit. « Adieu », dit-elle.", "Elle partit. Adieu", ("Elle partit",)),
    # A speech of several paragraphs, in the three ways in which it is marked.
    ("« Je pars.\nJe reviens. »\nElle partit.", "Je pars. Je reviens", ()),
    ("« Je pars.\n» Je reviens. »\nElle partit.", "Je reviens. Elle partit", ("Elle partit",)),
    ("“I go.\n“I come back.”\nShe left.", "I go. I come back. She left", ("She left",)),
    ('"I go.\n"I come back."\nShe left.', "I go. I come back. She left", ("She left",)),
    # Written twice: once inside, once outside; the quote is of the first.
    ("Il dit non. « Il dit non, et je pars. »", "Il dit non", ()),
    ("Elle dit : « Non. » Je pars. « Non. Je pars. »", "Non. Je pars", ()),
    ("“He told me ‘no’ and “never” again,” she said.", "me no and never again", ()),
]


@pytest.mark.parametrize(("text", "quote", "outside"), SPOKEN)
def test_words_that_the_text_has_outside_its_quotation_are_named(text, quote, outside):
    match = compare(quote, [read(text)])
    assert (match.verbatim, match.outside) == (True, outside)


WORDS = st.sampled_from(
    [
        "l’eau",
        "monte",
        "«",
        "»",
        "œuvre",
        "déjà",
        "ÉTÉ",
        "week-end",
        "don’t",
        "12",
        "000",
        "%",
        "—",
        "…",
        ".",
        "it’s",
        "où",
        ":",
        ",",
    ]
)
SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "  ", " \u200b"])
REWRITTEN = {
    "’": "'‘’\u02bc",
    "«": "«“„",
    "»": "»”",
    "—": "—–-\u2212",
    "-": "-\u2010\u2011",
    "…": ["…", "...", ". . ."],
}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_passage_cut_from_a_text_matches_in_whatever_typography(data):
    words = data.draw(st.lists(WORDS, min_size=3, max_size=40))
    start = data.draw(st.integers(0, len(words) - 2))
    cut = words[start : data.draw(st.integers(start + 1, len(words)))]
    rewritten = "".join(data.draw(_other_writing(word)) + data.draw(SPACES) for word in cut)
    match = compare(rewritten, [read(" ".join(words))])
    assert match.verbatim == any(any(map(str.isalnum, word)) or word == "%" for word in cut)


@st.composite
def _other_writing(draw, word):
    written = "".join(draw(st.sampled_from(list(REWRITTEN.get(char, char)))) for char in word)
    form = draw(st.sampled_from(["NFC", "NFD"]))
    cased = draw(st.sampled_from([str, str.upper, str.lower]))
    return unicodedata.normalize(form, cased(written))


@given(st.text(), st.text())
def test_no_text_breaks_the_comparison(quote, text):
    compare(quote, [read(text)])
