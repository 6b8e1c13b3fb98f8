"""What a browser remembers of its reader: only when asked to, for the comments' own pages alone, and revocably."""

import pytest

from comments.models import Comment
from comments.posting import remember as remember_cookie
from comments.posting.receipts import token_for
from tests.comments.factories import FROM_HERE, make_comment, send
from tests.factories import publish_story

pytestmark = pytest.mark.django_db

WHO = {"name": "Odile Brac", "address": "odile@example.org"}


def remember(client):
    """Send a comment with the box ticked, and return the story's id."""
    story_id = publish_story().story_id
    assert send(client, story_id, remember="on", **WHO).status_code == 303
    return story_id


def cookie(client):
    """Return the cookie that the browser keeps, or None where it keeps none."""
    found = client.cookies.get(remember_cookie.COOKIE)
    return found if found and found.value else None


def test_nothing_is_remembered_unasked(client):
    send(client, publish_story().story_id, **WHO)
    assert not client.cookies


def test_the_cookie_is_signed_and_kept_from_scripts_and_from_all_other_pages(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    remember(client)
    kept = cookie(client)
    assert (kept["path"], kept["max-age"], kept["samesite"]) == ("/comments/", 180 * 24 * 60 * 60, "Lax")
    assert kept["httponly"]
    assert kept["secure"]
    assert "odile" not in kept.value


def test_what_is_left_empty_is_completed(client):
    story_id = remember(client)
    assert send(client, story_id, name=" ", address="", body="Again.").status_code == 303
    comment = Comment.objects.latest("pk")
    assert (comment.name, comment.commenter.address) == (WHO["name"], WHO["address"])
    assert cookie(client)


def test_what_is_typed_comes_first(client):
    story_id = remember(client)
    send(client, story_id, name="Ilan", address="", body="Again.")
    assert Comment.objects.latest("pk").name == "Ilan"


def test_without_it_an_empty_name_is_asked_for(client):
    assert send(client, publish_story().story_id, name="").status_code == 422


def test_the_page_to_answer_and_the_page_after_an_error_are_filled_in(client):
    story_id = remember(client)
    other = make_comment()
    answers = [
        client.get(f"/comments/{other.public_id}/reply/"),
        send(client, story_id, name="", address="", body=""),
    ]
    for answer in answers:
        assert f'value="{WHO["name"]}"' in answer.text
        assert f'value="{WHO["address"]}"' in answer.text
    assert " checked" in answers[0].text


def test_the_box_of_a_page_that_knew_forgets_when_it_is_unticked(client):
    story_id = remember(client)
    send(client, story_id, body="Under the story.", **WHO)
    assert cookie(client)
    send(client, story_id, body="As an answer.", remembers="1", **WHO)
    assert not cookie(client)


def test_the_receipt_has_a_button_that_forgets(client):
    address = f"/comments/receipt/{token_for(make_comment())}/"
    assert "forget/" not in client.get(address).text
    remember(client)
    assert f'action="{address}forget/"' in client.get(address).text
    answer = client.post(f"{address}forget/", **FROM_HERE)
    assert (answer.status_code, answer["Location"]) == (303, f"{address}?done=forgotten")
    assert answer.cookies[remember_cookie.COOKIE]["path"] == "/comments/"
    assert not cookie(client)
    assert "have been erased from this browser" in client.get(answer["Location"]).text


@pytest.mark.parametrize("value", ["", "x", "e30:x:y", "\x00", "é"])
def test_a_cookie_that_is_not_ours_is_none(client, value):
    remember(client)
    client.cookies[remember_cookie.COOKIE] = value
    assert client.get(f"/comments/{make_comment().public_id}/reply/").status_code == 200
    assert send(client, publish_story().story_id, name="", body="Again.").status_code == 422


def test_after_180_days_it_is_none(client, time_machine):
    time_machine.move_to("2026-03-02T12:00+00:00")
    story_id = remember(client)
    time_machine.move_to("2026-08-30T12:00+00:00")
    assert send(client, story_id, name="", body="Again.").status_code == 422


def test_no_page_of_the_paper_varies_by_it(client):
    edition = publish_story()
    before = client.get(edition.path).text
    send(client, edition.story_id, remember="on", **WHO)
    assert client.get(edition.path).text == before
