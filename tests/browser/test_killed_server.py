"""What is typed survives a server that is killed: it is said, kept again as soon as the desk is back, and offered."""

import pytest
from playwright.sync_api import expect

from articles.models import Autosave
from tests.browser.conftest import session_of, type_and_keep, type_at_the_end
from tests.factories import make_story, make_user
from tests.processes import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def server(roles):
    running = Server(WEB_WORKERS="1")
    yield running
    running.kill()


@pytest.fixture
def context(browser, server):
    """Yield a browser in which tom, an editor, is logged in at the real server."""
    context = browser.new_context(base_url=server.address)
    context.add_cookies([session_of(make_user("tom", groups=["Editor"]), server.address)])
    yield context
    context.close()


def test_what_is_typed_survives_a_killed_server(context, server):
    address = f"/admin/articles/story/{make_story('Low water').pk}/change/"
    page = context.new_page()
    page.goto(address)
    type_and_keep(page, " Before.")

    server.kill()
    type_at_the_end(page, " While it was down.")
    expect(page.locator(".story-kept")).to_contain_text(
        "the server can’t be reached. Your text is kept in this browser", timeout=20_000
    )
    assert "While it was down." not in str(Autosave.objects.unsaved().get().fields)

    server.start()
    type_and_keep(page, " After.")
    page.close(run_before_unload=False)

    again = context.new_page()
    again.goto(address)
    again.get_by_role("button", name="Recover my text").click()
    text = again.locator("#articles_textblock_set-0 .tiptap")
    expect(text).to_contain_text("Before. While it was down. After.", timeout=20_000)
