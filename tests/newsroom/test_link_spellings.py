"""A link that the desk's dialog makes is there after the save; what the save would take away, the dialog refuses."""

import re
from html import escape, unescape

import pytest

from newsroom.text.hrefs import good_href, mended
from newsroom.text.html import boundary, clean
from tests.newsroom.spellings import SPELLINGS


def kept(href):
    """Return the address of a link after a save; None where the link has lost it."""
    found = re.search(r'href="([^"]*)"', clean(f'<p><a href="{escape(href)}">high water</a></p>'))
    return found and unescape(found[1])


@pytest.mark.parametrize("href", sorted({href for href in SPELLINGS.values() if href}), ids=ascii)
def test_what_the_dialog_makes_is_kept_as_it_is(href):
    assert (kept(href), mended(href), good_href(href)) == (href, href, True)


@pytest.mark.parametrize("typed", [typed for typed, href in SPELLINGS.items() if href is None], ids=ascii)
def test_what_the_dialog_refuses_is_no_link_by_any_door(typed):
    assert (kept(typed), mended(typed), good_href(typed)) == (None, None, False)


@pytest.mark.parametrize(
    "typed", ["www.example.org,", "https://www.example.org;", "jane@example.org.", "tel:+33 1 12."]
)
def test_the_marks_of_a_sentence_are_no_part_of_an_address(typed):
    assert kept(typed) == mended(typed)
    assert mended(typed)[-1].isalnum()


def test_a_telephone_number_carries_nothing_else():
    for href in ('tel:1" onclick="alert(1)', "tel:112?a=b", "tel:112#a", "tel:112/../a", "tel:٣٣٣", "tel:*21*112#"):
        assert kept(href) is None, href
    assert boundary('<a href="tel:112" target="x">a</a>') == '<a href="tel:112">a</a>'
