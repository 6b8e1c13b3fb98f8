"""The blocks of a story: deleted, their neighbours joined, moved, copied; all of it undone."""

import pytest
from playwright.sync_api import expect

from articles.models import FactBox, PullQuote, Revision
from tests.browser.reading import settled
from tests.browser.writing import (
    EDITOR,
    FIRST,
    SECOND,
    block_button,
    expect_blocks,
    make_parted,
    open_form,
    put_cursor,
    save,
    tool,
)
from tests.factories import make_image, make_story

pytestmark = pytest.mark.browser


def test_the_row_that_new_ones_are_copied_from_is_never_touched(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    pattern = "() => Array.from(document.querySelectorAll('.order-machine .empty-form'), (row) => row.outerHTML)"
    before = settled(page, pattern)
    put_cursor(page, 8)
    tool(page, "Pull quote")
    block_button(page, "Move up", "pullquote")
    block_button(page, "Duplicate", "pullquote")
    block_button(page, "Delete", "pullquote")
    # content-editor moves the class that names the last row; the rest is as it was.
    assert settled(page, pattern) == before


def test_deleting_a_block_joins_the_texts_around_it(log_in):
    page = open_form(log_in, make_parted())
    block_button(page, "Delete", "pullquote")
    expect_blocks(page, "textblock")
    assert save(page) == [("text", FIRST + SECOND)]
    expect_blocks(page, "textblock")


def test_deleting_is_undone_whole(log_in):
    page = open_form(log_in, make_parted())
    block_button(page, "Delete", "pullquote")
    page.keyboard.press("Control+z")
    expect_blocks(page, "textblock", "pullquote", "textblock")
    assert save(page) == [("text", FIRST), ("pull_quote", "nobody minded"), ("text", SECOND)]


def test_a_deleted_block_is_kept_after_all_by_the_button_in_its_place(log_in):
    page = open_form(log_in, make_parted())
    block_button(page, "Delete", "pullquote")
    put_cursor(page, 0)
    page.keyboard.type("Typed on. ")
    block_button(page, "Keep", "pullquote")
    assert save(page)[0] == ("text", "<p>Typed on. " + FIRST[3:] + SECOND)
    expect_blocks(page, "textblock", "pullquote")


def test_unsaved_blocks_are_deleted_and_joined_too(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    for place in (16, 8):
        put_cursor(page, place)
        tool(page, "Pull quote")
        page.keyboard.type(f"Q{place}")
    expect_blocks(page, "textblock", "pullquote", "textblock", "pullquote", "textblock")
    block_button(page, "Delete", "pullquote", 0)
    assert save(page) == [
        ("text", "<p>The tide</p>"),
        ("pull_quote", "Q8"),
        ("text", "<p>came in</p><p>at noon, and nobody minded.</p>"),
    ]


def test_what_was_deleted_stays_deleted_when_the_form_comes_back_with_an_error(log_in):
    page = open_form(log_in, make_parted())
    put_cursor(page, 16)
    tool(page, "Pull quote")
    page.keyboard.type("gone")
    block_button(page, "Delete", "pullquote", 1)
    block_button(page, "Delete", "pullquote", 0)
    page.evaluate("document.getElementById('id_headline').removeAttribute('required')")
    page.fill("#id_headline", "")
    page.click("input[name=_continue]")
    page.wait_for_selector(".errornote")
    page.wait_for_selector(f"{EDITOR} >> nth=0")
    expect_blocks(page, "textblock")
    page.fill("#id_headline", "Again")
    assert save(page) == [("text", "<p>The tide came in</p><p>at noon, and nobody minded.</p>" + SECOND)]


def test_a_deleted_block_with_a_wrong_address_does_not_stop_the_saving(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 44)
    tool(page, "Embed")
    page.keyboard.type("nowhere")
    block_button(page, "Delete", "embed")
    assert save(page) == [("text", FIRST)]


def test_blocks_move_by_button(log_in):
    page = open_form(log_in, make_parted())
    block_button(page, "Move up", "pullquote")
    expect_blocks(page, "pullquote", "textblock", "textblock")
    block_button(page, "Move up", "pullquote")
    expect(page.locator(".writing-notice")).to_contain_text("Pull quote: already at the top.")
    block_button(page, "Move down", "textblock", 0)
    assert save(page) == [("pull_quote", "nobody minded"), ("text", SECOND), ("text", FIRST)]


def test_blocks_move_by_keyboard_and_the_cursor_goes_with_them(log_in):
    page = open_form(log_in, make_parted())
    put_cursor(page, 3, block=1)
    page.keyboard.press("Alt+Shift+ArrowUp")
    expect_blocks(page, "textblock", "textblock", "pullquote")
    page.keyboard.press("Alt+Shift+ArrowUp")
    page.keyboard.press("Alt+Shift+ArrowDown")
    page.keyboard.type("!")
    assert save(page) == [("text", FIRST), ("text", "<p>The! wheel turned.</p>"), ("pull_quote", "nobody minded")]


def test_a_move_is_undone(log_in):
    page = open_form(log_in, make_parted())
    block_button(page, "Move up", "pullquote")
    page.keyboard.press("Control+z")
    expect_blocks(page, "textblock", "pullquote", "textblock")


def test_a_block_is_copied_with_all_that_it_holds(log_in):
    story = make_story(html=FIRST)
    PullQuote.objects.create(parent=story, region="body", ordering=20, quote="nobody minded", attribution="Lena")
    FactBox.objects.create(parent=story, region="body", ordering=30, title="Tides", html="<p>Twice a day</p>")
    image = make_image()
    story.articles_imageblock_set.create(region="body", ordering=40, image=image, caption="Low water")
    page = open_form(log_in, story)
    for model in ("textblock", "pullquote", "factbox", "imageblock"):
        block_button(page, "Duplicate", model)
    save(page)
    blocks = Revision.objects.order_by("-pk").first().content["blocks"]
    for one, copy in zip(blocks[::2], blocks[1::2], strict=True):
        assert one | {"id": 0} == copy | {"id": 0}


def test_below_a_last_picture_there_is_always_a_place_to_write(log_in):
    story = make_story(html=FIRST)
    story.articles_imageblock_set.create(region="body", ordering=40, image=make_image())
    page = open_form(log_in, story)
    block_button(page, "Write below", "imageblock")
    expect(page.locator(EDITOR).nth(1)).to_be_focused()
    page.keyboard.type("On.")
    assert save(page) == [("text", FIRST), ("image", ""), ("text", "<p>On.</p>")]
