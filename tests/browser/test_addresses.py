"""A story's addresses in a browser, which keeps what it has been told: gone and back, one slug and another and back."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from articles.models import Edition, Story
from articles.publishing.publish import publish, withdraw
from articles.revisions.snapshot import record
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.browser


@pytest.fixture
def chief(roles):
    return make_user("chief", superuser=True)


@pytest.fixture
def page(browser, live_server):
    """Yield a reader's page; not by open_page, to which an answer of 404 or 410 is a complaint."""
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def move(story, slug, by):
    """Give a story on the site another slug, and return its address."""
    Story.objects.filter(pk=story.pk).update(slug=slug)
    story.refresh_from_db()
    record(story, by=by)
    return publish(story, by=by, kind=Edition.Kind.SILENT_FIX).path


def read(page, path):
    """Open an address the way a reader follows a link, and return the answer's status and the address in the end."""
    answer = page.goto(path)
    return answer.status, urlsplit(page.url).path


def test_a_story_that_has_come_back_is_there_for_who_was_told_that_it_had_gone(page, chief):
    story = publish_story(make_story("Low water")).story
    path = story.editions.get().path
    withdraw(story, by=chief, notice="It is taken back.")
    page.goto(path)
    expect(page.locator("main")).to_contain_text("It is taken back.")
    publish(story, by=chief, kind=Edition.Kind.RESTORED)
    page.goto("/")
    page.goto(path)
    expect(page.locator("h1")).to_have_text("Low water")


def test_a_slug_that_is_changed_there_and_back_leads_to_the_story_each_time(page, chief):
    story = make_story("Low water", slug="one")
    one = publish_story(story).path
    page.goto(one)
    two = move(story, "two", chief)
    assert read(page, one) == (200, two)
    assert move(story, "one", chief) == one
    assert read(page, two) == (200, one)
    assert read(page, one) == (200, one)
    assert move(story, "two", chief) == two
    assert read(page, one) == (200, two)


def test_an_address_that_led_nowhere_leads_to_the_story_that_gets_it(page, chief):
    story = make_story("Low water", slug="low-water")
    path = publish_story(make_story(slug="other")).path.replace("other", "low-water")
    assert read(page, path)[0] == 404
    publish(story, by=chief, kind=Edition.Kind.FIRST)
    assert read(page, path) == (200, path)
