"""The search over all stories by the keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.writing import EDITOR, open_form, put_cursor
from tests.factories import make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIELD = ".desk-search input"


def test_slash_goes_to_the_search_and_enter_finds(log_in):
    make_story("Low water")
    make_story("High water")
    page = log_in("tom", "Editor")
    page.wait_for_selector(FIELD)
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("low")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result_list")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)


def test_escape_leaves_the_search(log_in):
    page = log_in("tom", "Editor")
    page.focus(FIELD)
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).not_to_be_focused()


def test_slash_is_a_letter_where_somebody_writes(log_in):
    page = open_form(log_in, make_story())
    page.focus("#id_kicker")
    page.keyboard.type("1/2")
    expect(page.locator("#id_kicker")).to_have_value("1/2")
    put_cursor(page, 8)
    page.keyboard.type("a/b")
    expect(page.locator(FIELD)).not_to_be_focused()
    expect(page.locator(EDITOR).first).to_contain_text("a/b")
