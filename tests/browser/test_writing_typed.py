"""What is typed or pasted as plain text stays as it is: no sign at a line's start or between words is an order."""

import pytest
from playwright.sync_api import expect

from newsroom.text.html import clean
from tests.browser.reading import expect_value
from tests.browser.test_writing_paste import paste
from tests.browser.writing import EDITOR, open_form, save, shown
from tests.factories import make_story

pytestmark = pytest.mark.browser

LINES = [
    "+ 5 %",
    "> 50 %",
    "5 * 4 * 3",
    "* 4 * 3 *",
    "- 3 °C",
    "- Non, dit-elle.",
    "-- fin",
    "1. Bundesliga",
    "A. Roe arrive",
    "# 5",
    "#deux ##trois",
    "~~~ et ~~un~~ mot",
    "**gras** et __gras__",
    "*bas* et _bas_",
    "`code` et ``` trois",
    "[ ] fait",
    "a -> b (c) 1/2 ...",
]


def emptied(page):
    page.locator(EDITOR).first.evaluate("(element) => element.editor.commands.setContent('', { emitUpdate: true })")
    page.locator(EDITOR).first.click()


def paragraph(line):
    return f"<p>{line.replace('>', '&gt;')}</p>"


def test_what_is_typed_stays_as_it_was_typed(log_in):
    page = open_form(log_in)
    for line in LINES:
        emptied(page)
        page.keyboard.type(line)
        expect_value(page, lambda: clean(shown(page)), paragraph(line))


def test_so_it_does_in_the_second_line_and_when_it_is_saved(log_in):
    page = open_form(log_in, make_story(html="<p>Hausse</p>"))
    page.locator(EDITOR).first.click()
    page.keyboard.press("Control+End")
    for line in ("> 50 %", "+ 5 %"):
        page.keyboard.press("Enter")
        page.keyboard.type(line)
    assert save(page) == [("text", "<p>Hausse</p><p>&gt; 50 %</p><p>+ 5 %</p>")]


def test_what_is_pasted_as_plain_text_stays_as_it_was(log_in):
    page = open_form(log_in)
    for line in LINES:
        emptied(page)
        paste(page.locator(EDITOR).first, plain=line)
        expect_value(page, lambda: clean(shown(page)), paragraph(line))
    emptied(page)
    paste(page.locator(EDITOR).first, plain="1. Bundesliga\n2. Bundesliga")
    expect_value(page, lambda: clean(shown(page)), "<p>1. Bundesliga</p><p>2. Bundesliga</p>")


def test_signs_in_a_pasted_page_are_no_orders_either(log_in):
    page = open_form(log_in)
    paste(page.locator(EDITOR).first, "<p>5 * 4 * 3 et **deux** ~~trois~~</p><p>&gt; 50 %</p>")
    expect_value(page, lambda: clean(shown(page)), "<p>5 * 4 * 3 et **deux** ~~trois~~</p><p>&gt; 50 %</p>")


def test_two_hashes_make_a_crosshead_and_backspace_gives_them_back(log_in):
    page = open_form(log_in)
    page.locator(EDITOR).first.click()
    page.keyboard.type("## ")
    expect(page.locator(f"{EDITOR} h2")).to_have_count(1)
    page.keyboard.press("Backspace")
    page.keyboard.type("5")
    expect_value(page, lambda: clean(shown(page)), "<p>## 5</p>")


def test_a_list_is_made_by_its_button_and_by_its_keys(log_in):
    page = open_form(log_in)
    page.locator(EDITOR).first.click()
    page.keyboard.type("un")
    page.locator(".prose-menubar").first.get_by_role("button", name="List", exact=True).click()
    expect_value(page, lambda: clean(shown(page)), "<ul><li><p>un</p></li></ul>")
    page.keyboard.press("Control+Shift+8")
    expect_value(page, lambda: clean(shown(page)), "<p>un</p>")


def test_a_list_that_begins_with_another_number_is_edited_and_saved(log_in):
    html = '<ol start="3"><li><p>trois</p></li></ol>'
    page = open_form(log_in, make_story(html=html))
    expect(page.locator(f"{EDITOR} ol")).to_have_attribute("start", "3")
    page.locator(f"{EDITOR} li").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("quatre")
    assert save(page) == [("text", '<ol start="3"><li><p>trois</p></li><li><p>quatre</p></li></ol>')]
