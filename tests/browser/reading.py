"""
What a browser test reads off a page: `expect` where it can say it, else the functions of this file.

A page that is read once is read too early on a busy machine: its style sheet, its script or its font may still be
on their way. So each of these functions reads again, until it finds what is expected or the page stands still.
"""

import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

PATIENCE = 30  # seconds, as long as `expect` has in these tests
# A frame, the fonts that it asked for, and the frame that shows them.
FRAMES = """async () => {
    const frame = () => new Promise(requestAnimationFrame)
    await frame()
    await document.fonts.ready
    await frame()
}"""
# Each text editor that is in sight has come.
READY = """() => Array.from(document.querySelectorAll("[data-django-prose-editor-configurable]"))
    .every((field) => field.closest(".empty-form") || field.closest(".prose-editor"))"""
# Without its second look at the style sheets: that breaks the desk's policy, and only rules for turned screens need it.
DESK_OPTIONS = {"preload": False, "resultTypes": ["violations"]}

AXE = Axe()


def loaded(page):
    """Wait until all that the page names has come, its style sheets, fonts and text editors, and has been drawn."""
    page.wait_for_load_state()
    page.wait_for_function(READY)
    page.evaluate(FRAMES)


def expect_value(page, read, expected):
    """Wait until `read()` returns what is expected; raises AssertionError with what it returned last."""
    deadline = time.monotonic() + PATIENCE
    while (found := read()) != expected and time.monotonic() < deadline:
        page.evaluate("() => new Promise(requestAnimationFrame)")
    assert found == expected


def settled(place, script, arg=None):
    """
    Return what a script reads off a page or a locator, once the page is loaded and says the same some frames later.

    Raises AssertionError when it never stands still.
    """
    page = place.page if isinstance(place, Locator) else place
    page.wait_for_load_state()
    page.wait_for_function(READY)
    deadline = time.monotonic() + PATIENCE
    before, found = object(), place.evaluate(script, arg)
    while found != before:
        assert time.monotonic() < deadline, f"It never stands still; now it is {found!r}."
        page.evaluate(FRAMES)
        before, found = found, place.evaluate(script, arg)
    return found


def box(locator):
    """Return where an element that is in sight stands in the window: x, y, width and height in pixels."""
    expect(locator).to_be_visible()
    return settled(locator, "(element) => element.getBoundingClientRect().toJSON()")


def all_of(locator):
    """Return a locator for each element, once the page is there; at least one, or a loop would test nothing."""
    locator.page.wait_for_load_state()
    expect(locator).not_to_have_count(0)
    return locator.all()


def text_of(locator):
    """Return the words of an element of a page that no script changes."""
    locator.page.wait_for_load_state()
    return locator.inner_text()


def source(page):
    """Return the markup of a page that no script changes."""
    page.wait_for_load_state()
    return page.content()


def width(page):
    """Return how wide what is on the page is, in pixels, whatever the width of the screen."""
    return settled(page, "document.scrollingElement.scrollWidth")


def overflows(page):
    """Tell whether the page is wider than the screen."""
    return settled(page, "document.documentElement.scrollWidth > document.documentElement.clientWidth")


def violations(page, **options):
    """Return what axe finds on the page as it is, by its rules for WCAG 2.2 A and AA and best practice."""
    loaded(page)
    found = AXE.run(page, **options).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]
