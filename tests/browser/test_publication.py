"""A story's life on the site, from the desk and for a reader: scheduled, updated, corrected, withdrawn, back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Edition, StoryAct
from tests.browser.conftest import PHONE
from tests.browser.reading import text_of
from tests.browser.writing import EDITOR, open_form
from tests.factories import make_story

pytestmark = pytest.mark.browser

FIRST = "<p>The mill has three wheels.</p>"


def on_the_clock(hours):
    """Return what an editor types into the box for a moment so many hours from now."""
    return f"{timezone.localtime() + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def rewrite(page, text):
    page.locator(EDITOR).first.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def press(page, name):
    with page.expect_navigation():
        page.click(f"input[name={name}]")


def read(page, path, *, hours=0):
    """Return the words of a page as a reader sees it so many hours from now."""
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        page.goto(path)
        return text_of(page.locator("main"))


def call_off(page):
    page.click("text=Unschedule…")
    page.click("input[type=submit][value=Unschedule]")
    page.wait_for_selector(".messagelist .success:has-text('no longer scheduled')")


def is_on_the_site(page):
    page.wait_for_selector(".messagelist .success:has-text('is live')")


def schedule_and_publish(desk, reader):
    """Schedule a story, call that off, publish it at once; return its address."""
    desk.fill("#id_publication-live_from", on_the_clock(2))
    press(desk, "_schedule")
    expect(desk.locator(".messagelist .success").last).to_contain_text("has been scheduled")
    assert "The tide mill" not in read(reader, "/", hours=1)
    assert "The tide mill" in read(reader, "/", hours=3)
    call_off(desk)
    press(desk, "_publish")
    is_on_the_site(desk)
    return Edition.objects.live(timezone.now()).get().path


def schedule_update(desk, reader, path):
    rewrite(desk, "The mill has three wheels, and a cat.")
    desk.select_option("#id_publication-kind", "update")
    desk.fill("#id_publication-note", "The cat has moved in.")
    desk.fill("#id_publication-live_from", on_the_clock(2))
    press(desk, "_schedule")
    assert "a cat" not in read(reader, path, hours=1)
    later = read(reader, path, hours=3)
    assert "and a cat" in later
    assert "The cat has moved in." in later
    call_off(desk)


def correct(desk, reader, path):
    """Try to change a number in silence, then tell readers."""
    rewrite(desk, "The mill has 4 wheels.")
    desk.select_option("#id_publication-kind", "silent_fix")
    press(desk, "_publish")
    expect(desk.locator(".publication-findings")).to_contain_text("A silent fix changes numbers")
    assert "three wheels" in read(reader, path)
    desk.select_option("#id_publication-kind", "correction")
    desk.fill("#id_publication-note", "The mill has four wheels, not three.")
    press(desk, "_publish")
    is_on_the_site(desk)
    for page in (path, "/corrections/"):
        assert "The mill has four wheels, not three." in read(reader, page)


def withdraw(desk, reader, path):
    desk.click("text=Withdraw…")
    desk.fill("#id_notice", "We are looking into the wheels.")
    desk.click("input[type=submit][value=Withdraw]")
    desk.wait_for_selector(".messagelist .success:has-text('has been withdrawn')")
    gone = reader.request.get(path)
    assert (gone.status, "We are looking into the wheels." in gone.text()) == (410, True)


def test_a_story_is_scheduled_updated_corrected_withdrawn_and_comes_back(log_in, open_page):
    story = make_story("The tide mill", html=FIRST, standfirst="After forty years.")
    desk = open_form(log_in, story)
    reader = open_page("/", java_script_enabled=False, viewport=PHONE)
    path = schedule_and_publish(desk, reader)
    assert "three wheels" in read(reader, path)
    schedule_update(desk, reader, path)
    correct(desk, reader, path)
    withdraw(desk, reader, path)
    press(desk, "_publish")
    is_on_the_site(desk)
    assert "The mill has 4 wheels." in read(reader, path)
    verbs = [StoryAct.Verb(act.verb) for act in story.acts.order_by("id")]
    assert verbs == [*["schedule", "unschedule", "publish"] * 2, "withdraw", "publish"]
