"""Other words for a comment and a report stay in their tab until they are taken; and what is counted beside a form."""

import pytest
from playwright.sync_api import expect

from tests.browser.reading import settled
from tests.browser.test_unsent_comment import STORED, send, type_comment
from tests.comments.factories import make_comment
from tests.factories import publish_story

pytestmark = pytest.mark.browser


@pytest.fixture
def edition(roles):
    return publish_story(headline="The tide mill turns again")


@pytest.fixture
def comment(edition):
    return make_comment(edition=edition)


def test_other_words_for_a_comment_survive_a_reload_and_go_when_they_are_taken(open_page, edition):
    page = open_page(edition.path)
    type_comment(page)
    send(page)
    page.click("text=Edit the text")
    page.fill("#id_body", "The final text.")
    page.reload()
    expect(page.locator("#id_body")).to_have_value("The final text.")
    page.click("#comment-edit")
    expect(page.locator(".comment-standing")).to_contain_text("has been edited")
    assert "The final text." not in settled(page, STORED)


def test_a_report_survives_a_reload_and_goes_when_it_is_taken(open_page, edition, comment):
    page = open_page(f"/comments/{comment.public_id}/report/")
    page.locator("[name=category]").nth(1).check()
    page.fill("#id_words", "It isn’t true.")
    page.reload()
    expect(page.locator("#id_words")).to_have_value("It isn’t true.")
    expect(page.locator("[name=category]").nth(1)).to_be_checked()
    page.click("#comment-report")
    expect(page.locator(".comment-standing")).to_contain_text("is awaiting a moderator")
    assert "true" not in settled(page, STORED)


def test_the_counter_counts_what_the_server_keeps(open_page, edition):
    page = open_page(edition.path)
    for typed, number in [("z" + "\u0300" * 29, "6"), ("\u202da\u202c", "1")]:
        page.fill("#id_body", typed)
        expect(page.locator(".field-counter")).to_contain_text(f"{number} of")
