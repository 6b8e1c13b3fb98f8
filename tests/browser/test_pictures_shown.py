"""Pictures in a real browser: the file that is fetched is the one that is needed, and nothing moves when it comes."""

import re

import pytest
from playwright.sync_api import expect

from tests.articles.pictures import WIDTHS, make_shown, story_with
from tests.browser.conftest import DESK, PHONE
from tests.browser.reading import FRAMES, all_of, expect_value, settled
from tests.factories import publish_story

pytestmark = pytest.mark.browser

# Every window in which the layout has another shape, and those that readers have.
WINDOWS = (320, 390, 620, 768, 995, 1100, 1280, 1320, 1440)
UPRIGHT = (2400, 3200)
SHIFTS = """
() => {
  window.shifted = []
  new PerformanceObserver((list) => window.shifted.push(...list.getEntries().map((entry) => entry.value)))
    .observe({ type: "layout-shift" })
}
"""


@pytest.fixture
def paper(roles):
    """Publish five stories with lead pictures, one of them with upright and lying pictures in its text as well."""
    pictures = [make_shown(written=True, formats=("webp", "jpeg")) for _number in range(5)]
    upright = make_shown(written=True, formats=("webp", "jpeg"), size=UPRIGHT)
    full = publish_story(story_with(pictures[0], pictures[1], upright))
    tall = publish_story(lead_image=upright)
    for image in pictures[2:]:
        publish_story(lead_image=image)
    return ["/", "/section/port/", full.path, tall.path]


def see(page):
    """Let every picture of a page come near, and return them when all are there."""
    pictures = page.locator(".picture picture img")
    for picture in all_of(pictures):
        picture.scroll_into_view_if_needed()
        expect_value(page, lambda image=picture: settled(image, "(img) => img.complete && img.naturalWidth > 0"), True)
    return all_of(pictures)


def measure(picture):
    """Return (width on the page, width that `sizes` says, width of the file), in pixels, those of the page first."""
    # A picture chosen by `sizes` calls itself as wide as `sizes` has it, whatever the file.
    said = settled(picture, "(img) => [img.getBoundingClientRect().width, img.naturalWidth, img.currentSrc]")
    return said[0], said[1], int(re.search(r"-(\d+)\.\w+$", said[2])[1])


def test_what_sizes_says_is_what_the_layout_does(open_page, paper):
    page = open_page()
    for width in WINDOWS:
        page.set_viewport_size({"width": width, "height": 900})
        for path in paper:
            page.goto(path)
            for picture in see(page):
                shown, said, _file = measure(picture)
                sizes = settled(picture, "(img) => img.sizes")
                assert shown - 1 <= said <= shown * 1.01 + 1, (width, path, sizes)


@pytest.mark.parametrize("ratio", [1, 2])
def test_the_file_is_as_large_as_needed_and_no_larger_than_the_next_size(open_page, paper, ratio):
    for width in (390, 768, 1440):
        for path in paper:
            # A browser of its own each time: one that has a larger file of a picture takes that.
            page = open_page(path, viewport={"width": width, "height": 900}, device_scale_factor=ratio)
            for picture in see(page):
                shown, _said, file = measure(picture)
                enough = [step for step in WIDTHS if step >= shown * ratio - 1] or WIDTHS[-1:]
                assert file == enough[0], (width, path, shown)


def test_a_browser_takes_the_lightest_format_that_it_reads(open_page, paper):
    page = open_page(paper[2])
    assert ".webp" in settled(page.locator(".story-lead picture img"), "(img) => img.currentSrc")


def shifts_while_pictures_come(page, path):
    """Open a page whose pictures wait for its text and its font; return how far anything moved when they came."""
    held, is_holding = [], True
    page.route("**/media/**", lambda route: held.append(route) if is_holding else route.continue_())
    page.goto(path, wait_until="domcontentloaded")
    # Not fonts.ready: on a busy machine that is true while no font has been asked for yet.
    page.evaluate("Promise.all([...document.fonts].map((font) => font.load())).then(() => true)")
    page.evaluate(FRAMES)
    page.evaluate(SHIFTS)
    expect(page.locator(".picture picture img").first).to_have_js_property("complete", False)
    is_holding = False
    for route in held:
        route.continue_()
    see(page)
    page.evaluate(FRAMES)
    page.unroute("**/media/**")
    return settled(page, "window.shifted")


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_nothing_moves_when_the_pictures_come(open_page, paper, viewport):
    page = open_page(viewport=viewport)
    for path in paper:
        assert shifts_while_pictures_come(page, path) == [], path


def test_the_hint_is_neither_announced_nor_printed(open_page, paper):
    page = open_page(paper[2], viewport=DESK)
    hints = page.locator(".placeholder")
    expect(hints).to_have_count(3)
    expect(hints.first).to_be_visible()
    expect(page.get_by_role("img")).to_have_count(3)
    page.emulate_media(media="print")
    for hint in all_of(hints):
        expect(hint).not_to_be_visible()
    expect(page.locator(".story-lead picture img")).to_be_visible()
