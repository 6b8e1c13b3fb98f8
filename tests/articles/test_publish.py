"""Publishing, scheduling, withdrawing: intervals that the clock flips."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import gate
from articles.models import Edition, PullQuote, Story, StoryAct, StoryPath
from articles.publishing.publish import AlreadyDone, NotPublishable, Refused, kinds_for, publish, unschedule, withdraw
from articles.revisions.snapshot import record
from tests.factories import add_text, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)
Kind = Edition.Kind


def change(story, *, by=None, **fields):
    for name, value in fields.items():
        setattr(story, name, value)
    story.save()
    add_text(story, f"<p>{fields or 'More'}</p>", ordering=20)
    record(story, by=by)


def live_headlines(at):
    return list(Edition.objects.live(at).values_list("headline", flat=True))


def test_a_published_story_is_live_from_that_moment_and_has_its_act():
    edition = publish_story(at=NOON, headline="Low water")
    assert live_headlines(NOON) == ["Low water"]
    assert live_headlines(NOON - HOUR) == []
    assert edition.path == "/2026/03/02/low-water/"
    assert [act.verb for act in edition.story.acts.all()] == [StoryAct.Verb.PUBLISH]


def test_a_change_of_the_working_copy_changes_nothing_for_readers():
    story = publish_story(at=NOON, headline="Low water").story
    change(story, headline="High water")
    assert live_headlines(NOON + HOUR) == ["Low water"]


def test_a_scheduled_story_goes_live_by_the_clock_alone():
    publish_story(at=NOON, live_from=NOON + HOUR, headline="At one")
    assert live_headlines(NOON + HOUR - timedelta(microseconds=1)) == []
    assert live_headlines(NOON + HOUR) == ["At one"]


def test_a_story_with_an_end_leaves_the_site_at_that_very_moment():
    publish_story(at=NOON, live_until=NOON + HOUR, headline="Until one")
    assert live_headlines(NOON + HOUR - timedelta(microseconds=1)) == ["Until one"]
    assert live_headlines(NOON + HOUR) == []


def test_a_scheduled_update_leaves_the_old_edition_until_then():
    story = publish_story(at=NOON, headline="Old").story
    change(story, headline="New")
    publish_story(story, at=NOON + HOUR, live_from=NOON + 2 * HOUR, kind=Kind.UPDATE)
    assert live_headlines(NOON + HOUR) == ["Old"]
    assert live_headlines(NOON + 2 * HOUR) == ["New"]


def test_unscheduling_an_update_gives_the_old_edition_its_own_end_back():
    story = publish_story(at=NOON, live_until=NOON + 9 * HOUR, headline="Old").story
    change(story, headline="New", slug="new-address")
    publish_story(story, at=NOON + HOUR, live_from=NOON + 2 * HOUR, kind=Kind.UPDATE)
    unschedule(story, by=make_user(), at=NOON + HOUR)
    assert live_headlines(NOON + 8 * HOUR) == ["Old"]
    assert live_headlines(NOON + 9 * HOUR) == []
    assert not StoryPath.objects.filter(path__contains="new-address").exists()


@pytest.mark.parametrize(("kind", "moved"), [(Kind.SILENT_FIX, False), (Kind.UPDATE, True), (Kind.CORRECTION, True)])
def test_only_updates_and_corrections_move_the_modified_date(kind, moved):
    story = publish_story(at=NOON).story
    change(story)
    edition = publish_story(story, at=NOON + HOUR, kind=kind)
    assert edition.modified_at == (NOON + HOUR if moved else None)
    assert edition.first_published_at == NOON


def test_a_silent_fix_keeps_the_date_of_the_update_before():
    story = publish_story(at=NOON).story
    change(story)
    publish_story(story, at=NOON + HOUR, kind=Kind.UPDATE)
    change(story)
    assert publish_story(story, at=NOON + 2 * HOUR, kind=Kind.SILENT_FIX).modified_at == NOON + HOUR


def test_a_withdrawn_story_can_come_back_at_its_old_address():
    edition = publish_story(at=NOON, headline="Low water")
    withdraw(edition.story, by=make_user(), notice="Gone for now.", at=NOON + HOUR)
    assert live_headlines(NOON + HOUR) == []
    assert kinds_for(edition.story, at=NOON + 2 * HOUR) == [Kind.RESTORED]
    back = publish_story(edition.story, at=NOON + 2 * HOUR)
    assert (back.path, back.kind, back.first_published_at) == (edition.path, Kind.RESTORED, NOON)


def test_withdrawing_calls_off_what_is_scheduled():
    story = publish_story(at=NOON).story
    change(story)
    publish_story(story, at=NOON, live_from=NOON + 2 * HOUR, kind=Kind.UPDATE)
    withdraw(story, by=make_user(), at=NOON + HOUR)
    assert live_headlines(NOON + 3 * HOUR) == []


def test_the_second_to_publish_the_same_text_is_told_who_was_first():
    lea = make_user("lea")
    story = publish_story(at=NOON, by=lea).story
    with pytest.raises(AlreadyDone, match="lea") as refusal:
        publish_story(story, at=NOON + HOUR, kind=Kind.UPDATE)
    assert (refusal.value.by, refusal.value.done_at) == (lea, NOON)
    assert story.editions.count() == story.acts.count() == 1


def test_nothing_is_published_over_a_scheduled_edition():
    story = publish_story(at=NOON, live_from=NOON + HOUR).story
    change(story)
    with pytest.raises(AlreadyDone, match="Unschedule it first"):
        publish_story(story, at=NOON, kind=Kind.FIRST)


def test_the_second_to_withdraw_is_told_who_was_first():
    story = publish_story(at=NOON).story
    withdraw(story, by=make_user("lea"), at=NOON + HOUR)
    with pytest.raises(AlreadyDone, match="lea has already withdrawn"):
        withdraw(story, by=make_user("tom"), at=NOON + 2 * HOUR)
    assert story.acts.filter(verb=StoryAct.Verb.WITHDRAW).count() == 1


def test_the_second_to_unschedule_is_told_who_was_first():
    story = publish_story(at=NOON, live_from=NOON + HOUR).story
    unschedule(story, by=make_user("lea"), at=NOON)
    with pytest.raises(AlreadyDone, match="lea has already unscheduled"):
        unschedule(story, by=make_user("tom"), at=NOON)


def test_a_story_that_was_called_off_before_its_moment_is_new_after_it():
    story = publish_story(at=NOON, live_from=NOON + HOUR).story
    unschedule(story, by=make_user(), at=NOON)
    assert kinds_for(story, at=NOON + 2 * HOUR) == [Kind.FIRST]


def test_what_was_never_public_can_be_neither_withdrawn_nor_unscheduled():
    story = make_story()
    with pytest.raises(Refused, match="nothing to withdraw"):
        withdraw(story, by=make_user())
    with pytest.raises(Refused, match="Nothing is scheduled"):
        unschedule(story, by=make_user())


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        ({"live_from": NOON - HOUR}, "This time has passed"),
        ({"live_until": NOON}, "The end comes before the start"),
        ({"live_from": NOON + HOUR, "live_until": NOON + HOUR}, "The end comes before the start"),
        ({"kind": Kind.UPDATE}, "has been published or withdrawn meanwhile"),
    ],
)
def test_an_interval_or_a_kind_that_will_not_do_is_refused(wishes, why):
    story = make_story()
    with pytest.raises(Refused, match=why):
        publish(story, by=make_user(), at=NOON, **({"kind": Kind.FIRST} | wishes))
    assert not story.editions.exists()
    assert not story.acts.exists()


def test_nobody_publishes_before_the_embargo_ends():
    story = make_story(embargo_until=NOON + HOUR)
    with pytest.raises(Refused, match="embargo"):
        publish(story, by=make_user(), at=NOON, kind=Kind.FIRST)
    assert publish(story, by=make_user(), at=NOON, live_from=NOON + HOUR, kind=Kind.FIRST)


def test_nobody_publishes_under_legal_hold():
    with pytest.raises(NotPublishable, match="legal hold"):
        publish(make_story(legal_hold=True), by=make_user(), at=NOON, kind=Kind.FIRST)


def test_an_address_that_another_story_has_had_is_refused():
    first = publish_story(at=NOON, headline="Low water").story
    change(first, slug="other")
    with pytest.raises(Refused, match="choose another slug"):
        publish_story(at=NOON + HOUR, headline="Low water")


def test_the_day_of_an_address_is_the_newsrooms():
    late = timezone.make_aware(timezone.datetime(2026, 3, 3, 0, 30))  # 23:30 UTC the day before
    assert publish_story(at=late, headline="Half past midnight").path == "/2026/03/03/half-past-midnight/"


def test_the_database_allows_one_open_ended_edition_a_story():
    edition = publish_story(at=NOON)
    edition.pk, edition.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save(force_insert=True)


def test_the_database_refuses_an_interval_that_runs_backwards():
    edition = publish_story(at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(live_until=NOON - HOUR)


@pytest.mark.parametrize("offset", [-2, -1, 0, 1, 2, 3, 4, 5])
def test_the_row_and_the_query_agree_on_live_and_scheduled(offset):
    at = NOON + offset * HOUR
    story = publish_story(at=NOON, live_from=NOON + HOUR, live_until=NOON + 3 * HOUR).story
    publish_story(at=NOON)
    unschedule(publish_story(at=NOON, live_from=NOON + 2 * HOUR).story, by=make_user(), at=NOON)
    assert story.editions.count() == 1
    for edition in Edition.objects.all():
        assert edition.is_live(at) == Edition.objects.live(at).filter(pk=edition.pk).exists()
        assert edition.is_scheduled(at) == Edition.objects.scheduled(at).filter(pk=edition.pk).exists()


def make_misquoting_story(**fields):
    """Return a story that only an override can publish, and the key of the gate's finding."""
    story = make_story(**fields)
    quote = PullQuote.objects.create(parent=story, region="body", ordering=20, quote="Nowhere in the text")
    record(story, by=None)
    return story, f"quote_verbatim-{quote.pk}"


