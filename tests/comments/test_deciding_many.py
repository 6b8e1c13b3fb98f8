"""Hundreds of comments decided with one press: what each hundred costs, and that each is still decided for itself."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Comment, Commenter, Decision, Discussion, Edit, Notification, Report, Verb
from comments.moderation import decide
from newsroom.cache.page_cache import story_key
from newsroom.models import Stamp
from tests.comments.factories import make_many, make_report
from tests.comments.test_concurrency import at_once
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

A_HUNDRED = 25  # queries
ONCE = 8


@pytest.fixture
def lea():
    """Return a moderator."""
    return make_user("lea", groups=["Moderator"])


@pytest.fixture
def tom():
    """Return another."""
    return make_user("tom", groups=["Moderator"])


def make_waiting(number, *, status="pending"):
    """Return comments under two stories, half of them answers, all reported, whose readers want to be told."""
    made = []
    for edition in (publish_story(), publish_story()):
        root = make_many(edition, 1)[0]
        made += make_many(edition, number // 4, approved=False) + make_many(
            edition, number // 4, approved=False, to=root
        )
    ids = [row.pk for row in made]
    Comment.objects.update(wants_decision=True, wants_replies=True)
    Commenter.objects.update(verified_at=timezone.now())
    if status == "approved":
        Comment.objects.filter(pk__in=ids).update(status="approved", published_at=timezone.now())
        Discussion.objects.update(approved_count=1 + number // 2)
    Report.objects.bulk_create(Report(comment_id=pk, category="insult") for pk in ids)
    return list(Comment.objects.filter(pk__in=ids).select_related("discussion__story"))


def queries(act, *args, **details):
    """Do the act, and return its outcome and how many queries it took."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        outcome = act(*args, **details)
    return outcome, len(asked)


DOING = [Verb.APPROVE, Verb.HOLD, Verb.REJECT, Verb.MARK_SPAM, Verb.REMOVE, Verb.SEND_BACK, Verb.PICK, decide.LEAVE]


@pytest.mark.parametrize("verb", DOING)
def test_a_hundred_more_cost_the_same_few_queries(verb, lea):
    status = "approved" if verb in (Verb.REMOVE, Verb.SEND_BACK, Verb.PICK) else "pending"
    cost = {}
    for number in (100, 200, 500):
        comments = make_waiting(number, status=status)
        if verb == decide.LEAVE:
            outcome, cost[number] = queries(decide.leave, comments, by=lea)
        else:
            outcome, cost[number] = queries(decide.decide, comments, verb, by=lea, reason="Off topic")
        assert (len(outcome.done), outcome.refusals) == (number, [])
    assert cost[200] - cost[100] <= A_HUNDRED
    assert cost[500] - cost[200] <= 3 * A_HUNDRED
    assert cost[100] <= A_HUNDRED + ONCE


@pytest.mark.parametrize("verb", [Verb.TAKE_EDIT, Verb.REFUSE_EDIT])
def test_so_do_a_hundred_edits(verb, lea):
    cost = {}
    for number in (100, 200):
        comments = make_waiting(number, status="approved")
        Edit.objects.bulk_create(Edit(comment=row, body=f"Other words, {row.pk}.", was=row.body) for row in comments)
        outcome, cost[number] = queries(decide.decide, comments, verb, by=lea, reason="Off topic")
        assert len(outcome.done) == number
        assert not Edit.objects.waiting().exists()
        undone, cost[-number] = queries(decide.undo_batch, outcome.batch, by=lea)
        assert (len(undone.done), Edit.objects.waiting().count()) == (number, number)
        Edit.objects.all().delete()
    assert cost[200] - cost[100] <= A_HUNDRED
    assert cost[-200] - cost[-100] <= A_HUNDRED


def test_undoing_a_hundred_more_costs_the_same_few_queries(lea):
    cost = {}
    for number in (100, 200, 500):
        outcome = decide.decide(make_waiting(number), Verb.APPROVE, by=lea)
        undone, cost[number] = queries(decide.undo, outcome.done[0], by=lea)
        assert undone.sentence == f"{number} decisions undone."
    assert cost[200] - cost[100] <= A_HUNDRED
    assert cost[500] - cost[200] <= 3 * A_HUNDRED


