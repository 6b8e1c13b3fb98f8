"""Five ways in which words were lost, each as somebody lost them."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from articles.models import Autosave, Story
from tests.browser.conftest import type_at_the_end
from tests.browser.reading import expect_value
from tests.factories import make_story, make_user

pytestmark = pytest.mark.browser


def type_and_wait(page, words):
    """Type these words, and wait until the desk has answered."""
    with page.expect_response(lambda answer: "/keep/" in answer.url):
        type_at_the_end(page, words)


def kept():
    """Return all that is kept, as text."""
    return str(list(Autosave.objects.values_list("fields", flat=True)))


def has(*words):
    return [each in kept() for each in words]


@pytest.fixture
def story(roles):
    return make_story("Low water", created_by=make_user("tom", groups=["Editor"]))


@pytest.fixture
def page(log_in, story):
    return log_in("tom", "Editor", f"/admin/articles/story/{story.pk}/change/")


def second_tab(page, path=None):
    tab = page.context.new_page()
    tab.goto(path or page.url)
    return tab


def test_what_is_typed_beside_an_unanswered_offer_is_kept(page):
    type_and_wait(page, " Before the crash.")
    expect_value(page, lambda: has("Before the crash."), [True])
    page.close(run_before_unload=False)
    again = second_tab(page)
    type_at_the_end(again, " Since then.")
    expect_value(again, lambda: has("Before the crash.", "Since then."), [True, True])


def test_two_tabs_of_a_story_keep_what_each_has(page):
    other = second_tab(page)
    type_at_the_end(page, " In the first.")
    type_at_the_end(other, " In the second.")
    expect_value(page, lambda: has("In the first.", "In the second."), [True, True])


def test_the_save_of_one_tab_leaves_what_the_other_has_kept(page):
    other = second_tab(page)
    type_at_the_end(page, " In the first.")
    expect_value(page, lambda: has("In the first."), [True])
    other.fill("#id_kicker", "Harbour")
    other.locator("input[name=_continue]").click()
    expect(other.locator(".messagelist .success")).to_be_visible()
    assert has("In the first.") == [True]


def test_two_new_stories_are_kept_apart(log_in, roles):
    page = log_in("tom", "Editor", "/admin/articles/story/add/")
    other = second_tab(page)
    page.locator("#id_headline").press_sequentially("High water")
    other.locator("#id_headline").press_sequentially("A new bridge")
    expect_value(page, lambda: has("High water", "A new bridge"), [True, True])


def test_a_save_after_the_session_has_ended_loses_nothing(browser, live_server, client, story):
    context = browser.new_context(base_url=live_server.url)
    client.force_login(make_user("tom", groups=["Editor"]))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/admin/articles/story/{story.pk}/change/")
    expect(page.locator(".story-kept")).to_be_attached()
    Session.objects.all().delete()
    page.fill("#id_headline", "High water")
    with context.expect_page(timeout=10_000) as opened:
        page.locator("input[name=_continue]").click()
    opened.value.fill("#id_username", "tom")
    opened.value.fill("#id_password", "a long pass phrase")
    opened.value.click("input[type=submit]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Story.objects.get().headline == "High water"
    context.close()
