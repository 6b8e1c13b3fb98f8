"""The "/" menu of the text: by keyboard, by pointer, in both languages."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import settled
from tests.browser.writing import EDITOR, FIRST, expect_blocks, expect_markup, open_form, put_cursor, row, save
from tests.factories import make_story

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "typed", "title"), [("en", "fa", "Fact box"), ("fr", "enc", "Encadré")])
def test_the_stroke_opens_a_menu_that_typing_narrows(log_in, settings, language, typed, title):
    settings.LANGUAGE_CODE = language
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 16)
    page.keyboard.type(" /")
    options = page.locator(".slash-menu").get_by_role("option")
    expect(options).to_have_count(5)
    page.keyboard.type(typed)
    expect(options).to_have_count(1)
    expect(options).to_contain_text(title)
    page.keyboard.press("Enter")
    expect(row(page, "factbox").locator("input[name$=title]")).to_be_focused()
    expect_markup(page, "<p>The tide came in</p>")
    expect_markup(page, "<p>at noon, and nobody minded.</p>", 1)


def test_the_menu_is_walked_by_arrow_keys_and_says_where_it_stands(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 44)
    page.keyboard.press("Enter")
    page.keyboard.type("/")
    editor = page.locator(EDITOR).first
    for key, expected in (
        ("ArrowDown", "Pull quote"),
        ("ArrowUp", "Picture in the text"),
        ("ArrowUp", "Related story"),
    ):
        page.keyboard.press(key)
        active = page.locator(".slash-menu [aria-selected=true]")
        expect(active).to_contain_text(expected)
        expect(editor).to_have_attribute("aria-activedescendant", settled(active, "(option) => option.id"))
    expect(editor).to_have_attribute("aria-controls", settled(page.locator(".slash-menu"), "(menu) => menu.id"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.type("Q")
    assert save(page) == [("text", FIRST), ("pull_quote", "Q")]


def test_a_stroke_finds_a_kind_by_other_words_too(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 44)
    page.keyboard.type(" /photo")
    expect(page.locator(".slash-menu").get_by_role("option")).to_have_text(["imagePicture in the text"])


def test_a_click_chooses_from_the_menu_and_undo_leaves_no_stroke_behind(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 0)
    page.keyboard.type("/")
    page.locator(".slash-menu").get_by_role("option", name="Embed").click()
    expect_blocks(page, "embed", "textblock")
    page.keyboard.press("Control+z")
    expect_markup(page, FIRST)


def test_escape_leaves_the_stroke_as_text(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 44)
    page.keyboard.type(" /")
    expect(page.locator(".slash-menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".slash-menu")).to_be_hidden()
    page.keyboard.type("pull")
    expect(page.locator(".slash-menu")).to_be_hidden()
    expect(page.locator(f"{EDITOR}[aria-activedescendant]")).to_have_count(0)
    assert save(page) == [("text", FIRST.replace("</p>", " /pull</p>"))]


@pytest.mark.parametrize("typed", ["and/or", "https://a.example/pull", "1 / 2"])
def test_a_stroke_inside_words_and_addresses_is_a_stroke(log_in, typed):
    page = open_form(log_in, make_story(html="<p>So:</p>"))
    put_cursor(page, 3)
    page.keyboard.type(f" {typed}")
    expect(page.locator(".slash-menu")).to_be_hidden()
