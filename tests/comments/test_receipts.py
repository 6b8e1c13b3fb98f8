"""The receipt page: what a reader can still do with a comment of their own, by POST, with a sentence for every slip."""

import pytest
from django.test import Client
from django.utils import timezone

from articles.publishing.publish import withdraw as withdraw_story
from comments.models import Comment, Edit, Flag, Reason, Status
from comments.posting import edit
from comments.posting.receipts import token_for
from tests.comments.factories import FROM_HERE, make_comment, make_edit
from tests.comments.test_endpoint import ELSEWHERE, is_private
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

WORDS = "My second thoughts."


def at(comment, page=""):
    """Return the address of the comment's receipt, or of something that is done there."""
    return f"/comments/receipt/{token_for(comment)}/{page}"


def press(comment, page, *, headers=FROM_HERE, **fields):
    """Press a button of the receipt."""
    return Client().post(at(comment, page), fields, **headers)


def change(comment, body=WORDS, *, edits=0, headers=FROM_HERE):
    """Send other words for the comment."""
    return press(comment, "edit/", body=body, edits=edits, headers=headers)


def stored(comment):
    """Return the comment as the database has it."""
    return Comment.objects.get(pk=comment.pk)


def test_the_words_of_a_waiting_comment_are_changed(client):
    comment = make_comment(status="pending")
    answer = change(comment)
    assert (answer.status_code, answer["Location"]) == (303, at(comment, "?done=edited"))
    receipt = client.get(answer["Location"])
    assert "Your comment has been edited." in receipt.text
    assert f"<p>{WORDS}</p>" in receipt.text
    assert is_private(receipt)


def test_a_change_of_what_readers_see_waits(client):
    comment = make_comment(body="Words of before.")
    assert change(comment).status_code == 303
    receipt = client.get(at(comment))
    assert "Your edit is awaiting moderation" in receipt.text
    assert "Words of before." in receipt.text
    assert WORDS in receipt.text
    assert WORDS not in client.get(comment.discussion.story.editions.get().path).text


def test_what_is_typed_is_words_and_nothing_else(client):
    comment = make_comment(status="pending")
    change(comment, "<script>x</script> https://mill.example")
    receipt = client.get(at(comment)).text
    assert "&lt;script&gt;x&lt;/script&gt; https://mill.example" in receipt
    assert 'href="https://mill.example"' not in receipt


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "The text is empty"),
        ("y" * 5_001, "1 character over the limit of 5,000."),
        ("\u202e", "The text is empty"),
    ],
)
def test_words_that_can_not_be_kept_are_shown_again(body, sentence):
    comment = make_comment(status="pending", body="Words of before.")
    answer = change(comment, body)
    assert answer.status_code == 422
    assert is_private(answer)
    assert sentence in answer.text
    assert body.strip("\u202e") in answer.text
    assert stored(comment).body == "Words of before."


def old(comment):
    """Let the fifteen minutes be over."""
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - edit.WINDOW)


def decided(comment):
    """Let a moderator refuse the comment."""
    stored(comment).reject(by=make_user("marker-of-a-moderator"), reason="Off topic")


def gone(comment):
    """Take the story off the site."""
    withdraw_story(comment.discussion.story, by=make_user())


def twice(comment):
    """Change the words in another tab."""
    edit.edit(stored(comment), "From the first tab.", at=timezone.now())


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        (old, "edited or withdrawn for 15 minutes only."),
        (decided, "This comment can no longer be edited"),
        (gone, "The story is no longer on the site"),
        (twice, "The comment has changed since you opened the page."),
    ],
)
def test_what_has_happened_meanwhile_is_said_and_the_words_are_kept(happened, sentence):
    comment = make_comment(status="pending")
    happened(comment)
    edits = Edit.objects.count()
    answer = change(comment)
    assert answer.status_code == 409
    assert is_private(answer)
    assert sentence in answer.text
    assert WORDS in answer.text
    assert "marker-of-a-moderator" not in answer.text
    assert Edit.objects.count() == edits
    assert stored(comment).body != WORDS


def test_the_second_press_of_a_second_tab_is_taken():
    comment = make_comment(status="pending")
    twice(comment)
    answer = change(comment)
    assert 'name="edits" value="1"' in answer.text
    assert change(comment, edits=1).status_code == 303
    assert stored(comment).body == WORDS


@pytest.mark.parametrize("edits", ["", "x", "-1", "9" * 5000, "\x00"])
def test_a_form_that_was_tampered_with_is_asked_again(edits):
    comment = make_comment(status="pending")
    assert change(comment, edits=edits).status_code == 409
    assert stored(comment).body != WORDS


def test_the_same_words_sent_twice_change_nothing_twice():
    comment = make_comment(status="pending")
    change(comment)
    answer = change(comment)
    assert answer.status_code == 409
    assert "Nothing to save: the text is the same." in answer.text
    assert Edit.objects.count() == 1


@pytest.mark.parametrize("status", ["pending", "approved"])
def test_a_comment_is_withdrawn_and_pressing_again_is_no_error(client, status):
    comment = make_comment(status=status)
    for _press in range(2):
        assert press(comment, "withdraw/")["Location"] == at(comment)
    assert stored(comment).status == Status.WITHDRAWN
    assert comment.decisions.filter(verb="withdraw").count() == 1
    receipt = client.get(at(comment)).text
    assert "You have withdrawn this comment." in receipt
    assert "/withdraw/" not in receipt


