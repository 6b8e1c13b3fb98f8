"""Words survive a tab that is closed and a log-out; nobody leaves a page unsaved without being asked."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Autosave, Story
from tests.browser.conftest import type_and_keep
from tests.browser.reading import expect_value
from tests.factories import make_story, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def page(log_in, roles):
    story = make_story("Low water", created_by=make_user("tom", groups=["Editor"]))
    return log_in("tom", "Editor", f"/admin/articles/story/{story.pk}/change/")


def test_what_is_typed_survives_a_killed_tab(page):
    address, context = page.url, page.context
    type_and_keep(page, " And then it ebbed.")
    page.close(run_before_unload=False)

    again = context.new_page()
    again.goto(address)
    again.get_by_role("button", name="Recover my text").click()
    expect(again.locator("#articles_textblock_set-0 .tiptap")).to_contain_text("And then it ebbed.")
    again.locator("input[name=_continue]").click()
    again.wait_for_selector(".messagelist .success")
    assert "And then it ebbed." in Story.objects.get().revisions.first().content["blocks"][0]["html"]
    assert not Autosave.objects.unsaved().exists()


def test_at_most_three_seconds_of_typing_are_lost(own_clock):
    """The form is looked at every two seconds, and the desk keeps it within another: three in all."""
    story = make_story("Low water")
    page = own_clock(f"/admin/articles/story/{story.pk}/change/")
    page.clock.pause_at(timezone.now() + timedelta(minutes=1))
    page.click("#id_headline")
    # Typed so long after the last look, and right before it: the next one is two seconds later at most.
    for number, since in enumerate((0, 700, 1300, 1999)):
        page.clock.run_for(since)
        page.fill("#id_headline", f"High water, {number}")
        with page.expect_response("**/autosave/") as answer:
            page.clock.run_for(2000)
        answer.value.finished()
        assert ["headline", f"High water, {number}"] in Autosave.objects.unsaved().get().fields
        assert answer.value.request.timing["responseEnd"] < 1000


def test_a_form_that_is_only_looked_at_keeps_nothing(page):
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.reload()
    page.locator("#id_headline").click()
    # One look of autosave.js at the form, by the page's own clock: there is nothing to wait for where nothing happens.
    page.evaluate("() => new Promise(done => setTimeout(done, 2500))")
    assert sent
    assert not [url for url in sent if "keep" in url]


def test_what_is_typed_before_the_script_is_there_is_kept(log_in, roles):
    story = make_story("Low water", created_by=make_user("tom", groups=["Editor"]))
    page = log_in("tom", "Editor", "/admin/")
    late = []
    page.route("**/articles/autosave*.js", lambda route: late.append(route))
    page.goto(f"/admin/articles/story/{story.pk}/change/", wait_until="commit")
    page.fill("#id_headline", "High water")
    page.wait_for_function("() => document.readyState !== 'loading'")
    expect(page.locator("#id_headline")).to_have_value("High water")
    expect_value(page, lambda: len(late), 1)
    late[0].continue_()
    expect(page.locator(".story-kept")).to_contain_text("Autosaved:")
