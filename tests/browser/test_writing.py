"""One flow of writing: a block goes into the text at the cursor, and comes out again by undo."""

import pytest
from playwright.sync_api import expect

from articles.models import Edition, FactBox, PullQuote
from tests.browser.conftest import PHONE
from tests.browser.reading import box, overflows, settled
from tests.browser.test_journey import choose
from tests.browser.writing import (
    EDITOR,
    FIRST,
    SECOND,
    expect_blocks,
    expect_markup,
    make_parted,
    open_form,
    put_cursor,
    row,
    save,
    tool,
)
from tests.factories import add_text, make_contributor, make_image, make_section, make_story

pytestmark = pytest.mark.browser


def press_undo(page):
    page.locator(".writing-notice").get_by_role("button", name="Undo").click()


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, [("pull_quote", "Q"), ("text", FIRST)]),
        (
            16,
            [("text", "<p>The tide came in</p>"), ("pull_quote", "Q"), ("text", "<p>at noon, and nobody minded.</p>")],
        ),
        (
            17,
            [("text", "<p>The tide came in</p>"), ("pull_quote", "Q"), ("text", "<p>at noon, and nobody minded.</p>")],
        ),
        (44, [("text", FIRST), ("pull_quote", "Q")]),
    ],
    ids=["start", "before a space", "after a space", "end"],
)
def test_a_block_goes_where_the_cursor_is(log_in, place, expected):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, place)
    tool(page, "Pull quote")
    expect(row(page, "pullquote").locator("textarea").first).to_be_focused()
    page.keyboard.type("Q")
    assert save(page) == expected


def test_the_paragraphs_around_the_cut_stay_as_they_are(log_in):
    html = '<h2>Crosshead</h2><p>One <strong>two</strong> <a href="https://a.example/">three</a>.</p><ul><li><p>Four</p></li><li><p>Five</p></li></ul>'
    page = open_form(log_in, make_story(html=html))
    put_cursor(page, 5, paragraph=1)
    tool(page, "Fact box")
    page.keyboard.type("Tides")
    row(page, "factbox").locator(".tiptap").click()
    page.keyboard.type("Twice a day")
    assert save(page) == [
        ("text", "<h2>Crosshead</h2><p>One <strong>t</strong></p>"),
        ("fact_box", "<p>Twice a day</p>"),
        (
            "text",
            '<p><strong>wo</strong> <a href="https://a.example/">three</a>.</p>'
            "<ul><li><p>Four</p></li><li><p>Five</p></li></ul>",
        ),
    ]


def test_a_list_is_cut_between_its_items(log_in):
    page = open_form(log_in, make_story(html="<ul><li><p>Four</p></li><li><p>Five</p></li></ul>"))
    put_cursor(page, 6)  # "Four|": the list and its item open before the paragraph
    tool(page, "Pull quote")
    page.keyboard.type("Q")
    assert save(page) == [
        ("text", "<ul><li><p>Four</p></li></ul>"),
        ("pull_quote", "Q"),
        ("text", "<ul><li><p>Five</p></li></ul>"),
    ]


def test_selected_words_become_the_pull_quote_and_stay_in_the_text(log_in):
    page = open_form(log_in, make_story(html="<p>She said: “The tide came in.” Nobody minded.</p>" + SECOND))
    put_cursor(page, 10, 28)
    tool(page, "Pull quote")
    expect(row(page, "pullquote").locator("textarea").first).to_have_value("The tide came in.")
    expect(row(page, "pullquote").locator("input[name$=attribution]")).to_be_focused()
    assert save(page) == [
        ("text", "<p>She said: “The tide came in.” Nobody minded.</p>"),
        ("pull_quote", "The tide came in."),
        ("text", SECOND),
    ]


def test_the_block_stands_before_those_that_follow(log_in):
    story = make_story(html=FIRST)
    PullQuote.objects.create(parent=story, region="body", ordering=20, quote="nobody minded")
    add_text(story, SECOND, ordering=30)
    page = open_form(log_in, story)
    put_cursor(page, 8)
    tool(page, "Embed")
    expect(row(page, "embed").locator("input[name$=url]")).to_be_focused()
    expect_blocks(page, "textblock", "embed", "textblock", "pullquote", "textblock")


def test_after_the_last_paragraph_a_text_is_ready_that_is_not_saved_empty(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 44)
    tool(page, "Pull quote")
    expect_blocks(page, "textblock", "pullquote", "textblock")
    page.keyboard.type("Q")
    assert save(page) == [("text", FIRST), ("pull_quote", "Q")]


def test_only_the_text_of_the_story_can_be_cut_not_a_fact_box(log_in):
    story = make_story(html=FIRST)
    FactBox.objects.create(parent=story, region="body", ordering=20, title="Tides", html="<p>Twice</p>")
    page = open_form(log_in, story)
    expect(page.locator(".tiptap")).to_have_count(2)
    expect(page.locator(".prose-menubar").get_by_role("button", name="Picture in the text")).to_have_count(1)


@pytest.mark.parametrize("way", ["key", "button"])
@pytest.mark.parametrize(("start", "end"), [(0, None), (16, None), (44, None), (4, 8)])
def test_undo_puts_the_text_back_byte_for_byte(log_in, way, start, end):
    html = FIRST + "<p>Two words  here.</p>"
    page = open_form(log_in, make_story(html=html))
    expect_markup(page, html)
    put_cursor(page, start, end)
    tool(page, "Pull quote")
    expect(row(page, "pullquote")).to_be_visible()
    if way == "key":
        page.keyboard.press("Control+z")
    else:
        press_undo(page)
    expect_markup(page, html)
    expect_blocks(page, "textblock")
    expect(page.locator(EDITOR).first).to_be_focused()
    assert save(page) == [("text", html)]