def results(story):
    """Return {rule: result} of what the story's last act says of the gate, without what passed."""
    return {check["id"]: check["result"] for check in story.acts.first().checks if check["result"] != "passed"}


def test_every_check_of_the_gate_is_frozen_in_the_act():
    story = make_story(standfirst="After forty years.")
    publish(story, by=make_user(), at=NOON, kind=Kind.FIRST)
    assert [check["id"] for check in story.acts.get().checks] == [rule.id for rule in gate.RULES]
    assert results(story) == {"approval": "found"}
    Story.objects.filter(pk=story.pk).update(state=Story.State.APPROVED)
    assert results(story) == {"approval": "found"}


def test_a_scheduled_edition_freezes_its_checks_too():
    story = make_story(standfirst="After forty years.", state=Story.State.APPROVED)
    publish(story, by=make_user(), at=NOON, live_from=NOON + HOUR, kind=Kind.FIRST)
    assert (results(story), len(story.acts.get().checks)) == ({}, len(gate.RULES))


def test_an_editor_publishes_over_a_finding_with_a_reason_that_the_log_keeps():
    story, key = make_misquoting_story()
    with pytest.raises(NotPublishable, match="doesn’t match the text") as refusal:
        publish(story, by=make_user(groups=["Editor"]), at=NOON, kind=Kind.FIRST)
    assert [finding.key for finding in refusal.value.findings] == [key]
    publish(story, by=make_user(groups=["Editor"]), at=NOON, kind=Kind.FIRST, overrides={key: "Said on the phone."})
    (check,) = (check for check in story.acts.get().checks if check["result"] == "overridden")
    assert (check["id"], check["reason"]) == ("quote_verbatim", "Said on the phone.")


