"""Several comments decided with one press: each for itself, and undone with one press."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from comments.models import Batch, Comment, Decision, Discussion, Reason, Report, Verb
from comments.moderation import decide
from tests.comments.factories import make_comment
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def lea():
    """Return a moderator."""
    return make_user("lea", groups=["Moderator"])


@pytest.fixture
def tom():
    """Return another."""
    return make_user("tom", groups=["Moderator"])


def make_pending(number=3, **fields):
    """Return comments that wait."""
    return [make_comment(status="pending", **fields) for _ in range(number)]


def statuses():
    """Return the state of each comment there is."""
    return sorted(Comment.objects.values_list("status", flat=True))


def test_one_press_makes_one_batch_and_a_decision_for_each(lea):
    outcome = decide.decide(make_pending(), Verb.APPROVE, by=lea)
    assert outcome.sentence == "3 approved."
    assert statuses() == ["approved"] * 3
    assert {decision.batch for decision in Decision.objects.all()} == {Batch.objects.get()}


def test_one_comment_alone_is_no_batch(lea):
    decide.decide(make_pending(1), Verb.APPROVE, by=lea)
    assert not Batch.objects.exists()


def test_whoever_was_first_stays_first_and_the_others_are_decided(lea, tom):
    comments = make_pending()
    decide.decide([Comment.objects.get(pk=comments[0].pk)], Verb.MARK_SPAM, by=tom)
    outcome = decide.decide(comments, Verb.APPROVE, by=lea)
    assert outcome.sentence.startswith("2 approved, 1 already decided by tom, on ")
    assert statuses() == ["approved", "approved", "spam"]


def test_a_press_in_vain_leaves_no_batch(lea, tom):
    comments = make_pending(2)
    for comment in Comment.objects.all():
        comment.approve(by=tom)
    assert not decide.decide(comments, Verb.APPROVE, by=lea).done
    assert not Batch.objects.exists()


def test_what_an_open_transaction_has_decided_survives_a_refusal(lea, tom):
    comments = make_pending(2)
    Comment.objects.get(pk=comments[1].pk).approve(by=tom)
    with transaction.atomic():
        decide.decide(comments, Verb.REJECT, by=lea, reason="Off topic")
    assert statuses() == ["approved", "rejected"]


def test_a_canned_reason_is_said_in_the_language_of_each_story(lea):
    comments = [make_comment(status="pending", edition=publish_story(language=language)) for language in ("fr", "en")]
    canned = Reason.objects.on_key(1)
    # What the moderator saw and left as it was, in whatever language, is the canned one.
    decide.decide(comments, Verb.REJECT, by=lea, canned=canned, reason=canned.text_en)
    said = {decision.comment.discussion.story.language: decision for decision in Decision.objects.all()}
    assert (said["fr"].reason, said["en"].reason) == (canned.text_fr, canned.text_en)
    assert {decision.canned for decision in said.values()} == {canned}


def test_an_edited_reason_is_said_as_it_was_edited(lea):
    canned = Reason.objects.on_key(2)
    decide.decide(make_pending(1), Verb.REJECT, by=lea, canned=canned, reason=" Not like this. ")
    decision = Decision.objects.get()
    assert (decision.reason, decision.canned) == ("Not like this.", canned)


def test_nothing_is_rejected_without_a_reason_and_spam_needs_none(lea):
    first, second = make_pending(2)
    assert decide.decide([first], Verb.REJECT, by=lea).sentence == "Give a reason for rejecting it."
    assert decide.decide([second], Verb.MARK_SPAM, by=lea).sentence == "1 marked as spam."


def test_a_batch_is_undone_with_one_press_and_each_undoing_is_a_decision(lea, tom):
    outcome = decide.decide(make_pending(), Verb.APPROVE, by=lea)
    undone = decide.undo_batch(outcome.batch, by=tom)
    assert undone.sentence == "3 decisions undone."
    assert statuses() == ["pending"] * 3
    assert Decision.objects.filter(verb=Verb.UNDO, by=tom, batch=undone.batch).count() == 3
    assert sum(Discussion.objects.values_list("approved_count", flat=True)) == 0


def test_what_was_decided_since_isnt_undone_with_its_batch(lea, tom):
    outcome = decide.decide(make_pending(), Verb.APPROVE, by=lea)
    Comment.objects.first().remove(by=tom)
    assert decide.undo_batch(outcome.batch, by=lea).sentence.startswith(
        "2 decisions undone, 1 already decided by tom, on "
    )
    assert statuses() == ["pending", "pending", "removed"]


def test_the_last_press_is_undone_then_the_one_before(lea, tom):
    batch, alone = make_pending(2), make_pending(1)
    decide.decide(batch, Verb.MARK_SPAM, by=lea)
    decide.decide(alone, Verb.APPROVE, by=lea)
    decide.decide(make_pending(1), Verb.APPROVE, by=tom)
    assert decide.undo_last(by=lea).sentence == "1 decision undone."
    assert statuses() == ["approved", "pending", "spam", "spam"]
    assert decide.undo_last(by=lea).sentence == "2 decisions undone."
    assert statuses() == ["approved", "pending", "pending", "pending"]
    assert decide.undo_last(by=lea).sentence == "Nothing selected."


def test_whoever_removed_a_comment_doesnt_put_it_back_and_is_told_why(lea, tom):
    comment = make_comment()
    decide.decide([comment], Verb.REMOVE, by=lea, reason="Insult")
    told = decide.decide([comment, *make_pending(1)], Verb.RESTORE, by=lea, reason="A mistake").sentence
    assert "You removed it yourself" in told
    assert decide.decide([comment], Verb.RESTORE, by=tom, reason="A mistake").sentence == "1 restored."


def test_words_are_masked_wherever_they_stand(lea):
    comment = make_comment(body="Call 06 12 34 or\n06 12 34, ask for Max.")
    decide.mask(comment, "06  12 34", by=lea)
    decide.mask(comment, "max", by=lea)
    assert Comment.objects.get().shown_body == "Call ████████ or\n████████, ask for ███."
    assert decide.mask(comment, "Moritz", by=lea).sentence == "These words aren’t in the comment: “Moritz”."
    assert decide.mask(comment, "  ", by=lea).sentence == "Select the words to mask first."


def test_a_decision_settles_the_reports_and_its_undoing_opens_them_again(lea):
    comment = make_comment()
    Report.objects.create(comment=comment, category="insult", ip_key="a")
    decision = decide.decide([comment], Verb.REMOVE, by=lea, reason="Insult").done[0]
    report = Report.objects.get()
    assert (report.settled_by, report.decision) == (lea, decision)
    decide.undo(decision, by=lea)
    assert list(Report.objects.open()) == [report]


def test_an_undoing_opens_no_report_beside_a_newer_one(lea):
    comment = make_comment()
    Report.objects.create(comment=comment, category="insult", ip_key="a")
    decision = decide.mask(comment, "there", by=lea).done[0]
    newer = Report.objects.create(comment=comment, category="hate", ip_key="a")
    decide.undo(decision, by=lea)
    assert list(Report.objects.open()) == [newer]


def test_leaving_a_reported_comment_settles_its_reports_and_changes_nothing_else(lea, tom):
    comment, changed = make_comment(), make_comment()
    for each in (comment, changed):
        Report.objects.create(comment=each, category="insult")
    Comment.objects.get(pk=changed.pk).pick(by=tom)
    outcome = decide.leave([comment, changed], by=lea)
    assert outcome.sentence.startswith("1 left unchanged (reports dismissed), 1 already decided by tom, on ")
    assert [report.comment for report in Report.objects.open()] == [changed]
    assert statuses() == ["approved", "approved"]


def test_a_removal_is_undone_for_ten_minutes(lea):
    at = timezone.now()
    decision = decide.decide([make_comment()], Verb.REMOVE, by=lea, at=at).done[0]
    assert not decide.undo(decision, by=lea, at=at + timedelta(minutes=11)).done
    assert decide.undo(decision, by=lea, at=at + timedelta(minutes=9)).done
