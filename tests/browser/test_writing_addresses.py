"""Which addresses become links by themselves, typed and pasted, and that a pasted link keeps its own."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_writing_links import LINKED
from tests.browser.test_writing_paste import paste
from tests.browser.test_writing_typed import emptied
from tests.browser.writing import EDITOR, FIRST, expect_markup, open_form, put_cursor
from tests.factories import make_story

pytestmark = pytest.mark.browser

# Typed with a space behind: what becomes a link, and where it leads.
TYPED = {
    "http://example.com/a.": ("http://example.com/a", "http://example.com/a"),
    "http://example.com/a,": ("http://example.com/a", "http://example.com/a"),
    "HTTPS://a.example/x?b=c&d=e#f!": ("HTTPS://a.example/x?b=c&amp;d=e#f", "HTTPS://a.example/x?b=c&amp;d=e#f"),
    "www.example.org.": ("www.example.org", "https://www.example.org"),
    "(www.example.org)!": ("www.example.org", "https://www.example.org"),
    "« www.example.org/a/ »…": ("www.example.org/a/", "https://www.example.org/a/"),
    "https://fr.wikipedia.org/wiki/Brest_(Finistère).": (
        "https://fr.wikipedia.org/wiki/Brest_(Finistère)",
        "https://fr.wikipedia.org/wiki/Brest_(Finistère)",
    ),
    "https://a.example/x?utm_source=b;": ("https://a.example/x?utm_source=b", "https://a.example/x"),
}
# A space is missing, or it's a name.
NO_ADDRESSES = (
    "fin.La suite, mot.Je dis, d’ici.Il dit, M.Dupont, n.Paris, ASP.NET, rapport.zip, example.org, a@b.example, www., "
    "http://, awww.example.org"
)


def linked(text, address, href):
    return f'<p>{text.replace("&", "&amp;").replace(address, f"""<a href="{href}">{address}</a>""")}</p>'


def test_an_address_that_is_typed_out_becomes_a_link_without_the_sentences_marks(log_in):
    page = open_form(log_in)
    for text, (address, href) in TYPED.items():
        emptied(page)
        page.keyboard.type(f"Voir {text} Et")
        expect_markup(page, linked(f"Voir {text} Et", address, href))


def test_the_end_of_a_line_makes_a_link_too_and_undo_takes_it_back(log_in):
    page = open_form(log_in)
    emptied(page)
    page.keyboard.type("www.example.org.")
    page.keyboard.press("Enter")
    expect_markup(page, '<p><a href="https://www.example.org">www.example.org</a>.</p><p></p>')
    page.keyboard.press("Control+z")
    expect(page.locator(f"{EDITOR} a")).to_have_count(0)


@pytest.mark.parametrize("by", ["keys", "plain paste", "paste"])
def test_words_become_no_links_unasked(log_in, by):
    page = open_form(log_in)
    emptied(page)
    if by == "keys":
        page.keyboard.type(f"{NO_ADDRESSES} fin")
    elif by == "paste":
        paste(page.locator(EDITOR).first, f"<p>{NO_ADDRESSES} fin</p>")
    else:
        paste(page.locator(EDITOR).first, plain=f"{NO_ADDRESSES} fin")
    expect_markup(page, f"<p>{NO_ADDRESSES} fin</p>")


@pytest.mark.parametrize("is_plain", [True, False])
def test_an_address_that_is_pasted_within_words_becomes_a_link(log_in, is_plain):
    page = open_form(log_in)
    for text, (address, href) in TYPED.items():
        emptied(page)
        pasted = f"Voir {text} Et"
        paste(page.locator(EDITOR).first, "" if is_plain else f"<p>{pasted.replace('&', '&amp;')}</p>", plain=pasted)
        expect_markup(page, linked(pasted, address, href))


def test_a_pasted_link_leads_where_it_led_whatever_its_words_look_like(log_in):
    page = open_form(log_in)
    for href, words in (
        ("https://example.org/deep/page?x=1", "example.org"),
        ("https://www.lemonde.fr/politique/article/1.html", "lemonde.fr"),
        ("https://bit.ly/abc", "www.ville-orvane.fr"),
        ("https://x.com/orvane", "ville.paris"),
        ("https://example.org/x", "https://example.org/y"),
        ("mailto:redac@example.org?subject=Bonjour", "redac@example.org"),
        ("https://example.org/x", "Voir https://example.org/y. Et"),
    ):
        emptied(page)
        paste(page.locator(EDITOR).first, f'<p>Voir <a href="{href}">{words}</a> fin</p>')
        expect_markup(page, f'<p>Voir <a href="{href}">{words}</a> fin</p>')
    emptied(page)
    wrapped = "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa&amp;h=1"
    paste(page.locator(EDITOR).first, f'<p><a href="{wrapped}">example.org/a</a></p>')
    expect_markup(page, '<p><a href="https://example.org/a">example.org/a</a></p>')


def test_a_link_pasted_onto_words_leads_where_it_led_and_other_words_replace_them(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 4, 8)
    paste(page.locator(EDITOR).first, '<a href="https://example.org/deep">https://example.org</a>')
    expect_markup(page, LINKED.format("https://example.org/deep"))
    put_cursor(page, 4, 8)
    paste(page.locator(EDITOR).first, plain="www.example.org")
    expect_markup(page, LINKED.format("https://www.example.org"))
    put_cursor(page, 4, 8)
    paste(page.locator(EDITOR).first, plain="ASP.NET")
    expect(page.locator(f"{EDITOR} a")).to_have_count(0)
