"""The table of moves, the verbs, and what each leaves in the log."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.utils import timezone

from comments.models import AlreadyDecided, Comment, Decision, NotAllowed, NotPermitted, Status, Verb
from comments.models.comment.transition import SLIP, undo
from comments.models.states import PUBLIC, WAITING
from comments.models.verbs import MOVES, UNDOABLE
from newsroom.cache.page_cache import story_key
from newsroom.models import Stamp
from tests.comments.factories import WAYS, act, make_comment
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

# These need something to work on: their tests stand where that is made.
ELSEWHERE = {Verb.UNPICK, Verb.UNMASK, Verb.EDIT, Verb.TAKE_EDIT, Verb.REFUSE_EDIT, Verb.ERASE, Verb.UNDO}
PAIRS = [(status, verb) for status in Status.values for verb in Verb if verb not in ELSEWHERE]


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
    # What readers have never seen changes no page.
    seen = done and stored.published_at is not None
    assert (Decision.objects.count(), stamp_of(comment)) == (before[0] + done, before[1] + seen)
    assert count_of(comment) == (stored.status in PUBLIC)


# Written down a second time: a table that is compared with itself allows anything.
WAYS_BACK = {"rejected": {"send_back"}, "spam": {"send_back"}, "removed": {"restore"}, "withdrawn": set()}


@pytest.mark.parametrize("status", WAYS_BACK)
def test_what_is_off_the_page_comes_back_one_way_alone_and_never_against_its_reader(status):
    taken = set()
    for verb in {verb for _status, verb in PAIRS}:
        with suppress(NotAllowed):
            act(make_comment(status=status), verb)
            taken.add(verb.value)
    assert taken == WAYS_BACK[status]


def test_each_verb_writes_who_what_when_and_why():
    by, at = make_user("lea"), timezone.now()
    comment = make_comment(status="pending")
    decision = comment.reject(by=by, reason="Off topic", at=at)
    stored = Decision.objects.get()
    assert stored == decision
    assert (stored.by, stored.decided_at, stored.reason) == (by, at, "Off topic")
    assert (stored.verb, stored.from_status, stored.to_status) == ("reject", "pending", "rejected")
    assert stored.version == comment.version == 1


def test_a_comment_withdrawn_by_its_reader_has_nobody_of_the_newsroom_behind_it():
    make_comment(status="withdrawn")
    assert Decision.objects.get().by is None


def test_a_verb_needs_somebody():
    comment = make_comment(status="pending")
    with pytest.raises(TypeError):
        comment.approve()
    with pytest.raises(NotPermitted):
        comment.approve(by=None)
    assert Comment.objects.get().status == "pending"


def test_of_two_moderators_the_second_is_told_who_was_first():
    comment = make_comment(status="pending")
    same = Comment.objects.get()
    lea = make_user("lea")
    comment.approve(by=lea)
    stamp = stamp_of(comment)
    with pytest.raises(AlreadyDecided, match="lea already decided, on ") as told:
        same.mark_spam(by=make_user("tom"))
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
    with pytest.raises(NotAllowed, match=r"lea already decided, on 5 January 2026, 10:02\xa0am: approved"):
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
    assert all(getattr(Comment, verb).alters_data for verb in Verb if hasattr(Comment, verb))
    assert Comment.objects.get().status == "pending"


def test_a_decision_that_fails_at_the_end_leaves_nothing_behind():
    comment = make_comment(status="pending")
    act(comment, "approve")
    act(comment, "send_back")
    taken = Decision.objects.create(
        comment=comment, by=make_user("lea"), verb="mark_spam", from_status="pending", to_status="spam", version=3
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        act(comment, "approve")
    assert Comment.objects.get().status == "pending"
    assert count_of(comment) == 0
    assert Decision.objects.latest("pk") == taken


class TestUndo:
    """An undoing is a decision of its own, and leads back to where the undone one was taken."""

    @pytest.mark.parametrize(
        ("status", "verb"), [(status, verb) for status, verb in MOVES if verb in UNDOABLE and verb not in ELSEWHERE]
    )
    def test_what_the_newsroom_did_can_be_undone(self, status, verb):
        comment = make_comment(status=status)
        before = {field: getattr(comment, field) for field in ("status", "masks", "picked_at", "held_at")}
        decision = act(comment, verb)
        undoing = undo(Decision.objects.get(pk=decision.pk), by=make_user("lea"))
        stored = Comment.objects.get()
        assert {field: getattr(stored, field) for field in before} == before
        assert (undoing.verb, undoing.undoes, undoing.by.username) == ("undo", decision, "lea")
        assert stored.version == comment.version + 1
        assert count_of(stored) == (status in PUBLIC)

    def test_what_has_been_decided_since_is_not_undone(self):
        comment = make_comment(status="pending")
        decision = act(comment, "approve")
        comment.send_back(by=make_user("lea"))
        with pytest.raises(AlreadyDecided, match="lea already decided"):
            undo(Decision.objects.get(pk=decision.pk), by=make_user("tom"))

    def test_nothing_is_undone_twice(self):
        decision = act(make_comment(status="pending"), "approve")
        undo(Decision.objects.get(pk=decision.pk), by=make_user("lea"))
        with pytest.raises(AlreadyDecided):
            undo(Decision.objects.get(pk=decision.pk), by=make_user("tom"))

    def test_what_a_reader_did_stays_done(self):
        decision = act(make_comment(status="pending"), "withdraw")
        with pytest.raises(NotAllowed, match="can’t be undone"):
            undo(decision, by=make_user("lea"))

    def test_a_removal_is_undone_while_it_may_be_a_slip(self):
        decision = act(make_comment(), "remove")
        with pytest.raises(NotAllowed, match="another moderator"):
            undo(decision, by=make_user("lea"), at=decision.decided_at + SLIP + timedelta(seconds=1))
        undo(Decision.objects.get(pk=decision.pk), by=make_user("lea"), at=decision.decided_at + SLIP)
        assert Comment.objects.get().status == "approved"


class TestPuttingBack:
    """Removed → approved again: for a reason, and by a second person."""

    def test_whoever_removed_it_does_not_put_it_back(self):
        comment = make_comment(status="removed", by=make_user("lea"))
        with pytest.raises(NotAllowed, match="another moderator"):
            comment.restore(by=make_user("lea"), reason="It was fair")
        comment.restore(by=make_user("tom"), reason="It was fair")
        assert Comment.objects.get().status == "approved"

    def test_it_needs_a_reason(self):
        with pytest.raises(NotAllowed, match="Give a reason"):
            make_comment(status="removed").restore(by=make_user("tom"), reason=" ")

    def test_the_database_wants_the_reasons_too(self):
        log = {"comment": make_comment(status="pending"), "by": make_user("tom"), "version": 1}
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(verb=Verb.REJECT, from_status="pending", to_status="rejected", **log)


class TestPicksAndMasks:
    """What changes in a comment that stays where it is."""

    def test_a_pick_is_taken_back(self):
        comment = make_comment()
        comment.pick(by=make_user("lea"))
        with pytest.raises(NotAllowed):
            comment.pick(by=make_user("lea"))
        comment.unpick(by=make_user("lea"))
        assert Comment.objects.get().picked_at is None
        with pytest.raises(NotAllowed):
            comment.unpick(by=make_user("lea"))

    def test_masked_words_are_blocks_to_readers_and_stay_in_the_comment(self):
        comment = make_comment(body="Call 01 23 45 for a boat")
        comment.mask(by=make_user("lea"), spans=[(5, 13)])
        stored = Comment.objects.get()
        assert stored.shown_body == "Call ████████ for a boat"
        assert stored.body == "Call 01 23 45 for a boat"
        stored.unmask(by=make_user("lea"))
        assert Comment.objects.get().shown_body == stored.body

    @pytest.mark.parametrize("spans", [[], [(3, 3)], [(-1, 4)], [(2, 9_000)]], ids=str)
    def test_what_is_no_place_in_the_text_is_not_masked(self, spans):
        with pytest.raises(NotAllowed, match="Select the words"):
            make_comment().mask(by=make_user("lea"), spans=spans)
