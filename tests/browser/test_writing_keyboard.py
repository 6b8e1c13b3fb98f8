"""The story form by keyboard alone: blocks in reading order, a block put between two others, buttons in one stop."""

import pytest
from playwright.sync_api import expect

from articles.models import PullQuote
from tests.browser.reading import settled
from tests.browser.writing import (
    FIRST,
    SECOND,
    block_button,
    expect_blocks,
    open_form,
    put_cursor,
    row,
    save,
    tool,
)
from tests.factories import add_text, make_story

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.closest('.order-machine .inline-related')?.id.split('_')[1] ?? ''"


def walked(page, key="Tab"):
    """Press Tab from the block that has the focus to the end of the blocks; return the kinds gone through, in order."""
    found = [settled(page, FOCUSED)]
    while kind := settled(page, FOCUSED):
        if kind != found[-1]:
            found.append(kind)
        page.keyboard.press(key)
    return found


def first_plus(page):
    """Return the "+" before the block that stands first in the page."""
    return page.locator(".order-machine .inline-related:not(.empty-form) > .block-insert").first


def reach(page, name):
    """Press Tab until the button of this name has the focus."""
    wanted = page.get_by_role("button", name=name, exact=True)
    for _step in range(150):
        if settled(wanted, "(element) => element === document.activeElement"):
            return wanted
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {name}")


def make_mixed():
    """Return a story of a text, a pull quote and an embed."""
    story = make_story(html=FIRST)
    where = {"parent": story, "region": "body"}
    PullQuote.objects.create(**where, ordering=20, quote="nobody minded")
    story.articles_embed_set.create(**where, ordering=30, url="https://film.example/1", title="A film")
    return story


def test_tab_goes_through_the_blocks_as_they_are_read(log_in):
    story = make_mixed()
    add_text(story, SECOND, ordering=25)
    page = open_form(log_in, story)
    first_plus(page).focus()
    in_order = ["textblock", "pullquote", "textblock", "embed"]
    assert walked(page) == in_order
    expect_blocks(page, *in_order)


def test_tab_follows_a_block_that_was_moved_inserted_or_brought_back(log_in):
    page = open_form(log_in, make_mixed())
    block_button(page, "Move up", "embed")
    put_cursor(page, 16)
    tool(page, "Fact box")
    block_button(page, "Delete", "pullquote")
    page.keyboard.press("Control+z")
    first_plus(page).focus()
    in_order = ["textblock", "factbox", "textblock", "embed", "pullquote"]
    assert walked(page) == in_order
    expect_blocks(page, *in_order)


def test_a_move_leaves_the_cursor_and_the_selection_where_they_are(log_in):
    page = open_form(log_in, make_mixed())
    put_cursor(page, 4, 8)
    page.keyboard.press("Alt+Shift+ArrowDown")
    page.keyboard.press("Alt+Shift+ArrowDown")
    page.keyboard.type("Ebb")
    assert save(page) == [
        ("pull_quote", "nobody minded"),
        ("embed", "A film"),
        ("text", FIRST.replace("tide", "Ebb")),
    ]


def test_a_block_is_inserted_between_two_others_by_keyboard_alone(log_in):
    page = open_form(log_in, make_mixed())
    page.locator("#id_headline").focus()
    reach(page, "Insert before: Embed")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem")).to_have_count(6)
    expect(page.get_by_role("menuitem").first).to_be_focused()
    for _step in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("The wheel turned.")
    expect_blocks(page, "textblock", "pullquote", "pullquote", "embed")
    assert save(page)[2] == ("pull_quote", "The wheel turned.")


def test_a_text_is_inserted_at_the_end_and_the_cursor_is_in_it(log_in):
    page = open_form(log_in, make_mixed())
    page.locator("#id_headline").focus()
    reach(page, "Insert at the end")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("The end.")
    assert save(page)[3] == ("text", "<p>The end.</p>")


def test_an_inserted_block_is_taken_away_by_undo(log_in):
    page = open_form(log_in, make_mixed())
    page.get_by_role("button", name="Insert before: Pull quote").click()
    page.get_by_role("menuitem", name="Fact box").click()
    expect_blocks(page, "textblock", "factbox", "pullquote", "embed")
    page.keyboard.press("Control+z")
    expect_blocks(page, "textblock", "pullquote", "embed")


def test_escape_and_a_click_elsewhere_close_the_menu(log_in):
    page = open_form(log_in, make_mixed())
    plus = page.get_by_role("button", name="Insert before: Pull quote")
    plus.click()
    expect(plus).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(plus).to_be_focused()
    expect(plus).to_have_attribute("aria-expanded", "false")
    plus.click()
    page.locator("#id_headline").click()
    expect(page.get_by_role("menu")).to_have_count(0)
    plus.click()
    plus.click(delay=200)  # milliseconds between pressing and letting go: nobody's hand is as fast as a program's
    expect(page.get_by_role("menu")).to_have_count(0)


def test_the_buttons_of_a_block_are_one_stop_and_arrow_keys_walk_them(log_in):
    page = open_form(log_in, make_mixed())
    page.get_by_role("button", name="Insert before: Pull quote").focus()
    page.keyboard.press("Tab")
    bar = page.get_by_role("toolbar", name="Pull quote")
    expect(bar.get_by_role("button").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name="Move up")).to_be_focused()
    page.keyboard.press("Enter")
    expect_blocks(page, "pullquote", "textblock", "embed")
    expect(bar.get_by_role("button", name="Move up")).to_be_focused()
    page.keyboard.press("Tab")
    expect(row(page, "pullquote").locator("textarea").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(bar.get_by_role("button", name="Keep")).to_be_focused()
    page.keyboard.press("Enter")
    expect_blocks(page, "pullquote", "textblock", "embed")


def test_after_an_empty_block_is_deleted_the_keyboard_goes_on_beside_it(log_in):
    page = open_form(log_in, make_mixed())
    put_cursor(page, 44)
    tool(page, "Fact box")
    row(page, "factbox").get_by_role("button", name="Delete").press("Enter")
    expect_blocks(page, "textblock", "pullquote", "embed")
    expect(page.get_by_role("toolbar", name="Text", exact=True).get_by_role("button").first).to_be_focused()


def test_a_block_is_folded_by_keyboard(log_in):
    page = open_form(log_in, make_mixed())
    fold = row(page, "pullquote").get_by_role("button", name="Show content")
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(row(page, "pullquote").locator("textarea").first).to_be_hidden()


def test_the_editors_toolbar_speaks_the_words_of_the_desk(log_in):
    page = open_form(log_in, make_story(html=f"<h2>At noon</h2>{FIRST}"))
    names = "(bar) => Array.from(bar.querySelectorAll('button'), (button) => button.title || button.innerText)"
    for paragraph, kind in enumerate(("Crosshead", "Paragraph")):
        put_cursor(page, 2, paragraph=paragraph)
        expect(page.locator(".prose-menubar__selected button")).to_have_attribute("title", kind)
    said = settled(page.locator(".prose-menubar"), names)
    assert [name for name in said if name != name.capitalize()] == []
