"""The table of moves, the verbs, and what each leaves in the log."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.utils import timezone

from comments.models import AlreadyDecided, Comment, Decision, NotAllowed, Status, Verb
from comments.models.states import MOVES, PUBLIC, WAITING
from newsroom.models import Stamp
from newsroom.pagecache import story_key
from tests.comments.factories import WAYS, act, make_comment
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

PAIRS = [(status, verb) for status in Status.values for verb in Verb.values]


def count_of(comment):
    """Return the stored count of the comment's discussion."""
    comment.discussion.refresh_from_db()
    return comment.discussion.approved_count


def stamp_of(comment):
    """Return the number of the stamp of the comment's page."""
    return Stamp.objects.get(key=story_key(comment.discussion.story_id)).number


def test_every_state_can_be_reached():
    assert set(WAYS) == set(Status.values)
    assert {*MOVES.values(), Status.PENDING} == set(Status)


@pytest.mark.parametrize(("status", "verb"), PAIRS)
def test_a_verb_does_what_the_table_says_and_nothing_else(status, verb):
    comment = make_comment(status=status)
    before = (Decision.objects.count(), stamp_of(comment))
    to = MOVES.get((status, verb))
    if to is None:
        with pytest.raises(NotAllowed):
            act(comment, verb)
    else:
        act(comment, verb)
    stored = Comment.objects.get(pk=comment.pk)
    assert stored.status == comment.status == (to or status)
    done = to is not None
    assert (Decision.objects.count(), stamp_of(comment)) == (before[0] + done, before[1] + done)
    assert count_of(comment) == (stored.status in PUBLIC)


def test_each_verb_writes_who_what_when_and_why():
    by, at = make_user("lea"), timezone.now()
    comment = make_comment(status="pending")
    decision = comment.reject(by=by, reason="Off the subject", at=at)
    stored = Decision.objects.get()
    assert stored == decision
    assert (stored.by, stored.decided_at, stored.reason) == (by, at, "Off the subject")
    assert (stored.verb, stored.from_status, stored.to_status) == ("reject", "pending", "rejected")
    assert stored.version == comment.version == 1


def test_a_comment_withdrawn_by_its_reader_has_nobody_of_the_newsroom_behind_it():
    make_comment(status="withdrawn")
    assert Decision.objects.get().by is None


def test_a_verb_needs_somebody():
    comment = make_comment(status="pending")
    with pytest.raises(TypeError):
        comment.approve()
    with pytest.raises(IntegrityError), transaction.atomic():
        comment.approve(by=None)
    assert Comment.objects.get().status == "pending"


def test_of_two_moderators_the_second_is_told_who_was_first():
    comment = make_comment(status="pending")
    same = Comment.objects.get()
    lea = make_user("lea")
    comment.approve(by=lea)
    stamp = stamp_of(comment)
    with pytest.raises(AlreadyDecided, match="lea was first, on ") as told:
        same.reject(by=make_user("tom"))
    assert told.value.decision.by == lea
    assert Comment.objects.get().status == "approved"
    assert Decision.objects.count() == 1
    assert (count_of(comment), stamp_of(comment)) == (1, stamp)


def test_the_count_moves_from_what_is_stored_and_not_from_what_was_read():
    edition = publish_story()
    for _ in range(3):
        make_comment(edition=edition, status="pending")
    for comment in list(Comment.objects.select_related("discussion")):
        act(comment, "approve")
    assert count_of(comment) == 3


def test_a_comment_that_came_back_to_the_same_state_is_not_the_one_that_was_looked_at():
    comment = make_comment(status="pending")
    seen = Comment.objects.get()
    act(comment, "approve")
    act(comment, "send_back")
    with pytest.raises(AlreadyDecided):
        act(seen, "approve")


def test_who_was_first_is_said_in_local_time(settings):
    settings.TIME_ZONE = "Europe/Paris"
    at = datetime(2026, 1, 5, 9, 2, tzinfo=UTC)
    comment = make_comment(status="approved", by=make_user("lea"))
    Decision.objects.update(decided_at=at)
    with pytest.raises(NotAllowed, match=r"lea was first, on Jan\. 5, 2026, 10:02 a\.m\.: approved"):
        act(comment, "approve")


def test_the_first_moment_of_publication_stays():
    comment = make_comment(status="approved")
    first = comment.published_at
    act(comment, "send_back")
    act(comment, "approve")
    assert Comment.objects.get().published_at == comment.published_at == first


def test_the_query_and_the_property_agree_on_what_is_approved():
    for status in Status.values:
        make_comment(status=status)
    assert {c.pk for c in Comment.objects.approved()} == {c.pk for c in Comment.objects.all() if c.is_approved}
    assert [c.status for c in Comment.objects.waiting()] == list(WAITING)


def test_a_template_can_not_press_a_button():
    comment = make_comment(status="pending")
    Template("{{ c.approve }}{{ c.withdraw }}{{ c.discussion.set_policy }}").render(Context({"c": comment}))
    assert all(getattr(Comment, verb).alters_data for verb in Verb.values)
    assert Comment.objects.get().status == "pending"


def test_a_decision_that_fails_at_the_end_leaves_nothing_behind():
    comment = make_comment(status="pending")
    act(comment, "approve")
    act(comment, "send_back")
    taken = Decision.objects.create(
        comment=comment, by=make_user("lea"), verb="reject", from_status="pending", to_status="rejected", version=3
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        act(comment, "approve")
    assert Comment.objects.get().status == "pending"
    assert count_of(comment) == 0
    assert Decision.objects.latest("pk") == taken
