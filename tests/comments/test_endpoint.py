"""Posting through the form: every answer that a reader can get, and nothing lost."""

import pytest
from django.core import signing
from django.test import Client

from articles.publishing.publish import withdraw
from comments.models import Comment, Discussion, Policy
from comments.posting import post
from tests.comments.factories import FROM_HERE, make_comment, send, typed
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

AT_HOME = FROM_HERE | {"REMOTE_ADDR": "203.0.113.7"}
ELSEWHERE = {"HTTP_SEC_FETCH_SITE": "cross-site"}


def is_private(answer):
    """Return whether an answer tells caches and search engines to stay away and knows no reader."""
    kept_out = answer["Cache-Control"] == "no-store" and answer["X-Robots-Tag"] == "noindex"
    marked = '<meta name="robots" content="noindex">' in answer.text if answer.status_code != 303 else True
    return kept_out and marked and not answer.cookies and "cookie" not in answer.get("Vary", "").lower()


def keeps(answer, **words):
    """Return whether the page still shows these words, in its form or to be copied."""
    return all(word in answer.text for word in words.values())


def test_a_comment_leads_to_its_receipt(client):
    answer = send(client, publish_story(headline="The mill").story_id, name="Odile", body="One <b>word</b>.\nTwo.")
    assert answer.status_code == 303
    assert is_private(answer)
    receipt = client.get(answer["Location"])
    assert receipt.status_code == 200
    assert is_private(receipt)
    assert "awaiting moderation" in receipt.text
    assert "One &lt;b&gt;word&lt;/b&gt;.<br>Two." in receipt.text
    assert "The mill" in receipt.text


def test_the_same_posted_twice_leads_to_the_same_receipt(client):
    story_id, words = publish_story().story_id, typed()
    answers = [send(client, story_id, headers=AT_HOME, **words) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("pending", "awaiting moderation"),
        ("approved", "has been published under the story"),
        ("rejected", "not to publish"),
        ("spam", "not to publish"),
        ("removed", "then removed by a moderator"),
        ("withdrawn", "You have withdrawn"),
    ],
)
def test_a_receipt_says_where_the_comment_stands(client, status, sentence):
    token = signing.Signer(salt="comments.receipt").sign(make_comment(status=status).public_id)
    assert sentence in client.get(f"/comments/receipt/{token}/").text


def test_a_receipt_can_not_be_made_up(client):
    public_id = make_comment().public_id
    elsewhere = signing.Signer(salt="another").sign(public_id)
    for token in (public_id, f"{public_id}:x", elsewhere, "%00", "%E2%80%AE", "reply"):
        assert client.get(f"/comments/receipt/{token}/").status_code == 404


