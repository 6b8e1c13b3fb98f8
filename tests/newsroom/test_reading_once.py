"""No browser test reads a page once, too early on a busy machine: `expect` waits, and so does browser/reading.py."""

import ast

import pytest

from tests.newsroom.tree import last_name, modules, texts

READER = "tests/browser/reading.py"
READS_ONCE = {
    *("evaluate", "evaluate_all", "eval_on_selector", "eval_on_selector_all", "element_handle", "element_handles"),
    *("query_selector", "query_selector_all", "all", "count", "bounding_box", "content", "get_attribute"),
    *("inner_text", "inner_html", "text_content", "all_inner_texts", "all_text_contents", "input_value"),
    *("is_visible", "is_hidden", "is_enabled", "is_disabled", "is_editable", "is_checked"),
}
OF_THE_DATABASE = {"objects", "revisions"}


def reads_once(files):
    """Return where a browser test uses what a page says at one moment."""
    return [
        f"{path}:{call.lineno} {last_name(call)}"
        for path, tree in modules(files, ("tests",))
        if path.startswith("tests/browser/") and path != READER
        for call in _used(tree)
        if last_name(call) in READS_ONCE and not _asks_the_database(call) and not _counts_a_list(call)
    ]


def _used(tree):
    """Yield the calls of methods whose answer is used; a statement of its own does something to the page instead."""
    acts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and id(node) not in acts:
            yield node


def _asks_the_database(call):
    return any(last_name(node) in OF_THE_DATABASE for node in ast.walk(call.func))


def _counts_a_list(call):
    return last_name(call) == "count" and bool(call.args)


def test_what_a_page_says_is_waited_for():
    assert reads_once(texts()) == []


@pytest.mark.parametrize(
    "line",
    [
        "assert page.locator('h1').count() == 1",
        "font = page.evaluate('getComputedStyle(document.body).fontFamily')",
        "for picture in page.locator('img').all(): picture.click()",
        "read = lambda: page.locator('h1').inner_text()",
    ],
)
def test_a_page_that_is_read_once_is_found(line):
    assert len(reads_once({"tests/browser/test_pages.py": line})) == 1


@pytest.mark.parametrize(
    "line",
    [
        "page.evaluate('window.scrollTo(0, 0)')",
        "assert Comment.objects.count() == 1",
        "assert story.revisions.all()[0]",
        "assert statuses().count('spam') == 2",
        "expect(page.locator('h1')).to_have_count(1)",
    ],
)
def test_what_only_looks_like_it_is_let_through(line):
    assert reads_once({"tests/browser/test_pages.py": line}) == []
