"""Blocks dragged by their heads, with a real mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import box, expect_value, settled
from tests.browser.writing import FIRST, SECOND, expect_blocks, make_parted, open_form, row, save

pytestmark = pytest.mark.browser


IN_THE_PAGE = """() => Array.from(
    document.querySelectorAll(".order-machine .inline-related:not(.empty-form)"), (row) => row.id.split("_")[1]
)"""


def drag(page, model, onto, *, number=0, onto_number=0, below=False):
    """Drag a block by its head to the upper or the lower edge of another one."""
    target = row(page, onto, onto_number)
    size = box(target)
    spot = {"x": size["width"] / 2, "y": size["height"] - 6 if below else 6}
    row(page, model, number).locator("> h3").drag_to(target, source_position={"x": 60, "y": 12}, target_position=spot)


def test_a_block_dragged_above_another_is_saved_there(log_in):
    page = open_form(log_in, make_parted())
    drag(page, "pullquote", "textblock")
    expect_blocks(page, "pullquote", "textblock", "textblock")
    assert save(page) == [("pull_quote", "nobody minded"), ("text", FIRST), ("text", SECOND)]


def test_a_text_dragged_below_another_keeps_its_words(log_in):
    page = open_form(log_in, make_parted(), viewport={"width": 1440, "height": 2400})  # no scrolling in between
    drag(page, "textblock", "textblock", onto_number=1, below=True)
    expect_blocks(page, "pullquote", "textblock", "textblock")
    assert save(page) == [("pull_quote", "nobody minded"), ("text", SECOND), ("text", FIRST)]


def test_a_drag_says_where_the_block_is_and_is_undone(log_in):
    page = open_form(log_in, make_parted())
    drag(page, "pullquote", "textblock")
    expect(page.locator(".writing-notice")).to_contain_text("Pull quote: moved to place 1 of 3.")
    page.locator(".writing-notice").get_by_role("button", name="Undo").click()
    expect_blocks(page, "textblock", "pullquote", "textblock")
    assert save(page) == [("text", FIRST), ("pull_quote", "nobody minded"), ("text", SECOND)]


def test_tab_follows_a_block_that_was_dragged(log_in):
    page = open_form(log_in, make_parted())
    drag(page, "pullquote", "textblock")
    expect_value(page, lambda: settled(page, IN_THE_PAGE), ["pullquote", "textblock", "textblock"])