LONG = "x" * 5_012
# {what is wrong: (the fields, what the page says of it)}
WRONG = {
    "no name": ({"name": ""}, "Enter a name."),
    "no address": ({"address": ""}, "Enter an email address."),
    "no text": ({"body": ""}, "The text is empty"),
    "only spaces": ({"body": " \r\n\t "}, "The text is empty"),
    "only invisible characters": ({"body": "\u200b\u2060\u3164"}, "The text is empty"),
    "an invisible name": ({"name": "\u200d"}, "Enter a name."),
    "a malformed address": ({"address": "odile at example.org"}, "This isn’t an email address."),
    "an address too long": ({"address": "a" * 60 + "@" + "b." * 120 + "example.org"}, "at most 254 characters"),
    "a text too long": ({"body": LONG}, "12 characters over the limit of 5,000. Nothing has been cut."),
    "a text one too long": ({"body": "x" * 5_001}, "1 character over the limit of"),
    "a name too long": ({"name": "n" * 61}, "1 character over the limit of 60."),
    "only an override": ({"body": "\u202e"}, "The text is empty"),
    "only a control in the name": ({"name": "\x07"}, "Enter a name."),
    "an answer to nothing": ({"reply_to": "xxxxxxxxxxxx"}, "The comment you are replying to"),
    "an answer to nonsense": ({"reply_to": "\x00' OR 1=1"}, "The comment you are replying to"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_said_and_everything_typed_kept(client, wrong):
    fields, sentence = WRONG[wrong]
    words = typed(name="Odile Brac", address="odile@example.org", body="What I had to say.") | fields
    answer = send(client, publish_story(headline="The mill").story_id, **words)
    assert answer.status_code == 422
    assert is_private(answer)
    assert sentence in answer.text
    assert "Your comment on The mill" in answer.text
    assert keeps(answer, **{name: words[name] for name in ("name", "address", "body") if name not in fields})
    assert not Comment.objects.exists()


REPAIRED = {
    "NUL in the text": ({"body": "a\x00b"}, "body", "ab"),
    "escape in the text": ({"body": "a\x1b[2Jb"}, "body", "a[2Jb"),
    "a vertical tab": ({"body": "anti\x0bparti"}, "body", "anti parti"),
    "a line separator": ({"body": "a\u2028b"}, "body", "a b"),
    "NUL in the name": ({"name": "a\x00b"}, "name", "ab"),
    "a name of two lines": ({"name": "Odile\r\nBrac"}, "name", "Odile Brac"),
    "a name from a phone": ({"name": "\u2068Jeanne\u2069"}, "name", "Jeanne"),
    "a telephone number of a phone book": ({"body": "\u202d+33 1 23 45 67 89\u202c"}, "body", "+33 1 23 45 67 89"),
    "an override of direction": ({"body": "a\u202eb"}, "body", "ab"),
    "a heap of marks": ({"name": "Z" + "\u0335" * 40 + "oé"}, "name", "Z" + "\u0335" * 5 + "oé"),
}


@pytest.mark.parametrize("sent", REPAIRED)
def test_what_nobody_sees_is_taken_out_without_a_word(client, sent):
    fields, name, kept = REPAIRED[sent]
    assert send(client, publish_story().story_id, **fields).status_code == 303
    assert getattr(Comment.objects.get(), name) == kept


def test_a_text_too_long_is_kept_whole(client):
    answer = send(client, publish_story().story_id, body="y" * 5_012)
    assert "y" * 5_012 in answer.text


def test_the_longest_text_is_taken(client):
    assert send(client, publish_story().story_id, body="e\u0301" * 5_000).status_code == 303
    assert Comment.objects.get().body == "é" * 5_000


def test_an_empty_form_is_answered_too(client):
    answer = client.post(f"/comments/on/{publish_story().story_id}/", {}, **FROM_HERE)
    assert answer.status_code == 422


def test_bytes_that_are_no_text_are_no_disaster(client):
    answer = client.post(
        f"/comments/on/{publish_story().story_id}/",
        b"name=%ff%fe&address=a%40example.org&body=%ed%a0%80+caf%e9&reply_to=%ff",
        content_type="application/x-www-form-urlencoded",
        **FROM_HERE,
    )
    assert answer.status_code == 422


def test_the_honeypot_holds_and_says_nothing(client):
    answer = send(client, publish_story().story_id, website="http://spam.example\x00")
    assert answer.status_code == 303
    assert Comment.objects.get().flags.filter(name="honeypot").exists()


def test_a_form_from_another_site_is_shown_again_with_a_button(client):
    edition, words = publish_story(), typed(body="What I had to say.")
    answer = send(client, edition.story_id, headers=ELSEWHERE, **words)
    assert answer.status_code == 403
    assert is_private(answer)
    assert "This came from another site." in answer.text
    assert keeps(answer, body=words["body"], address=words["address"])
    assert f'action="/comments/on/{edition.story_id}/"' in answer.text
    assert not Comment.objects.exists()
    assert send(client, edition.story_id, **words).status_code == 303


@pytest.mark.parametrize("policy", [Policy.CLOSED, Policy.HIDDEN])
def test_a_closed_discussion_gives_the_text_back(client, policy):
    edition = publish_story()
    Discussion.objects.of(edition.story).set_policy(by=make_user(), policy=policy)
    words = typed(body="What I had\nto say.")
    answer = send(client, edition.story_id, **words)
    assert answer.status_code == 403
    assert is_private(answer)
    assert "Comments on this story are closed." in answer.text
    assert keeps(answer, body="What I had\nto say.", name=words["name"], address=words["address"])


def test_a_draft_answers_like_a_story_that_never_was(client):
    draft = make_story(headline="UNHEARD-OF-SECRET")
    words = typed(body="What I had to say.")
    answers = [send(client, story_id, **words) for story_id in (draft.pk, 10**6, 10**30)]
    assert {answer.status_code for answer in answers} == {404}
    assert all(is_private(answer) and keeps(answer, body=words["body"]) for answer in answers)
    assert len({answer.text for answer in answers}) == 1
    assert "UNHEARD-OF-SECRET" not in answers[0].text


def test_a_number_beyond_all_numbers_is_a_404(client):
    assert client.post(f"/comments/on/{'9' * 5000}/", typed(), **FROM_HERE).status_code == 404


def test_too_many_are_asked_to_wait(client):
    edition = publish_story()
    words = {"address": "odile@example.org", "name": "Odile", "headers": AT_HOME}
    for _ in range(post.FROM_ONE_NETWORK):
        assert send(client, edition.story_id, **words).status_code == 303
    answer = send(client, edition.story_id, body="One more.", **words)
    assert answer.status_code == 429
    assert is_private(answer)
    assert answer["Retry-After"] == "600"
    assert "Wait ten minutes" in answer.text
    assert keeps(answer, body="One more.")


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "removed", "withdrawn"])
def test_an_answer_to_what_is_not_on_the_page_can_be_sent_as_a_comment_of_its_own(client, status):
    other = make_comment(status=status, body="UNHEARD-OF-SECRET")
    story_id = other.discussion.story_id
    answer = send(client, story_id, reply_to=other.public_id, body="What I had to say.")
    assert answer.status_code == 422
    assert "The comment you are replying to is no longer on the page." in answer.text
    assert "UNHEARD-OF-SECRET" not in answer.text
    assert other.public_id not in answer.text