def test_an_override_without_reason_is_refused():
    story, key = make_misquoting_story()
    with pytest.raises(Refused, match="give a reason"):
        publish(story, by=make_user(groups=["Editor"]), at=NOON, kind=Kind.FIRST, overrides={key: " "})
    assert not story.acts.exists()


def test_an_override_by_somebody_who_may_not_is_refused():
    story, key = make_misquoting_story()
    sam = make_user(groups=())
    sam.user_permissions.add(Permission.objects.get(codename="publish_story"))
    with pytest.raises(Refused, match="You can’t override the checks"):
        publish(story, by=sam, at=NOON, kind=Kind.FIRST, overrides={key: "I say so."})
    assert not story.editions.exists()


def test_an_override_is_for_one_finding_and_never_for_its_neighbour():
    story, key = make_misquoting_story()
    other = PullQuote.objects.create(parent=story, region="body", ordering=30, quote="Nowhere either")
    record(story, by=None)
    with pytest.raises(NotPublishable, match="Nowhere either") as refusal:
        publish(story, by=make_user(groups=["Editor"]), at=NOON, kind=Kind.FIRST, overrides={key: "Said so."})
    assert [finding.subject for finding in refusal.value.findings] == [str(other.pk)]


@pytest.mark.parametrize("held", [{"legal_hold": True}, {"embargo_until": NOON + HOUR}])
def test_nobody_overrides_a_legal_hold_or_an_embargo(held):
    overrides = {"legal_hold": "I say so.", "embargo": "I say so."}
    with pytest.raises(NotPublishable):
        publish(make_story(**held), by=make_user(superuser=True), at=NOON, kind=Kind.FIRST, overrides=overrides)


def test_a_reason_for_what_is_no_longer_found_leaves_no_trace():
    story = make_story()
    publish(story, by=make_user(), at=NOON, kind=Kind.FIRST, overrides={"quote_verbatim-1": "Said on the phone."})
    assert "overridden" not in results(story).values()
