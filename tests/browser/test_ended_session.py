"""A session that ends: a log-out waits for no answer that never comes, and no file has to be chosen a second time."""

import re
import time

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from articles.models import Autosave, Image
from tests.browser.reading import expect_value, settled
from tests.browser.test_logged_out import LOCAL, context, enter, log_in, open_form, story, type_headline  # noqa: F401
from tests.browser.test_pictures import LIBRARY, bring, jpeg, media, queue  # noqa: F401 (fixtures)
from tests.browser.writing import EDITOR

pytestmark = pytest.mark.browser

PATIENCE = 8  # seconds: more than the two of a log-out, less than the ten that the desk has otherwise
WORDS = """() => Object.entries(localStorage)
    .filter(([name]) => name.startsWith("desk-kept:")).map((each) => each.join())"""


def log_out(page):
    """Press “Log out”; return the seconds until the desk has said good-bye."""
    page.locator("#user-tools summary").click()
    began = time.monotonic()
    page.get_by_role("button", name="Log out").click(no_wait_after=True)
    page.wait_for_url(re.compile("/logout/"))
    return time.monotonic() - began


def log_in_beside(page, link):
    """Log in as tom in the window that this opens."""
    with page.context.expect_page() as opened:
        link.click()
    log_in(opened.value)
    opened.value.locator("#user-tools").wait_for()
    opened.value.close()


def test_a_log_out_waits_two_seconds_for_words_that_are_being_sent(context, story):  # noqa: F811
    page = open_form(context, story)
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/autosave/", lambda route: None)  # the desk never answers
    with page.expect_request("**/autosave/"):
        type_headline(page)
    assert log_out(page) < PATIENCE
    assert not Session.objects.exists()
    # What has not arrived stays for its writer: nobody else is shown it.
    assert settled(page, LOCAL) == 1
    assert not Autosave.objects.unsaved().exists()


def test_words_that_are_kept_here_are_neither_sent_nor_shown_by_anybody_else(context, live_server, story):  # noqa: F811
    page = open_form(context, story)
    context.set_offline(True)
    type_headline(page, " that nobody else reads")
    expect(page.locator(".story-kept")).to_contain_text("kept in this browser")
    page.close(run_before_unload=False)
    context.set_offline(False)
    enter(context, live_server, "lea")
    hers = context.new_page()
    sent = []
    hers.on("request", lambda request: sent.append(request.url))
    for path in ("/admin/articles/story/add/", f"/admin/articles/story/{story.pk}/change/", "/admin/"):
        hers.goto(path)
        hers.wait_for_load_state()
        expect(hers.locator("body")).not_to_contain_text("nobody else reads")
    log_out(hers)
    assert not [url for url in sent if "/autosave/" in url]
    # They stay for who typed them, and go with their age.
    assert len(settled(hers, WORDS)) == 1


def test_a_log_in_throws_out_what_has_been_kept_here_too_long_whosever_it_is(context, live_server, story):  # noqa: F811
    page = open_form(context, story)
    settled(
        page,
        """() => {
            const record = (days) => JSON.stringify({ door: "/x/", body: "secret", at: Date.now() - days * 86400000 });
            localStorage.setItem("desk-kept:999:a", record(31));
            localStorage.setItem("desk-kept:999:b", record(29));
        }""",
    )
    page.close()
    enter(context, live_server, "lea")
    front = context.new_page()
    front.goto("/admin/")
    expect_value(front, lambda: settled(front, LOCAL), 1)
    assert "desk-kept:999:b" in settled(front, WORDS)[0]


def test_a_file_that_meets_an_ended_session_stays_in_the_library_s_queue(context):  # noqa: F811
    page = context.new_page()
    page.goto(LIBRARY)
    expect(page.locator(".picture-scripted")).to_be_visible()
    Session.objects.all().delete()
    bring(page.locator("body"), [jpeg("mill.jpg")])
    one = queue(page).first
    expect(one).to_contain_text("You are logged out.")
    assert not Image.objects.exists()
    log_in_beside(page, one.get_by_role("button", name="Log in here"))
    one.get_by_role("button", name="Try again").click()
    expect(one).to_contain_text("in the library")
    assert Image.objects.count() == 1


def test_a_file_dropped_onto_a_text_after_the_session_has_ended_comes_to_stand_there(context, story):  # noqa: F811
    page = open_form(context, story)
    page.wait_for_selector(f"{EDITOR} >> nth=0")
    Session.objects.all().delete()
    bring(page.locator(f"{EDITOR} p").first, [jpeg("mill.jpg")])
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    expect(page.locator("body")).to_contain_text("You are logged out.")
    log_in_beside(page, page.get_by_role("link", name="Log in here"))
    again.click()
    expect(page.locator("#articles_imageblock_set-0")).to_be_visible()
    assert Image.objects.count() == 1


def test_one_press_logs_out_where_nothing_is_left_to_send(context):  # noqa: F811
    page = context.new_page()
    page.goto("/admin/")
    page.wait_for_load_state()
    log_out(page)
    assert not Session.objects.exists()
