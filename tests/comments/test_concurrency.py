"""Many at once: real threads, on whatever database the settings name."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import dropwhile
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from comments.models import AlreadyDecided, Comment, Decision, Discussion, Refused, Trace, Verb
from comments.models.comment.transition import undo
from comments.models.states import PUBLIC
from comments.models.verbs import MOVES
from comments.posting import post as posts
from comments.screening.submission import Sender
from newsroom.cache.page_cache import story_key
from newsroom.models import Stamp
from tests.comments.factories import FROM_HERE, act, make_comment, make_submission, typed
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8
EACH = 60  # posts and decisions


def at_once(*works):
    """Run each of these in a thread of its own, all begun at one moment; return their results in order."""
    barrier = Barrier(len(works))

    def run(work):
        try:
            barrier.wait()
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(run, work) for work in works]]


def outcome(work):
    """Return a function that does the work and returns what came of it, a refusal included."""

    def run():
        try:
            return work()
        except (Refused, posts.NotPosted) as refusal:
            return refusal

    return run


def test_of_two_moderators_at_once_one_decides_and_the_other_is_told():
    lea, tom = make_user("lea"), make_user("tom")
    for _ in range(20):
        comment = make_comment(status="pending")
        rows = [Comment.objects.get(pk=comment.pk) for _ in range(2)]
        results = at_once(
            outcome(lambda: rows[0].approve(by=lea)),  # noqa: B023 -- run before the next turn
            outcome(lambda: rows[1].mark_spam(by=tom)),  # noqa: B023
        )
        (decision,) = [r for r in results if isinstance(r, Decision)]
        (told,) = [r for r in results if isinstance(r, AlreadyDecided)]
        assert told.decision == decision
        assert str(told).startswith(decision.by.username)
        comment.refresh_from_db()
        assert comment.decisions.get() == decision
        assert comment.status == decision.to_status
        assert Discussion.objects.get(pk=comment.discussion_id).approved_count == comment.is_approved


def test_the_same_posted_many_times_at_once_is_stored_once_and_has_one_receipt():
    story_id, words = publish_story().story_id, typed()

    def send():
        return Client().post(f"/comments/on/{story_id}/", words, **FROM_HERE)

    answers = at_once(*[send] * THREADS)
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer["Location"] for answer in answers}) == 1
    assert (Comment.objects.count(), Trace.objects.count()) == (1, 1)


def test_a_limit_holds_against_many_at_once():
    limit = posts.FROM_ONE_NETWORK
    submissions = [make_submission(sender=Sender(ip="203.0.113.7")) for _ in range(limit + THREADS)]
    at = timezone.now()
    results = at_once(*[outcome(lambda s=s: posts.post(s, at=at)) for s in submissions])
    assert Comment.objects.count() == limit
    assert sum(isinstance(result, posts.TooMany) for result in results) == THREADS


def mixed(seed, editions, moderator):
    """Return the work of one thread: sixty posts, decisions and undoings, by chance but always the same."""
    chance = random.Random(seed)  # noqa: S311 -- a test, no secret

    def decide():
        rows = list(Comment.objects.order_by("?")[:1])
        for comment in rows:
            act(comment, chance.choice([verb for verb in Verb if hasattr(Comment, verb)]), by=moderator)

    def take_back():
        for decision in Decision.objects.select_related("comment__discussion").order_by("-pk")[:1]:
            undo(decision, by=moderator)

    def post():
        edition = chance.choice(editions)
        known = Comment.objects.approved().filter(discussion__story=edition.story_id).order_by("?").first()
        reply_to = known.public_id if known and chance.random() < 0.5 else ""
        posts.post(make_submission(story_id=edition.story_id, reply_to=reply_to))

    def work():
        done = [outcome(chance.choice([post, post, decide, decide, decide, take_back]))() for _ in range(EACH)]
        return [result for result in done if result is not None]

    return work


def changes_seen(comment):
    """Return how many of a comment's decisions changed a page: from the first that put it there on."""
    decisions = sorted(comment.decisions.all(), key=lambda decision: decision.version)
    return len(list(dropwhile(lambda decision: decision.to_status not in PUBLIC, decisions)))


def test_eight_threads_of_sixty_posts_and_decisions_leave_no_drift():
    editions = [publish_story() for _ in range(3)]
    moderators = [make_user(f"moderator{number}") for number in range(THREADS)]
    stamps = {e.story_id: Stamp.objects.get(key=story_key(e.story_id)).number for e in editions}
    works = [mixed(number, editions, moderator) for number, moderator in enumerate(moderators)]

    refusals = [refusal for refused in at_once(*works) for refusal in refused]

    # Only refusals for a reason, and most of them went through.
    assert all(isinstance(refusal, (Refused, posts.NoAnswer)) for refusal in refusals)
    assert Comment.objects.count() > THREADS * EACH / 5
    assert Decision.objects.count() > THREADS * EACH / 5
    assert Decision.objects.filter(verb=Verb.UNDO).count() > 10
    for discussion in Discussion.objects.all():
        assert discussion.approved_count == discussion.comments.approved().count()
        seen = sum(map(changes_seen, discussion.comments.prefetch_related("decisions")))
        assert Stamp.objects.get(key=story_key(discussion.story_id)).number == stamps[discussion.story_id] + seen
    for comment in Comment.objects.prefetch_related("decisions"):
        assert_unbroken(comment)


def assert_unbroken(comment):
    """Hold that a comment's log leads without a gap from its first state to the one it is in."""
    log = sorted(comment.decisions.all(), key=lambda decision: decision.version)
    assert [decision.version for decision in log] == list(range(1, comment.version + 1))
    status = "pending"
    for decision in log:
        assert decision.from_status == status
        to = decision.undoes.from_status if decision.verb == Verb.UNDO else MOVES[status, decision.verb]
        assert decision.to_status == to
        status = decision.to_status
    assert comment.status == status