def test_an_answer_to_a_comment_of_another_story(client):
    other = make_comment(body="ELSEWHERE-ENTIRELY")
    story_id = publish_story().story_id
    for fields in ({}, {"body": ""}):
        answer = send(client, story_id, reply_to=other.public_id, **fields)
        assert answer.status_code == 422
        assert "ELSEWHERE-ENTIRELY" not in answer.text


def test_a_faulty_answer_still_shows_what_it_answers(client):
    other = make_comment(name="Ilan", body="The tide was early.")
    answer = send(client, other.discussion.story_id, reply_to=other.public_id, body="")
    assert answer.status_code == 422
    assert "in reply to Ilan" in answer.text
    assert f'value="{other.public_id}"' in answer.text


def test_the_endpoint_takes_posts_alone_and_leads_to_the_story_otherwise(client):
    assert client.get(f"/comments/on/{publish_story().story_id}/").status_code == 302


def test_a_reader_who_is_logged_in_gets_the_same_answer(client):
    client.force_login(make_user("lea", superuser=True))
    answer = send(client, publish_story().story_id)
    assert answer.status_code == 303
    assert is_private(answer)


def test_no_token_is_asked_for():
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, publish_story().story_id).status_code == 303


def test_the_page_to_answer_a_comment(client):
    other = make_comment(name="Ilan", body="The tide was early.")
    answer = client.get(f"/comments/{other.public_id}/reply/")
    assert answer.status_code == 200
    assert is_private(answer)
    assert "in reply to Ilan" in answer.text
    assert "<p>The tide was early.</p>" in answer.text
    sent = send(client, other.discussion.story_id, reply_to=other.public_id)
    assert sent.status_code == 303
    assert Comment.objects.latest("pk").reply_to == other


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "removed", "withdrawn"])
def test_there_is_no_page_to_answer_what_is_not_on_the_page(client, status):
    assert client.get(f"/comments/{make_comment(status=status).public_id}/reply/").status_code == 404


def test_there_is_no_page_to_answer_in_a_closed_discussion(client):
    other = make_comment()
    other.discussion.set_policy(by=make_user(), policy=Policy.CLOSED)
    assert client.get(f"/comments/{other.public_id}/reply/").status_code == 404


def test_there_is_no_page_to_answer_under_a_story_that_is_gone(client):
    other = make_comment()
    withdraw(other.discussion.story, by=make_user())
    assert client.get(f"/comments/{other.public_id}/reply/").status_code == 404
    assert client.get("/comments/xxxxxxxxxxxx/reply/").status_code == 404
    assert client.get("/comments/%00/reply/").status_code == 404