def test_withdrawing_is_asked_once_and_says_what_it_means(client):
    comment = make_comment()
    receipt = client.get(at(comment)).text
    question, form = receipt.index("Withdraw your comment?"), receipt.index(f'action="{at(comment, "withdraw/")}"')
    details = receipt.rindex("<details", 0, form)
    assert details < question < form < receipt.index("</details>", details)
    assert "open" not in receipt[details : receipt.index(">", details)]
    assert stored(comment).status == Status.APPROVED


@pytest.mark.parametrize(("happened", "sentence"), [(old, "Too late"), (decided, "can no longer be edited")])
def test_a_comment_that_can_not_be_withdrawn_any_more(happened, sentence):
    comment = make_comment(status="pending")
    happened(comment)
    answer = press(comment, "withdraw/")
    assert answer.status_code == 409
    assert sentence in answer.text
    assert stored(comment).status != Status.WITHDRAWN


def test_after_the_time_there_is_nothing_to_press(client):
    comment = make_comment()
    old(comment)
    receipt = client.get(at(comment)).text
    assert "/edit/" not in receipt
    assert "/withdraw/" not in receipt


def test_wishes_are_noted_and_taken_back(client):
    comment = make_comment()
    assert press(comment, "preferences/", decision="on", replies="on")["Location"] == at(comment, "?done=wished")
    assert (stored(comment).wants_decision, stored(comment).wants_replies) == (True, True)
    assert client.get(at(comment)).text.count(" checked") == 2
    press(comment, "preferences/", replies="on")
    assert (stored(comment).wants_decision, stored(comment).wants_replies) == (False, True)


def test_where_there_is_nobody_to_write_to_there_are_no_wishes(client):
    comment = make_comment()
    Comment.objects.update(commenter=None)
    assert "/preferences/" not in client.get(at(comment)).text
    assert press(comment, "preferences/", decision="on")["Location"] == at(comment)


@pytest.mark.parametrize("page", ["edit/", "withdraw/", "preferences/", "forget/"])
def test_another_site_presses_no_button(page):
    comment = make_comment(status="pending")
    answer = press(comment, page, headers=ELSEWHERE, body=WORDS, edits=0, decision="on")
    assert answer.status_code == 403
    assert is_private(answer)
    assert "This came from another site." in answer.text
    assert (stored(comment).status, stored(comment).version) == (Status.PENDING, 0)
    assert not stored(comment).wants_decision


@pytest.mark.parametrize("page", ["edit/", "withdraw/", "preferences/", "forget/"])
def test_nothing_is_done_by_a_link_or_with_a_made_up_one(client, page):
    comment = make_comment()
    assert client.get(at(comment, page)).status_code == 302
    assert client.post(f"/comments/receipt/{comment.public_id}:x/{page}", {}, **FROM_HERE).status_code == 404


@pytest.mark.parametrize("verb", ["reject", "remove"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_reason_of_a_refusal_is_in_the_readers_language(client, verb, language):
    story = make_story(language=language)
    comment = make_comment(edition=publish_story(story), status="pending" if verb == "reject" else "approved")
    reason = Reason.objects.get(key=1)
    getattr(comment, verb)(by=make_user(), reason=str(reason), log={"canned": reason})
    assert reason.text_in(language) in client.get(at(comment)).text


def test_a_reason_in_the_moderators_own_words_is_said_as_it_is(client):
    comment = make_comment(status="pending")
    comment.reject(by=make_user("marker"), reason="You know why.", log={"canned": Reason.objects.get(key=1)})
    receipt = client.get(at(comment)).text
    assert "You know why." in receipt
    assert "marker" not in receipt


def test_a_reason_of_before_is_not_said_of_a_comment_that_waits_again(client):
    comment = make_comment(status="pending")
    comment.reject(by=make_user(), reason="You know why.")
    comment.send_back(by=make_user())
    assert "You know why." not in client.get(at(comment)).text


def test_why_a_change_was_refused_is_said(client):
    comment = make_comment()
    edit.refuse(make_edit(comment), by=make_user(), reason="It says something else now.")
    receipt = client.get(at(comment)).text
    assert "A moderator has rejected your edit" in receipt
    assert "It says something else now." in receipt


def test_whoever_is_held_by_a_block_is_told(client):
    comment = make_comment(status="pending")
    assert "something the newsroom has blocked" not in client.get(at(comment)).text
    Flag.objects.create(comment=comment, name=Flag.Name.BLOCKED, weight=10, detail="SECRET-OF-THE-RULE")
    receipt = client.get(at(comment)).text
    assert "something the newsroom has blocked" in receipt
    assert "SECRET-OF-THE-RULE" not in receipt


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_receipt_speaks_the_language_of_the_story_and_the_next_page_the_sites(client, language):
    comment = make_comment(edition=publish_story(make_story(language=language)))
    assert f'<html lang="{language}">' in client.get(at(comment)).text
    assert '<html lang="en">' in client.get("/").text


def test_the_readers_own_words_are_shown_whole_although_a_part_is_masked(client):
    comment = make_comment(body="Call 5550.")
    comment.mask(by=make_user(), spans=[(5, 9)])
    receipt = client.get(at(comment)).text
    assert "Call 5550." in receipt
    assert "A moderator has masked part of it" in receipt
