"""What readers are told of a comment that isn't where they last saw it, and of a story that has gone."""

import pytest
from django.utils import timezone

from articles.models import Edition, Story
from comments.mail import unsubscribe, verification
from comments.models import Comment, Discussion, MailedLink
from comments.posting.receipts import token_for
from tests.comments.factories import FROM_HERE, make_comment, make_link
from tests.comments.readers import link_to
from tests.factories import publish_story

pytestmark = pytest.mark.django_db

NEVER = "never existed"
PLACES = ["/comments/{}/reply/", "/comments/{}/report/", "/c/{}/"]


def receipt_of(client, comment):
    """Return the text of the comment's receipt."""
    return client.get(f"/comments/receipt/{token_for(comment)}/").text


def end_story(comment):
    """Take the story off the site."""
    Edition.objects.filter(story=comment.discussion.story).update(live_until=timezone.now())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("change", ["withdrawn", "hidden", "ended"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_link_to_what_is_gone_says_so_in_the_language_of_the_story(client, place, change, language):
    comment = make_comment(edition=publish_story(language=language))
    if change == "withdrawn":
        comment.withdraw(at=timezone.now())
    elif change == "hidden":
        Discussion.objects.update(policy="hidden")
    else:
        end_story(comment)
    answer = client.get(place.format(comment.public_id))
    assert answer.status_code == 404
    assert f'<html lang="{language}"' in answer.text
    assert NEVER not in answer.text


def test_an_answer_to_what_is_gone_can_be_sent_as_a_comment_of_its_own(client):
    comment = make_comment()
    comment.withdraw(at=timezone.now())
    answer = client.get(f"/comments/{comment.public_id}/reply/")
    assert f'data-answers="{comment.public_id}"' in answer.text
    assert 'name="body"' in answer.text


def test_a_comment_that_nobody_sees_is_not_said_to_stand_under_the_story(client):
    comment = make_comment()
    assert "has been published under the story" in receipt_of(client, comment)
    Discussion.objects.update(policy="hidden")
    assert "has been published under the story" not in receipt_of(client, comment)
    Discussion.objects.update(policy="inherit")
    end_story(comment)
    receipt = receipt_of(client, comment)
    assert "has been published under the story" not in receipt
    assert "Edit the text" not in receipt
    assert "Withdraw my comment" in receipt


def test_words_for_a_comment_under_a_story_that_ended_come_back(client):
    comment = make_comment()
    end_story(comment)
    path = f"/comments/receipt/{token_for(comment)}/edit/"
    answer = client.post(path, {"body": "Other words.", "edits": "0"}, **FROM_HERE)
    assert "Other words." in answer.text


@pytest.mark.parametrize("page", ["edit", "withdraw", "preferences", "forget"])
def test_the_address_of_an_error_page_leads_back_to_the_receipt(client, page):
    comment = make_comment()
    receipt = f"/comments/receipt/{token_for(comment)}/"
    answer = client.get(f"{receipt}{page}/")
    assert (answer.status_code, answer["Location"]) == (302, receipt)
    assert Comment.objects.get().status == comment.status


def test_the_address_of_an_error_page_leads_back_to_the_story(client):
    edition = publish_story()
    answer = client.get(f"/comments/on/{edition.story_id}/")
    assert (answer.status_code, answer["Location"]) == (302, f"{edition.path}#discussion")
    assert client.get("/comments/on/99999/").status_code == 404


def test_the_receipt_and_the_report_speak_as_readers_see_the_story(client):
    comment = make_comment(edition=publish_story(language="fr"))
    Story.objects.update(language="en")
    assert '<html lang="fr"' in receipt_of(client, comment)
    stop = unsubscribe.address_to_stop(comment).partition("/comments/")[2]
    assert '<html lang="fr"' in client.get(f"/comments/{stop}").text


def test_a_withdrawn_comment_waits_for_nobody(client):
    comment = make_comment(status="pending")
    assert "no longer see it" not in receipt_of(client, comment)
    comment.withdraw(at=timezone.now())
    shown = client.get(f"/comments/receipt/{token_for(comment)}/?done=edited").text
    assert "Email me the moderators’ decision" not in shown
    assert "has been edited" not in shown


def test_a_second_report_from_one_network_shows_its_words(client):
    comment = make_comment()
    path = f"/comments/{comment.public_id}/report/"
    client.post(path, {"category": "spam"}, **FROM_HERE)
    answer = client.post(path, {"category": "other", "words": "My long explanation."}, **FROM_HERE)
    assert "already" in answer.text
    assert "My long explanation." in answer.text


def test_a_link_that_was_cut_off_is_answered_in_its_language(client):
    comment = make_comment(edition=publish_story(language="fr"))
    token = verification.token_for(make_link(MailedLink.Kind.VERIFICATION, comment=comment, language="fr"))
    answer = client.get(f"/comments/verification/{token.partition(':')[0]}/")
    assert '<html lang="fr"' in answer.text


def test_who_wrote_again_after_an_erasure_is_not_told_that_nothing_is_kept(client):
    comment = make_comment(address="jane@example.org")
    old = link_to(comment)
    client.post(link_to(comment, "erase/"), **FROM_HERE)
    make_comment(address="jane@example.org")
    answer = client.get(old).text
    assert "No data is kept" not in answer
    assert "will not write" not in answer
    assert "since" in answer.lower()


def test_a_mute_link_of_before_that_names_no_language_mutes(client):
    from django.core import signing

    commenter = make_comment().commenter
    token = signing.Signer(salt=unsubscribe.ALL).sign(str(commenter.pk))
    assert client.post(f"/comments/mute/{token}/").status_code == 200
    commenter.refresh_from_db()
    assert commenter.muted_at
