"""The act of posting: what is stored, once, and what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment, Commenter, Discussion, Flag, Trace
from comments.models.commenter import TRACE_KEPT
from comments.posting import post
from comments.screening.submission import Sender
from newsroom.cache.page_cache import story_key
from newsroom.models import Stamp
from tests.comments.factories import make_comment, make_many, make_submission
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db


def test_a_comment_waits_for_a_moderator():
    comment = post.post(make_submission(name="Odile", body="A word."))
    stored = Comment.objects.get()
    assert stored == comment
    assert (stored.name, stored.body, stored.status, stored.version) == ("Odile", "A word.", "pending", 0)
    assert stored.published_at is None
    assert stored.discussion.approved_count == 0


def test_a_held_comment_changes_no_page():
    edition = publish_story()
    stamp = Stamp.objects.get(key=story_key(edition.story_id)).number
    post.post(make_submission(story_id=edition.story_id))
    assert Stamp.objects.get(key=story_key(edition.story_id)).number == stamp


def test_the_private_half_is_kept_apart():
    sender = Sender(ip="203.0.113.7", user_agent="Fire\x00fox" + "x" * 500)
    submission = make_submission(address="Odile@Example.org", sender=sender)
    at = timezone.now()
    comment = post.post(submission, at=at)
    trace, commenter = Trace.objects.get(), Commenter.objects.get()
    assert (trace.comment, trace.ip, trace.purge_after) == (comment, "203.0.113.7", at + TRACE_KEPT)
    assert trace.user_agent.startswith("Firefox")
    assert len(trace.user_agent) == 300
    assert (commenter.address, commenter.first_seen_at, commenter.verified_at) == ("Odile@example.org", at, None)


def test_one_person_is_one_commenter_however_the_address_is_typed():
    post.post(make_submission(address="odile@example.org"))
    post.post(make_submission(address="ODILE@example.org"))
    assert Commenter.objects.count() == 1


def test_the_same_posted_twice_is_stored_once():
    submission = make_submission()
    first, second = post.post(submission), post.post(submission)
    assert first == second
    assert (Comment.objects.count(), Trace.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "other", [{"name": "Odile B."}, {"body": "Other words."}, {"address": "other@example.org"}], ids=str
)
def test_something_else_posted_is_another_comment(other):
    same = {"story_id": publish_story().story_id, "name": "Odile", "body": "Words.", "address": "a@example.org"}
    post.post(make_submission(**same))
    post.post(make_submission(**(same | other)))
    assert Comment.objects.count() == 2


def test_an_answer_to_an_answer_stays_in_the_thread():
    root = make_comment()
    answer = make_comment(to=root)
    further = make_comment(to=answer)
    assert (answer.root, answer.reply_to) == (root, root)
    assert (further.root, further.reply_to) == (root, answer)


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "removed", "withdrawn"])
def test_only_an_approved_comment_is_answered(status):
    root = make_comment(status=status)
    with pytest.raises(post.NoAnswer):
        make_comment(to=root)


def test_a_comment_of_another_story_is_not_answered():
    root = make_comment()
    with pytest.raises(post.NoAnswer):
        post.post(make_submission(reply_to=root.public_id))


def test_only_a_live_story_takes_comments():
    at = timezone.now()
    ended = publish_story(live_until=at + timedelta(hours=1), at=at)
    scheduled = publish_story(live_from=at + timedelta(hours=1))
    post.post(make_submission(story_id=ended.story_id), at=at)
    post.post(make_submission(story_id=scheduled.story_id), at=at + timedelta(hours=2))
    for story_id, moment in (
        (ended.story_id, at + timedelta(hours=1)),
        (scheduled.story_id, at),
        (make_story().pk, at),
        (10**6, at),
        (10**30, at),
    ):
        with pytest.raises(post.NoStory):
            post.post(make_submission(story_id=story_id), at=moment)
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("policy", ["closed", "hidden"])
def test_a_closed_discussion_takes_nothing(policy):
    edition = publish_story()
    Discussion.objects.of(edition.story).set_policy(by=make_user(), policy=policy)
    with pytest.raises(post.Closed):
        post.post(make_submission(story_id=edition.story_id))
    assert not Comment.objects.exists()


def test_a_refused_comment_leaves_no_private_rows_behind():
    with pytest.raises(post.NoAnswer):
        post.post(make_submission(reply_to="xxxxxxxxxxxx"))
    assert not Commenter.objects.exists()


def test_so_many_in_ten_minutes_and_no_more():
    limit = post.FROM_ONE_NETWORK
    submissions = [make_submission(sender=Sender(ip="203.0.113.7")) for _ in range(limit + 1)]
    at = timezone.now()
    for submission in submissions[:-1]:
        post.post(submission, at=at)
    with pytest.raises(post.TooMany):
        post.post(submissions[-1], at=at + timedelta(minutes=9, seconds=59))
    post.post(submissions[-1], at=at + timedelta(minutes=10))
    assert Comment.objects.count() == limit + 1


def test_a_household_has_many_addresses_of_the_new_kind():
    for number in range(post.FROM_ONE_NETWORK):
        post.post(make_submission(sender=Sender(ip=f"2001:db8::{number:x}")))
    with pytest.raises(post.TooMany):
        post.post(make_submission(sender=Sender(ip="2001:db8::ffff:1")))
    post.post(make_submission(sender=Sender(ip="2001:db8:0:1::1")))


def test_readers_whose_network_is_not_known_share_no_limit():
    for _ in range(post.FROM_ONE_NETWORK + 1):
        post.post(make_submission(sender=Sender(ip=None)))
    assert Comment.objects.count() == post.FROM_ONE_NETWORK + 1


def test_a_flood_under_one_story_stops():
    edition = publish_story()
    make_many(edition, post.UNDER_ONE_STORY, approved=False)
    with pytest.raises(post.TooMany):
        post.post(make_submission(story_id=edition.story_id))
    post.post(make_submission())


def test_the_reasons_for_holding_are_stored_with_the_comment():
    sender = Sender(ip="203.0.113.9", missing=("Accept-Language",))
    comment = post.post(make_submission(body="See http://a.example and www.b.example", trap="Bot", sender=sender))
    stored = {flag.name: (flag.weight, flag.detail) for flag in Flag.objects.filter(comment=comment)}
    assert stored == {
        "honeypot": (8, "Bot"),
        "links": (4, "a.example, www.b.example"),
        "no_browser": (3, "Accept-Language"),
    }


def test_an_honest_comment_has_no_flag():
    make_comment()
    assert not Flag.objects.exists()


def test_posting_with_all_its_checks_asks_few_questions(django_assert_max_num_queries):
    edition = publish_story()
    to = make_comment(edition=edition, address="odile@example.org")
    submission = make_submission(
        story_id=edition.story_id,
        address="odile@example.org",
        reply_to=to.public_id,
        body=f"See http://a.example {'and the tide came in and nobody minded in the least ' * 20}",
    )
    with django_assert_max_num_queries(28):
        post.post(submission)
