"""A reader's second thoughts: for fifteen minutes, read by every check, and never past a moderator."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.publishing.publish import withdraw as withdraw_story
from comments.models import AlreadyDecided, Comment, Decision, Edit, NotAllowed, Status, Verb
from comments.models.comment import transition
from comments.posting import edit as edits_of
from tests.comments.factories import act, make_comment, make_edit
from tests.factories import make_user

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def verbs(comment):
    """Return what was done with the comment, in order."""
    return list(Decision.objects.filter(comment=comment).values_list("verb", flat=True))


def stored(comment):
    """Return the comment as the database has it."""
    return Comment.objects.get(pk=comment.pk)


def edit(comment, body="Other words.", *, after=MINUTE, **more):
    """Edit a comment so long after it was written."""
    return edits_of.edit(comment, body, at=comment.created_at + after, **more)


def test_an_edit_of_a_waiting_comment_is_taken_at_once():
    comment = make_comment(status="pending", body="Words.")
    row = edit(comment)
    assert (stored(comment).body, stored(comment).status) == ("Other words.", Status.PENDING)
    assert stored(comment).edited_at == comment.created_at + MINUTE
    assert (row.state, row.was, row.body) == (Edit.State.TAKEN, "Words.", "Other words.")
    assert verbs(comment) == [Verb.EDIT]


def test_an_edit_of_what_readers_see_waits_beside_it():
    comment = make_comment(body="Words.")
    row = edit(comment)
    assert (stored(comment).body, stored(comment).edited_at) == ("Words.", None)
    assert list(Edit.objects.waiting()) == [row]
    assert verbs(comment) == [Verb.APPROVE, Verb.EDIT]


def test_every_check_reads_the_new_words():
    comment = make_comment(status="pending")
    row = edit(comment, "See https://mill.example and https://tide.example")
    assert [(flag.name, flag.edit) for flag in comment.flags.all()] == [("links", row)]
    assert stored(comment).weight == row.flags.get().weight


def test_an_edit_makes_no_comment_lighter_than_it_came():
    comment = make_comment(status="pending")
    Comment.objects.update(weight=9)
    comment.refresh_from_db()
    edit(comment)
    assert stored(comment).weight == 9


@pytest.mark.parametrize(("after", "is_open"), [(15 * MINUTE - timedelta(microseconds=1), True), (15 * MINUTE, False)])
@pytest.mark.parametrize("status", ["pending", "approved"])
def test_the_sixteenth_minute_is_too_late(status, after, is_open):
    comment = make_comment(status=status)
    at = comment.created_at + after
    assert edits_of.is_open(comment, at=at) is is_open
    if is_open:
        edit(comment, after=after)
        edits_of.withdraw(comment, at=at)
        return
    with pytest.raises(edits_of.TooLate):
        edit(comment, after=after)
    with pytest.raises(edits_of.TooLate):
        edits_of.withdraw(comment, at=at)
    assert stored(comment).status == status
    assert not Edit.objects.exists()


@pytest.mark.parametrize("status", ["rejected", "spam", "removed", "withdrawn"])
def test_what_is_decided_stays(status):
    comment = make_comment(status=status)
    with pytest.raises(edits_of.Decided):
        edit(comment)
    with pytest.raises(edits_of.Decided):
        edits_of.withdraw(comment, at=comment.created_at)
    assert stored(comment).status == status


@pytest.mark.parametrize("status", ["pending", "approved"])
def test_the_same_words_are_no_edit(status):
    comment = make_comment(status=status, body="Words.")
    with pytest.raises(edits_of.Unchanged):
        edit(comment, "Words.")
    edit(comment, "Other words.")
    with pytest.raises(edits_of.Unchanged):
        edit(stored(comment), "Other words.", seen=0)
    assert comment.edits.count() == 1


def test_the_words_of_before_can_be_taken_up_again():
    comment = make_comment(body="Words.")
    edit(comment)
    assert edit(stored(comment), "Words.").state == Edit.State.WAITING


def test_a_newer_edit_overtakes_one_that_waits():
    comment = make_comment()
    first = edit(comment, "First.")
    second = edit(comment, "Second.")
    assert list(Edit.objects.waiting()) == [second]
    first.refresh_from_db()
    assert first.state == Edit.State.OVERTAKEN


def test_a_second_tab_is_told_of_the_first():
    comment = make_comment(status="pending")
    edit(comment, "From the first tab.", seen=0)
    with pytest.raises(edits_of.Meanwhile):
        edit(stored(comment), "From the second.", seen=0)
    assert stored(comment).body == "From the first tab."
    edit(stored(comment), "From the second.", seen=1)
    assert stored(comment).body == "From the second."


def test_of_an_edit_and_a_decision_at_the_same_moment_one_is_told():
    reader = make_comment(status="pending")
    stored(reader).hold(by=make_user())
    with pytest.raises(edits_of.Meanwhile):
        edit(reader)
    assert not Edit.objects.exists()
    reader, moderator = stored(reader), stored(reader)
    edit(reader)
    with pytest.raises(AlreadyDecided):
        moderator.approve(by=make_user())
    assert stored(reader).status == Status.PENDING


def test_a_comment_has_so_many_edits_and_no_more():
    comment = make_comment(status="pending")
    for number in range(edits_of.MOST):
        edit(comment, f"Words {number}.")
    with pytest.raises(edits_of.TooOften):
        edit(comment)


def test_under_a_story_that_is_gone_a_comment_can_only_be_withdrawn():
    comment = make_comment()
    withdraw_story(comment.discussion.story, by=make_user())
    with pytest.raises(edits_of.StoryGone):
        edit(comment, after=MINUTE * 14)
    edits_of.withdraw(comment, at=comment.created_at + MINUTE)
    assert stored(comment).status == Status.WITHDRAWN


def test_an_approved_edit_stands_on_the_page_with_the_moment_it_was_written():
    comment = make_comment(body="Words.")
    row = make_edit(comment, "Other words.")
    decision = edits_of.take(row, by=make_user("lea"))
    assert (decision.verb, decision.by.username) == (Verb.TAKE_EDIT, "lea")
    assert (stored(comment).body, stored(comment).edited_at) == ("Other words.", row.created_at)
    assert not Edit.objects.waiting()


def test_a_refused_edit_leaves_the_words():
    comment = make_comment(body="Words.")
    row = make_edit(comment)
    with pytest.raises(NotAllowed):
        edits_of.refuse(row, by=make_user(), reason=" ")
    decision = edits_of.refuse(row, by=make_user(), reason="It says something else now.")
    assert (decision.verb, decision.reason) == (Verb.REFUSE_EDIT, "It says something else now.")
    assert stored(comment).body == "Words."
    assert Edit.objects.get().state == Edit.State.REFUSED


def test_two_moderators_decide_one_edit_once():
    row = make_edit(make_comment())
    other = Edit.objects.get(pk=row.pk)
    other.comment  # noqa: B018 -- read before the first decides
    edits_of.take(row, by=make_user("lea"))
    for late in (other, Edit.objects.get(pk=row.pk)):
        with pytest.raises(AlreadyDecided, match="lea"):
            edits_of.refuse(late, by=make_user("tom"), reason="No.")
    assert Edit.objects.get().state == Edit.State.TAKEN


def test_an_edit_that_was_overtaken_can_not_be_taken():
    comment = make_comment(body="Words.")
    first = make_edit(comment, "First.")
    make_edit(comment, "Second.")
    with pytest.raises(AlreadyDecided):
        edits_of.take(Edit.objects.get(pk=first.pk), by=make_user())
    assert stored(comment).body == "Words."


@pytest.mark.parametrize("verb", ["take", "refuse"])
def test_undoing_lets_the_edit_wait_again(verb):
    comment = make_comment(body="Words.")
    row = make_edit(comment, "Other words.")
    lea = make_user("lea")
    decision = edits_of.take(row, by=lea) if verb == "take" else edits_of.refuse(row, by=lea, reason="No.")
    transition.undo(decision, by=lea)
    assert (stored(comment).body, stored(comment).edited_at) == ("Words.", None)
    assert list(Edit.objects.waiting()) == [row]


def test_an_edit_of_what_was_taken_down_waits_for_nothing_until_it_is_put_back():
    comment = make_comment()
    row = make_edit(comment)
    act(comment, "remove")
    assert not Edit.objects.waiting()
    act(comment, "restore")
    assert list(Edit.objects.waiting()) == [row]


def test_what_is_masked_stays_masked_in_the_new_words():
    comment = make_comment(body="Call Odile at 5550.")
    comment.mask(by=make_user(), spans=[(14, 18)])
    edits_of.take(make_edit(comment, "Please: 5550, that is 5550."), by=make_user())
    assert stored(comment).shown_body == "Please: ████, that is ████."


def test_what_an_eraser_took_can_not_be_edited():
    comment = make_comment(status="pending")
    Comment.objects.update(commenter=None)
    with pytest.raises(edits_of.Decided):
        edit(stored(comment))
    assert not edits_of.is_open(stored(comment), at=timezone.now())
