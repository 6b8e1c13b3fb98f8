"""The gate beside the form, in the browser: it follows what is typed, and leads to where it is about."""

import pytest
from playwright.sync_api import expect

from articles.models import Story
from tests.browser.conftest import PHONE
from tests.browser.reading import box
from tests.browser.writing import make_parted, open_form
from tests.factories import make_story

pytestmark = pytest.mark.browser


@pytest.fixture
def page(log_in, roles):
    return open_form(log_in, make_story(standfirst="After forty years.", state=Story.State.APPROVED))


def summary(page):
    return page.locator(".gate-summary")


def test_the_panel_follows_what_is_typed(page):
    expect(summary(page)).to_have_text("Ready to publish.")
    page.select_option("#id_section", "")
    expect(summary(page)).to_have_text("1 blocking problem")
    page.fill("#id_standfirst", "")
    expect(summary(page)).to_contain_text("1 warning")
    assert Story.objects.get().standfirst


def test_nothing_is_asked_while_nothing_changes(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "gate" in request.url else None)
    with page.expect_response("**/gate/"):
        page.fill("#id_standfirst", "")
    page.click("#id_standfirst")
    # One pause of gate.js, by the page's own clock: there is nothing to wait for where nothing happens.
    page.evaluate("() => new Promise(done => setTimeout(done, 2000))")
    assert len(asked) == 1


def test_a_line_leads_to_its_field_and_to_its_block(log_in, roles):
    story = make_parted()
    story.articles_pullquote_set.update(quote="Nowhere in the text")
    page = open_form(log_in, story)
    page.click(".story-gate summary")
    page.get_by_role("link", name="no standfirst").click()
    expect(page.locator("#id_standfirst")).to_be_focused()
    page.click(".story-gate summary")
    page.get_by_role("link", name="doesn’t match the text").click()
    expect(page.locator("#id_articles_pullquote_set-0-quote")).to_be_focused()
    expect(page.locator("#id_articles_pullquote_set-0-quote")).to_be_in_viewport()


def test_the_panel_is_in_sight_while_one_writes_and_beside_the_preview(page):
    page.click(".story-gate summary")
    expect(page.locator(".gate-lines")).to_be_in_viewport(ratio=1)
    page.click(".preview-open")
    lines, pane = (box(page.locator(one)) for one in (".gate-lines", ".preview-pane"))
    assert lines["x"] + lines["width"] <= pane["x"]


def test_without_javascript_the_panel_is_that_of_the_saved_text(log_in, roles):
    story = make_story()
    path = f"/admin/articles/story/{story.pk}/change/"
    page = log_in("tom", "Editor", path, java_script_enabled=False, viewport=PHONE)
    expect(summary(page)).to_have_text("Ready to publish. 2 warnings")
    page.click(".story-gate summary")
    expect(page.get_by_text("The story hasn’t been approved")).to_be_visible()


def test_a_desk_that_can_not_be_reached_is_said(page):
    page.context.route("**/gate/", lambda route: route.fulfill(body="<p>not the panel"))
    page.fill("#id_standfirst", "")
    expect(summary(page)).to_have_text("The checks could not be run. Try again.")