def test_what_was_typed_before_the_cut_is_undone_without_bringing_back_what_left(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 16)
    page.keyboard.type(" slowly")
    tool(page, "Pull quote")
    page.keyboard.type("Q")
    put_cursor(page, 0)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert save(page) == [
        ("text", "<p>The tide came in</p>"),
        ("pull_quote", "Q"),
        ("text", "<p>at noon, and nobody minded.</p>"),
    ]


def test_undo_is_not_offered_once_something_was_typed(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 16)
    tool(page, "Pull quote")
    page.keyboard.type("Quoted")
    expect(page.locator(".writing-notice button")).to_be_hidden()
    page.keyboard.press("Control+z")
    expect(row(page, "pullquote")).to_be_visible()


def test_a_new_story_has_the_cursor_in_its_headline_and_a_text_ready(log_in):
    page = open_form(log_in)
    expect(page.locator("#id_headline")).to_be_focused()
    page.keyboard.type("The tide mill")
    page.locator(EDITOR).click()
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_be_focused()
    page.keyboard.type("## At noon")
    page.keyboard.press("Enter")
    page.keyboard.type("The tide came in.")
    assert save(page) == [("text", "<h2>At noon</h2><p>The tide came in.</p>")]


def test_a_new_story_without_a_body_saves_no_empty_text(log_in):
    page = open_form(log_in)
    page.keyboard.type("Only a headline")
    assert save(page) == []


def test_an_editor_that_is_there_before_content_editor_has_its_buttons_too(log_in):
    page = log_in("tom", "Editor")
    # An editor draws its toolbar one turn after it is ready: two turns later is too late for it.
    late = """window.lateJQuery = (start) => document.addEventListener(
        "prose-editor:ready", () => setTimeout(() => setTimeout(start)), { once: true })"""
    page.add_init_script(late)
    page.route(
        "**/content_editor/index.js",
        lambda route: route.fulfill(
            body=route.fetch().text().replace("django.jQuery(init)", "lateJQuery(init)"), content_type="text/javascript"
        ),
    )
    page.goto(f"/admin/articles/story/{make_parted().pk}/change/")
    put_cursor(page, 16)
    tool(page, "Pull quote")
    expect_blocks(page, "textblock", "pullquote", "textblock", "pullquote", "textblock")


def test_words_and_characters_are_counted_while_writing(log_in):
    page = open_form(log_in, make_story("L’eau monte", language="fr", html=f"<p>{'mot ' * 400}</p>"))
    counts = page.locator(".writing-count")
    expect(counts.nth(0)).to_have_text("Words: 2 · characters: 11")
    expect(page.locator(".writing-count-body")).to_contain_text("Words: 400 · characters: 1,599")
    expect(page.locator(".writing-count-body")).to_contain_text("3 min read")
    page.fill("#id_standfirst", "Deux mots")
    expect(counts.nth(1)).to_have_text("Words: 2 · characters: 9")


CLICKS = "window.clicks = 0; addEventListener('click', (event) => { if (event.isTrusted) window.clicks += 1 }, true)"


def pick(page, typed):
    """Type into the search that is open, and take its first answer by keyboard."""
    page.keyboard.type(typed)
    option = page.locator(".select2-results__option--highlighted")
    expect(option).to_contain_text(typed)
    expect(page.locator(".select2-results .loading-results")).to_have_count(0)
    page.keyboard.press("Enter")


def test_a_whole_story_takes_few_clicks(log_in):
    make_section("Port")
    make_contributor("Lena Corvest")
    make_image(caption="The mill at low water")
    page = open_form(log_in)
    page.evaluate(CLICKS)
    page.keyboard.type("The tide mill turns again")
    page.keyboard.press("Tab")
    page.keyboard.type("After forty years, the wheel moves.")
    page.select_option("#id_section", label="Port")
    choose(page, "id_bylines-0-contributor", "Lena Corvest")
    page.locator(EDITOR).click()
    page.keyboard.type("The tide came in at noon, and nobody minded.")
    tool(page, "Picture in the text")
    pick(page, "The mill at low water")
    page.locator(EDITOR).nth(1).click()
    page.keyboard.type("The wheel turned for an hour.")
    page.keyboard.press("Shift+Home")
    tool(page, "Pull quote", block=1)
    page.fill("[name=publication-live_from]", "2030-01-01T12:00")
    clicks = settled(page, "window.clicks") + 1  # the next one leaves the page
    page.click("input[name=_schedule]")
    page.wait_for_selector(".messagelist .success:has-text('has been scheduled')")
    assert clicks <= 12
    blocks = Edition.objects.get().revision.content["blocks"]
    assert [block["kind"] for block in blocks] == ["text", "image", "text", "pull_quote"]
    assert blocks[3]["quote"] == "The wheel turned for an hour."


def test_without_scripts_the_form_is_djangos_own_and_saves(log_in):
    path = f"/admin/articles/story/{make_parted().pk}/change/"
    page = log_in("tom", "Editor", path, java_script_enabled=False)
    page.fill("#id_articles_textblock_set-1-html", "<p>By hand.</p>")
    page.check("#id_articles_pullquote_set-0-DELETE")
    assert save(page) == [("text", FIRST), ("text", "<p>By hand.</p>")]


def test_on_a_phone_nothing_of_it_is_wider_than_the_screen(log_in):
    page = open_form(log_in, make_parted(), viewport=PHONE)
    put_cursor(page, 44)
    page.keyboard.type(" /")
    menu = box(page.locator(".slash-menu"))
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= PHONE["width"]
    page.keyboard.press("Enter")
    expect(page.locator(".writing-notice")).to_contain_text("Inserted")
    assert not overflows(page)