def test_a_press_in_vain_costs_no_more(lea, tom):
    cost = {}
    for number in (100, 200):
        comments = make_waiting(number)
        decide.decide(
            Comment.objects.filter(pk__in=[row.pk for row in comments]).select_related("discussion"),
            Verb.MARK_SPAM,
            by=tom,
        )
        outcome, cost[number] = queries(decide.decide, comments, Verb.APPROVE, by=lea)
        assert len(outcome.refusals) == number
        again = list(Comment.objects.filter(pk__in=[row.pk for row in comments]).select_related("discussion"))
        outcome, cost[-number] = queries(decide.decide, again, Verb.APPROVE, by=lea)
        assert len(outcome.refusals) == number
    assert cost[200] - cost[100] <= A_HUNDRED
    assert cost[-200] - cost[-100] <= A_HUNDRED


def test_each_of_many_is_decided_for_itself(lea, tom):
    comments = make_waiting(200)
    theirs = [Comment.objects.get(pk=comments[number].pk) for number in (0, 120)]
    decide.decide(theirs, Verb.MARK_SPAM, by=tom)
    before = dict(Stamp.objects.values_list("key", "number"))
    outcome = decide.decide(comments, Verb.APPROVE, by=lea)
    assert outcome.sentence.startswith("198 approved, 2 already decided by tom, on ")
    decisions = Decision.objects.filter(verb="approve")
    assert {*decisions.values_list("batch", flat=True)} == {outcome.batch.pk}
    assert decisions.values("comment").distinct().count() == 198
    assert Comment.objects.filter(version=1, status="approved").count() == 198
    for discussion in Discussion.objects.all():
        assert discussion.approved_count == discussion.comments.approved().count()
        # Two hundred are two transactions.
        key = story_key(discussion.story_id)
        assert Stamp.objects.get(key=key).number - before[key] in (1, 2)
    assert not Report.objects.open().exists()
    settled = Report.objects.filter(decision__verb="approve")
    assert all(report.decision.comment_id == report.comment_id for report in settled.select_related("decision"))


def test_a_batch_of_many_is_undone_as_it_was_done(lea):
    before = {row.pk: row.status for row in make_waiting(200)}
    reported = Report.objects.open().count()
    outcome = decide.decide(Comment.objects.waiting().select_related("discussion"), Verb.APPROVE, by=lea)
    assert Notification.objects.waiting().filter(kind="decision").count() == 200
    newer = make_report(outcome.done[3].comment)
    decide.undo_batch(outcome.batch, by=lea)
    assert dict(Comment.objects.filter(pk__in=before).values_list("pk", "status")) == before
    assert not Notification.objects.waiting().exists()
    assert Report.objects.open().count() == reported
    assert Report.objects.open().filter(comment=newer.comment).get() == newer
    assert all(row.approved_count == row.comments.approved().count() for row in Discussion.objects.all())


def test_who_is_answered_in_the_same_press_is_told_of_it(lea):
    edition = publish_story()
    [root] = make_many(edition, 1, approved=False)
    [reply] = make_many(edition, 1, approved=False, to=root)
    Comment.objects.filter(pk=reply.pk).update(created_at=root.created_at + timedelta(seconds=1), commenter=None)
    Comment.objects.filter(pk=root.pk).update(wants_replies=True)
    Commenter.objects.update(verified_at=timezone.now())
    decide.decide(Comment.objects.select_related("discussion"), Verb.APPROVE, by=lea)
    assert Notification.objects.get().kind == "reply"


@pytest.mark.django_db(transaction=True)
def test_two_presses_on_the_same_hundreds_at_once_decide_each_comment_once(lea, tom):
    make_waiting(160)
    read = partial(Comment.objects.waiting().select_related, "discussion__story")
    mine, theirs = list(read()), list(read())[::-1]
    outcomes = at_once(
        lambda: decide.decide(mine, Verb.APPROVE, by=lea), lambda: decide.decide(theirs, Verb.MARK_SPAM, by=tom)
    )
    assert sum(len(outcome.done) for outcome in outcomes) == 160
    assert sum(len(outcome.refusals) for outcome in outcomes) == 160
    assert Decision.objects.count() == 160
    assert all(row.approved_count == row.comments.approved().count() for row in Discussion.objects.all())
