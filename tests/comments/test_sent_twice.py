"""The same sent twice: one comment for a double click, and nobody ever gets another's receipt."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comments.models import Comment, Policy, Report
from comments.posting import edit, post
from comments.posting.answer import answer
from comments.screening.submission import Sender
from tests.comments.factories import FROM_HERE, act, make_comment, make_report, make_submission, send
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

HOME, ELSEWHERE = Sender(ip="203.0.113.9"), Sender(ip="198.51.100.7")
WORDS = {"name": "Odile Brac", "address": "odile@example.org", "body": "So it was."}


def sent(story_id, *, sender=HOME, at=None, **fields):
    """Return what becomes of the same words, sent once more."""
    return post.post(make_submission(story_id=story_id, sender=sender, **WORDS | fields), at=at)


class TestADoubleClick:
    """Within ten minutes, from one network, while nobody has touched it."""

    def test_is_one_comment(self):
        story_id, at = publish_story().story_id, timezone.now()
        first = sent(story_id, at=at)
        assert sent(story_id, at=at + timedelta(minutes=9)) == first
        assert Comment.objects.get() == first

    def test_is_one_comment_however_the_address_is_typed_and_in_the_whole_household(self):
        story_id = publish_story().story_id
        first = sent(story_id, sender=Sender(ip="2001:db8::7"))
        again = {"address": "ODILE@example.org", "sender": Sender(ip="2001:db8::9")}
        assert sent(story_id, **again) == first

    def test_after_ten_minutes_it_is_another(self):
        story_id, at = publish_story().story_id, timezone.now()
        first = sent(story_id, at=at)
        assert sent(story_id, at=at + post.WINDOW) != first

    @pytest.mark.parametrize("sender", [ELSEWHERE, Sender(ip=None)], ids=["another network", "an unknown network"])
    def test_from_elsewhere_it_is_another(self, sender):
        story_id = publish_story().story_id
        assert sent(story_id, sender=sender) != sent(story_id)

    def test_where_no_network_is_known_it_is_another(self):
        story_id = publish_story().story_id
        assert sent(story_id, sender=Sender(ip=None)) != sent(story_id, sender=Sender(ip=None))

    @pytest.mark.parametrize("verb", ["approve", "reject", "mark_spam", "withdraw", "hold", "mask"])
    def test_once_somebody_has_touched_it_it_is_another(self, verb):
        story_id = publish_story().story_id
        first = sent(story_id)
        act(first, verb)
        assert sent(story_id) != first

    def test_whoever_changed_the_words_and_sends_the_old_ones_sends_another(self):
        story_id, at = publish_story().story_id, timezone.now()
        first = sent(story_id, at=at)
        edit.edit(first, "Not so.", at=at)
        edit.edit(first, WORDS["body"], at=at)
        assert sent(story_id, at=at) != first

    def test_an_answer_and_a_comment_of_the_same_words_are_two(self):
        root = make_comment()
        story_id = root.discussion.story_id
        assert sent(story_id, reply_to=root.public_id) != sent(story_id)


def test_whoever_withdraws_and_sends_again_has_a_new_comment_and_a_moderator_is_told():
    story_id, body = publish_story().story_id, "The tide came in by the old mill."
    first = sent(story_id, body=body)
    first.withdraw()
    again = sent(story_id, body=body)
    assert again.status == "pending"
    assert again.public_id != first.public_id
    assert again.flags.get().name == "duplicate"


class TestAStranger:
    """Whoever knows name, address and text of a comment is answered like whoever knows nothing."""

    @pytest.mark.parametrize("status", ["pending", "approved", "removed"])
    def test_gets_a_receipt_of_their_own(self, client, status):
        edition = publish_story()
        theirs = make_comment(edition=edition, status=status, sender=HOME, **WORDS)
        known = send(client, edition.story_id, **WORDS)
        other = send(client, edition.story_id, **WORDS | {"address": "nobody@example.org"})
        assert (known.status_code, other.status_code) == (303, 303)
        assert theirs.public_id not in known["Location"]
        assert Comment.objects.count() == 3

    def test_is_told_the_same_where_nothing_is_taken(self, client):
        comment = make_comment(sender=HOME, **WORDS)
        comment.discussion.set_policy(by=make_user(), policy=Policy.CLOSED)
        answers = [
            send(client, comment.discussion.story_id, **WORDS | {"address": address})
            for address in (WORDS["address"], "oddly@example.org")
        ]
        assert [answer.status_code for answer in answers] == [403, 403]
        assert len({answer.text.replace("oddly@", "odile@") for answer in answers}) == 1

    def test_is_not_told_by_a_limit_that_somebody_writes_under_an_address(self, client):
        edition = publish_story()
        for number in range(post.FROM_ONE_NETWORK):
            sent(edition.story_id, body=f"So it was, {number}.")
        assert send(client, edition.story_id, **WORDS).status_code == 303

    def test_can_not_lock_a_reader_out(self, client):
        edition = publish_story()
        for number in range(9):
            send(client, edition.story_id, **WORDS | {"body": f"In your name, {number}."})
        assert send(client, edition.story_id, **WORDS).status_code == 303


class TestTheNewsroomsAnswer:
    """The same button pressed twice is one answer; one that was taken down is not in the way of another."""

    def test_pressed_twice_it_is_one(self):
        comment, lea, at = make_comment(), make_user("lea"), timezone.now()
        first = answer(comment, by=lea, body="Thank you.", at=at)
        assert answer(comment, by=lea, body="Thank you.", at=at + timedelta(seconds=2)) == first

    def test_removed_or_long_ago_it_is_another(self):
        comment, lea, at = make_comment(), make_user("lea"), timezone.now()
        first = answer(comment, by=lea, body="Thank you.", at=at)
        later = answer(comment, by=lea, body="Thank you.", at=at + post.WINDOW)
        assert later != first
        later.remove(by=lea, at=at + post.WINDOW)
        third = answer(comment, by=lea, body="Thank you.", at=at + post.WINDOW)
        assert (third != later, third.status) == (True, "approved")


class TestTheSameReport:
    """Within ten minutes it is one; later the network is told that it has its say."""

    def report(self, comment, minutes=0):
        machine = {"REMOTE_ADDR": "203.0.113.9"}
        return Client().post(f"/comments/{comment.public_id}/report/", {"category": "hate"}, **FROM_HERE, **machine)

    def test_pressed_twice_it_is_one(self):
        comment = make_comment()
        assert self.report(comment)["Location"] == self.report(comment)["Location"]

    def test_later_it_leads_to_nobodys_receipt(self):
        comment = make_comment()
        make_report(comment, ip="203.0.113.9", category="hate", at=timezone.now() - post.WINDOW)
        answered = self.report(comment)
        assert (answered.status_code, "already been reported from your network" in answered.text) == (200, True)
        assert Report.objects.count() == 1
