"""The search over all stories by the keyboard."""

import pytest

from tests.browser.writing import EDITOR, open_form, put_cursor
from tests.factories import make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIELD = ".desk-search input"


def focused(page):
    return page.evaluate("() => document.activeElement.matches('.desk-search input')")


def test_slash_goes_to_the_search_and_enter_finds(log_in):
    make_story("Low water")
    make_story("High water")
    page = log_in("tom", "Editor")
    page.wait_for_selector(FIELD)
    page.keyboard.press("/")
    assert focused(page)
    page.keyboard.type("low")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result_list")
    assert page.locator("#result_list tbody tr").count() == 1


def test_escape_leaves_the_search(log_in):
    page = log_in("tom", "Editor")
    page.focus(FIELD)
    page.keyboard.press("Escape")
    assert not focused(page)


def test_slash_is_a_letter_where_somebody_writes(log_in):
    page = open_form(log_in, make_story())
    page.focus("#id_kicker")
    page.keyboard.type("1/2")
    assert page.input_value("#id_kicker") == "1/2"
    put_cursor(page, 8)
    page.keyboard.type("a/b")
    assert not focused(page)
    assert "a/b" in page.locator(EDITOR).first.inner_text()
