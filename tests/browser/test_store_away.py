"""The store of pictures is away while files are dropped: they stay in the page, and go when somebody says so."""

import pytest
from playwright.sync_api import expect

from articles.models import Image, ImageBlock
from tests.browser.conftest import session_of
from tests.browser.test_pictures import LIBRARY, bring, jpeg, queue
from tests.browser.writing import EDITOR, FIRST, order
from tests.factories import make_story, make_user
from tests.s3_store import Store

pytestmark = pytest.mark.browser

AWAY = "not responding"


@pytest.fixture
def store(settings):
    """Return a store that isn't there yet, and that pictures are to be kept in."""
    store = Store()
    settings.STORAGES = settings.STORAGES | store.storages()
    yield store
    store.stop()


@pytest.fixture
def open_desk(browser, live_server, roles):
    """Return a function that opens a page as an editor; the policy knows no store, so that it shows no picture."""
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies([session_of(make_user("tom", groups=["Editor"]), live_server.url)])

    def open_(path):
        page = context.new_page()
        page.goto(path)
        return page

    yield open_
    context.close()


def test_a_file_for_the_library_is_sent_again_by_a_button(store, open_desk):
    page = open_desk(LIBRARY)
    bring(page.locator("body"), [jpeg("mill.jpg")])
    line = queue(page).first
    expect(line).to_contain_text(AWAY)
    assert not Image.objects.exists()
    store.start()
    line.get_by_role("button", name="Try again").click()
    expect(line).to_contain_text("in the library")
    assert Image.objects.count() == 1


def test_a_file_for_a_story_waits_while_its_writer_goes_on(store, open_desk):
    page = open_desk(f"/admin/articles/story/{make_story(html=FIRST).pk}/change/")
    notice = page.locator(".writing-notice")
    page.locator(EDITOR).first.wait_for()
    bring(page.locator(f"{EDITOR} p"), [jpeg("mill.jpg"), jpeg("quay.jpg", "#aa3322")])
    expect(notice).to_contain_text(AWAY)
    page.locator(EDITOR).first.click()
    page.keyboard.type("Meanwhile. ")
    expect(notice).to_contain_text(AWAY)
    store.start()
    notice.get_by_role("button", name="Try again").click()
    expect(notice).to_contain_text("Uploaded and inserted: quay.jpg")
    assert Image.objects.count() == 2
    assert order(page).count("imageblock") == 2
    expect(page.locator(EDITOR).filter(has_text="Meanwhile.")).to_have_count(1)
    assert not ImageBlock.objects.exists()  # nothing is saved but the files
