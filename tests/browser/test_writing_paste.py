"""What is kept of a paste: the files in tests/browser/paste, each as the clipboard brings it and as it is to stand."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from newsroom.text.html import clean
from tests.browser.reading import expect_value
from tests.browser.writing import EDITOR, FIRST, open_form, put_cursor, row, save, shown, tool
from tests.factories import make_story

pytestmark = pytest.mark.browser

CORPUS = Path(__file__).parent / "paste"
NAMES = sorted(path.name.removesuffix(".expected.html") for path in CORPUS.glob("*.expected.html"))

PASTE = """(element, [html, plain]) => {
    const clipboardData = new DataTransfer()
    if (html) clipboardData.setData("text/html", html)
    clipboardData.setData("text/plain", plain)
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
}"""


def paste(editor, html="", plain="what a plain paste would give"):
    """Paste into an editor what the clipboard holds, as the browser does."""
    editor.evaluate(PASTE, [html, plain])


def file(name):
    """Return one file of the corpus, without the line end at its end."""
    return (CORPUS / name).read_text(encoding="utf-8").rstrip("\n")


def one_block_a_line(html):
    """Return the markup with a line for each block, as the expected files have it."""
    for tag in ("</p>", "</h2>", "</h3>", "</ul>", "</ol>", "</li>", "</blockquote>", "<ul>", "<ol>", "<li>"):
        html = html.replace(tag, f"{tag}\n")
    html = re.sub(r"<ol start=\"\d+\">", r"\g<0>\n", html)
    return html.replace("<blockquote>", "<blockquote>\n").rstrip("\n")


def test_a_paste_keeps_what_a_story_has_and_nothing_else(log_in):
    page = open_form(log_in)
    editor = page.locator(EDITOR).first
    for name in NAMES:
        editor.evaluate("(element) => element.editor.commands.setContent('', { emitUpdate: true })")
        paste(editor, file(f"{name}.html"))
        expect_value(page, lambda: one_block_a_line(clean(shown(page))), file(f"{name}.expected.html"))


def test_a_paste_into_a_sentence_stays_in_it_and_is_saved(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 16)
    paste(page.locator(EDITOR).first, file("browser-selection.html"))
    assert save(page) == [
        ("text", "<p>The tide came inonly a few <strong>words</strong> of a sentence at noon, and nobody minded.</p>")
    ]


def test_a_fact_box_takes_a_paste_as_the_text_does(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 44)
    tool(page, "Fact box")
    page.keyboard.type("Tides")
    paste(row(page, "factbox").locator(".tiptap"), file("word-review.html"))
    assert save(page)[1] == ("fact_box", file("word-review.expected.html").replace("\n", ""))


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("One\nstill one\n\n \nTwo\n", "<p>One<br>still one</p><p>Two</p>"),
        ("One\r\n\r\nTwo", "<p>One</p><p>Two</p>"),
        ("One\nTwo\n", "<p>One</p><p>Two</p>"),
        ("One\r\nstill one\r\n\fTwo", "<p>One<br>still one</p><p>Two</p>"),
        ("One\u2028Two\vThree", "<p>One</p><p>Two</p><p>Three</p>"),
        ("A circu-\nlation", "<p>A circu-</p><p>lation</p>"),
        ("a < b & <b>c</b>", "<p>a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;</p>"),
    ],
    ids=["blank lines", "of Windows", "lines", "of a page", "of Word", "hyphens", "markup"],
)
def test_plain_text_has_its_paragraphs_by_blank_lines(log_in, plain, expected):
    page = open_form(log_in)
    paste(page.locator(EDITOR).first, plain=plain)
    expect_value(page, lambda: clean(shown(page)), expected)


def test_what_the_editor_has_copied_is_pasted_as_it_was(log_in):
    html = "<h3>At <strong>noon</strong></h3><ul><li><p>a\u00a0\u00a0b</p></li></ul>"
    page = open_form(log_in, make_story(html=html))
    page.locator(EDITOR).first.click()
    for keys in ("Control+a", "Control+x", "Control+v"):
        page.keyboard.press(keys)
    expect_value(page, lambda: clean(shown(page)), html)


def test_a_table_is_said_to_be_text_now(log_in):
    page = open_form(log_in)
    editor = page.locator(EDITOR).first
    paste(editor, "<table><tr><td>a</td></tr></table>")
    expect_value(page, lambda: clean(shown(page)), "<p>a</p>")
    expect(page.locator(".writing-notice")).not_to_have_class(re.compile("shown"))
    paste(editor, "<table><tr><td>b</td><td>c</td></tr></table>")
    expect(page.locator(".writing-notice")).to_contain_text("The table was pasted as text")
    expect(page.locator(".writing-notice")).to_have_class(re.compile("shown"))
