"""A double click on the desk does once what it was meant to do."""

import pytest
from playwright.sync_api import expect

from articles.models import Story
from tests.browser.reading import expect_value

pytestmark = pytest.mark.browser

TWICE = "button => { button.click(); return new Promise(done => setTimeout(() => done(button.click()), 200)); }"


def test_a_double_click_on_save_sends_the_story_once(log_in, roles):
    page = log_in("tom", "Editor", "/admin/articles/story/add/")
    page.fill("#id_headline", "Low water")
    sent = []

    def hold(route):
        """Let nothing through before both clicks are done."""
        sent.append(route) if route.request.method == "POST" else route.continue_()

    page.route("**/story/add/", hold)
    page.locator("input[name=_continue]").evaluate(TWICE)
    expect_value(page, lambda: bool(sent), True)
    for route in sent:
        route.continue_()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert len(sent) == 1
    assert Story.objects.count() == 1
