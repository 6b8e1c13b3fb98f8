"""What the browser tests share: log-ins, a page that listens for violations, the groups."""

import threading
from urllib.parse import unquote_plus

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import expect

from newsroom.accounts.roles import make_groups
from tests.factories import make_user

# A busy machine is no fault of the page: what never comes still fails.
expect.set_options(timeout=30_000)

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def type_at_the_end(page, words):
    """Type these words behind the first text of a story."""
    page.locator("#articles_textblock_set-0 .tiptap").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def type_and_keep(page, words):
    """Type these words, and wait until the desk has kept the last of them: a slow machine keeps them by halves."""

    def has_all(answer):
        return "/autosave/" in answer.url and words in unquote_plus(answer.request.post_data or "")

    with page.expect_response(has_all):
        type_at_the_end(page, words)
    expect(page.locator(".story-kept")).to_contain_text("Autosaved:")


@pytest.fixture(autouse=True)
def answered(transactional_db):
    """Let the server finish what a page asked for as it closed: a table isn't emptied while somebody reads it."""
    answering, changed = set(), threading.Condition()

    def begin(**_signal):
        with changed:
            answering.add(threading.get_ident())

    def end(**_signal):
        with changed:
            answering.discard(threading.get_ident())
            changed.notify_all()

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    # What the test itself has asked for, in this thread, is over.
    mine = {threading.get_ident()}
    with changed:
        assert changed.wait_for(lambda: not answering - mine, timeout=30)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def roles(transactional_db):
    """Make the groups again: a test with real transactions ends by emptying every table."""
    ContentType.objects.clear_cache()
    make_groups()


def session_of(user, url):
    """Return the cookie that logs this user in at this address."""
    client = Client()
    client.force_login(user)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}


@pytest.fixture
def open_page(browser, live_server, settings):
    """Return a function that opens a fresh page, in a fresh context, and fails the test on any complaint of it."""
    contexts, complaints = [], []
    # Where whole addresses, in mails and to copy, lead.
    settings.SITE_URL = live_server.url

    def open_(path="/", *, user=None, viewport=DESK, **options):
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **options)
        context.set_default_timeout(60_000)
        contexts.append(context)
        if user:
            context.add_cookies([session_of(user, live_server.url)])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if foreign(request.url) else None)
        page.goto(path)
        return page

    def foreign(url):
        return not url.startswith((live_server.url, "data:", "blob:"))

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def log_in(open_page, roles):
    """Return a function that opens the desk as a new member of a group; the page of log-in has tests of its own."""

    def log_in_(username, group, path="/admin/", **options):
        return open_page(path, user=make_user(username, groups=[group]), **options)

    return log_in_


@pytest.fixture
def own_clock(browser, live_server, roles):
    """
    Return a function that opens a page as tom, an editor, with a clock of its own (`page.clock`).

    Not through open_page: what stops the clock runs in the sandboxed preview too, which complains of it.
    """
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies([session_of(make_user("tom", groups=["Editor"]), live_server.url)])

    def open_(path):
        page = context.new_page()
        page.clock.install()
        page.goto(path)
        return page

    yield open_
    context.close()
