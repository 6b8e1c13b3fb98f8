"""Two people at one story: each sees the other, the second save is a choice, and nothing typed is lost."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Edition
from tests.browser.conftest import PHONE
from tests.factories import make_story, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def story(roles):
    return make_story("Low water", created_by=make_user("lea", groups=["Journalist"]))


@pytest.fixture
def both(log_in, story):
    """Return the story's form on two screens: lea's, and tom's, who came second."""
    path = f"/admin/articles/story/{story.pk}/change/"
    lea = log_in("lea", "Journalist", path)
    look_again(lea)
    return lea, log_in("tom", "Editor", path)


def look_again(page):
    """Do what a browser does when somebody comes back to the tab: the form asks at once who is there."""
    with page.expect_response("**/present/"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def save(page, button="_continue"):
    with page.expect_navigation():
        page.click(f"input[name={button}]")


@pytest.fixture
def refused(both):
    """Return tom's page after his save was refused over lea's."""
    lea, tom = both
    tom.fill("#id_kicker", "Typed by tom")
    lea.fill("#id_headline", "High water")
    save(lea)
    save(tom)
    expect(tom.locator(".errornote + .errorlist")).to_contain_text("lea saved this story on")
    expect(tom.locator("#id_kicker")).to_have_value("Typed by tom")
    return tom


def test_each_sees_the_other_named_and_the_other_leave(both):
    lea, tom = both
    expect(tom.locator(".presence-others")).to_contain_text("lea has had this story open since")
    look_again(tom)
    look_again(lea)
    expect(lea.locator(".presence-others")).to_contain_text("tom has had this story open since")
    tom.goto("/admin/")
    # What tom's browser says as it leaves may come after one question, not after the next, fifteen seconds later.
    look_again(lea)
    expect(lea.locator(".presence-others")).to_be_empty(timeout=20_000)


def test_a_form_that_stays_open_asks_every_fifteen_seconds(own_clock, story):
    page = own_clock(f"/admin/articles/story/{story.pk}/change/")
    for _beat in range(2):
        with page.expect_response("**/present/") as answer:
            page.clock.run_for(15_000)
        assert answer.value.ok


def test_a_save_meanwhile_is_told_with_a_way_to_see_what_changed(both):
    lea, tom = both
    lea.fill("#id_headline", "High water")
    save(lea)
    look_again(tom)
    expect(tom.locator(".presence-newer")).to_contain_text("lea saved version 2 at")
    with tom.context.expect_page() as opened:
        tom.click(".presence-newer a")
    expect(opened.value.locator(".compare-part ins")).to_contain_text("High")


def test_a_stale_save_is_compared_with_what_was_typed(refused):
    with refused.context.expect_page() as opened:
        refused.get_by_role("button", name="Compare with my text").click()
    page = opened.value
    expect(page.locator("#side-theirs")).to_have_text("Version 2")
    expect(page.locator("ins").filter(has_text="Typed by tom")).to_be_visible()
    expect(page.locator("del").filter(has_text="High")).to_be_visible()
    expect(refused.locator("#id_kicker")).to_have_value("Typed by tom")


def test_saving_again_is_refused_again_until_mine_is_chosen(refused, story):
    save(refused)
    assert story.revisions.count() == 2
    with refused.expect_navigation():
        refused.get_by_role("button", name="Overwrite with my text").click()
    expect(refused.locator(".messagelist .success").last).to_contain_text("Version 2, now replaced")
    mine, theirs = (revision.content for revision in story.revisions.all()[:2])
    assert (mine["headline"], mine["kicker"]) == ("Low water", "Typed by tom")
    assert (theirs["headline"], theirs["kicker"]) == ("High water", "")


def test_theirs_is_taken_and_mine_is_offered_back(refused, story):
    refused.fill("#id_kicker", "Typed since")
    refused.get_by_role("button", name="Keep the saved version").click()
    expect(refused.locator("#id_headline")).to_have_value("High water")
    expect(refused.locator("#id_kicker")).to_have_value("")
    refused.get_by_role("button", name="Recover my text").click()
    expect(refused.locator("#id_kicker")).to_have_value("Typed since")
    assert story.revisions.count() == 2


def test_the_choice_works_without_javascript_on_a_phone(log_in, story):
    path = f"/admin/articles/story/{story.pk}/change/"
    tom = log_in("tom", "Editor", path, java_script_enabled=False, viewport=PHONE)
    tom.fill("#id_kicker", "Typed by tom")
    lea = log_in("lea", "Journalist", path)
    lea.fill("#id_headline", "High water")
    save(lea)
    save(tom)
    expect(tom.locator(".errorlist").first).to_contain_text("lea saved this story on")
    tom.get_by_role("button", name="Overwrite with my text").click()
    expect(tom.locator(".messagelist")).to_contain_text("Version 2, now replaced")
    assert story.revisions.first().content["kicker"] == "Typed by tom"


def test_of_two_who_publish_the_second_is_told_who_was_first(log_in, both, story):
    _lea, tom = both
    odile = log_in("odile", "Editor", f"/admin/articles/story/{story.pk}/change/")
    save(tom, "_publish")
    expect(tom.locator(".messagelist .success")).to_contain_text("is live")
    save(odile, "_publish")
    expect(odile.locator(".messagelist .error")).to_contain_text("tom has already published this text")
    assert Edition.objects.live(timezone.now()).get().published_by.username == "tom"
