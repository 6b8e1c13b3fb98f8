"""An address reaches us as it was typed: the browser neither writes it anew nor refuses what nobody can see."""

import pytest
from playwright.sync_api import expect

from comments.models import Commenter
from tests.factories import publish_story

pytestmark = pytest.mark.browser

JANE = "jane@example.org"
TYPED = {
    "jane@straße.example": "jane@xn--strae-oqa.example",
    "ja\u00adne@example.org": JANE,
    "jane\u2060@example.org": JANE,
    "\u202djane@example.org\u202c": JANE,
    "jane@example.org\u200e": JANE,
    "jane@example.org\u2028": JANE,
    "jane＠example.org": JANE,  # noqa: RUF001
    "Jane Roe <jane@example.org>,": JANE,
}


@pytest.mark.parametrize("typed", TYPED, ids=ascii)
def test_a_comment_comes_with_the_address_that_was_typed(open_page, roles, typed):
    page = open_page(publish_story().path)
    page.fill("#id_name", "Jane")
    page.fill("#id_address", typed)
    page.fill("#id_body", "The quays are open again.")
    page.click("#comment-send")
    expect(page.locator(".comment-standing")).to_contain_text("awaiting moderation")
    assert Commenter.objects.get().address == TYPED[typed]
