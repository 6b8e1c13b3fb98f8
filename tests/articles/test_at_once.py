"""Two people at once, with real threads: one outcome, one row, and the other is told who was first."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection, connections, transaction
from django.test import Client
from django.utils import timezone

from articles.images.describe import describe
from articles.models import Autosave, Correction, Credit, Edition, PreviewLink, Story, StoryAct
from articles.publishing.corrections import Note
from articles.publishing.holds import Held, hold
from articles.publishing.preview_links import revoke
from articles.publishing.publish import AlreadyDone, NotPublishable, Refused, publish, unschedule, withdraw
from articles.publishing.workflow import assign, move
from articles.revisions.snapshot import copy, record
from newsroom.models import Stamp
from tests.articles.links import address, share
from tests.factories import make_image, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db(transaction=True)

Kind = Edition.Kind


def at_once(*acts):
    """Run the acts at the same moment, each in a thread and connection of its own; return what each gave or raised."""
    outcomes, start = [None] * len(acts), threading.Barrier(len(acts))

    def run(place, act):
        start.wait()
        try:
            outcomes[place] = act()
        except Refused as refusal:
            outcomes[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def told(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Refused)]


@pytest.mark.parametrize("_round", range(3))
def test_of_four_who_publish_at_once_one_does_and_three_are_told(_round):
    story, people = make_story(), [make_user() for _person in range(4)]
    outcomes = at_once(*(lambda by=by: publish(story, by=by, kind=Kind.FIRST) for by in people))
    edition, act = Edition.objects.get(), StoryAct.objects.get()
    assert act.by == edition.published_by
    assert [refusal.by for refusal in told(outcomes)] == [edition.published_by] * 3


@pytest.mark.parametrize(
    ("verb", "logged"), [(withdraw, StoryAct.Verb.WITHDRAW), (unschedule, StoryAct.Verb.UNSCHEDULE)]
)
def test_of_two_who_take_a_story_back_at_once_one_does(verb, logged):
    later = timezone.now() + timedelta(days=1)
    story = publish_story(live_from=later if verb is unschedule else None).story
    outcomes = at_once(*(lambda by=by: verb(story, by=by) for by in (make_user(), make_user())))
    act = story.acts.get(verb=logged)
    assert [refusal.by for refusal in told(outcomes)] == [act.by]


def test_saves_at_once_are_revisions_with_numbers_of_their_own():
    story = make_story()

    def save(headline):
        copy = type(story).objects.get(pk=story.pk)
        type(story).objects.filter(pk=story.pk).update(headline=headline)
        return record(copy, by=None)

    at_once(*(lambda n=n: save(f"Version {n}") for n in range(6)))
    numbers = list(story.revisions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_stories_published_at_once_in_one_section_bump_its_stamp_once_each():
    stories, by = [make_story() for _story in range(6)], make_user()
    at_once(*(lambda story=story: publish(story, by=by, kind=Kind.FIRST) for story in stories))
    assert Stamp.objects.get(key="home").number == 6
    assert Edition.objects.live(timezone.now()).count() == 6


@pytest.mark.parametrize("_round", range(3))
def test_of_two_stories_with_one_picture_of_single_use_one_is_published(_round):
    image, by = make_image(), make_user()
    Credit.objects.filter(image=image).update(single_use=True)
    stories = [make_story(lead_image=image) for _story in range(4)]
    outcomes = at_once(*(lambda story=story: publish(story, by=by, kind=Kind.FIRST) for story in stories))
    assert [type(refusal) for refusal in told(outcomes)] == [NotPublishable] * 3
    assert Edition.objects.showing(image).count() == 1


@pytest.mark.postgres
def test_a_picture_is_described_while_somebody_publishes_the_story_that_shows_it():
    """Or each would wait for what the other holds: the one for the picture, the other for the story to log it in."""
    image, by = make_image(), make_user()
    story, outcomes = publish_story(lead_image=image).story, []

    def describe_():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                outcomes.append(describe(image, by=by, credit={}, alt="A blue square at dusk"))
        except OperationalError as error:
            outcomes.append(error)
        finally:
            connections.close_all()

    with transaction.atomic():
        Story.objects.locked(story.pk)
        other = threading.Thread(target=describe_)
        other.start()
        other.join()
    assert outcomes == [None], outcomes
    assert story.acts.filter(verb=StoryAct.Verb.PICTURE).count() == 1


def test_of_two_who_revoke_a_link_at_once_one_does():
    link = share()
    outcomes = at_once(*(lambda by=by: revoke(PreviewLink.objects.get(), by=by) for by in (make_user(), make_user())))
    act = StoryAct.objects.get(verb=StoryAct.Verb.REVOKE)
    link.refresh_from_db()
    assert [refusal.by for refusal in told(outcomes)] == [act.by] == [link.revoked_by]


def test_of_links_opened_at_once_every_use_is_counted():
    link = share()
    outcomes = at_once(*(lambda: Client().post(address(link)).status_code for _visitor in range(8)))
    link.refresh_from_db()
    assert (outcomes, link.uses) == ([200] * 8, 8)


def test_of_two_who_correct_at_once_readers_are_told_one_note():
    story = publish_story().story
    people = [make_user("Ann"), make_user("Bea")]
    note = Note(Correction.Kind.CORRECTION, "Four wheels, not three.")
    outcomes = at_once(*(lambda by=by: publish(story, by=by, kind=Kind.CORRECTION, note=note) for by in people))
    told_by = story.corrections.get().made_by
    act = story.acts.get(note=note.text)
    assert [refusal.by for refusal in told(outcomes)] == [told_by] == [act.by]


def test_of_two_who_move_a_story_at_once_one_does_and_the_other_is_told_of_the_first():
    story = make_story()
    people = [make_user("Ann"), make_user("Bea")]
    outcomes = at_once(*(lambda by=by: move(Story.objects.get(), "approve", by=by) for by in people))
    act = story.acts.get()
    assert [act.by.username in str(refusal) for refusal in told(outcomes)] == [True]


def test_of_two_who_assign_a_story_at_once_one_does_and_the_other_is_told_of_the_first():
    story, people = make_story(), [make_user("Ann"), make_user("Bea")]
    outcomes = at_once(*(lambda by=by: assign(Story.objects.get(), by, by=by, held_by=None) for by in people))
    act = story.acts.get()
    story.refresh_from_db()
    assert story.assigned_to == act.to
    assert [act.by.username in str(refusal) for refusal in told(outcomes)] == [True]


def test_a_hold_that_two_place_at_once_is_one_act():
    story = make_story()
    at_once(
        *(lambda by=by: hold(Story.objects.get(), Held(legal_hold=True), by=by) for by in (make_user(), make_user()))
    )
    assert story.acts.get().verb == StoryAct.Verb.HOLD


def test_a_hold_and_a_publication_at_once_leave_nothing_scheduled_under_the_hold():
    story, by, later = make_story(), make_user(), timezone.now() + timedelta(days=1)
    at_once(
        lambda: hold(Story.objects.get(), Held(legal_hold=True), by=by),
        lambda: publish(story, by=by, kind=Kind.FIRST, live_from=later),
    )
    assert not story.editions.scheduled(timezone.now()).exists()


def test_copies_made_at_once_are_stories_of_their_own_with_a_row_each():
    story = make_story()
    at_once(*(lambda by=by: copy(Story.objects.get(pk=story.pk), by=by) for by in (make_user(), make_user())))
    copies = Story.objects.exclude(pk=story.pk)
    assert [[act.verb for act in each.acts.all()] for each in copies] == [[StoryAct.Verb.COPY]] * 2
    assert len(set(copies.values_list("slug", flat=True))) == 2


@pytest.fixture
def waits_for(monkeypatch):
    """Return a function that lets the next act wait for a story's lock while another one is done, a second later."""

    def make_wait(clock, other):
        locked = Story.objects.locked

        def wait(pk):
            monkeypatch.setattr(Story.objects, "locked", locked)
            clock.shift(1)
            other()
            return locked(pk)

        monkeypatch.setattr(Story.objects, "locked", wait)

    return make_wait


def test_who_waited_for_another_to_withdraw_is_told_who_did(waits_for):
    story, lea, tom = publish_story().story, make_user("lea"), make_user("tom")
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False) as clock:
        waits_for(clock, lambda: withdraw(story, by=lea))
        with pytest.raises(AlreadyDone) as told:
            withdraw(story, by=tom)
    assert told.value.by == lea


def test_who_waited_for_another_to_publish_is_not_told_of_a_schedule(waits_for):
    story, lea, tom = make_story(), make_user("lea"), make_user("tom")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        waits_for(clock, lambda: publish(story, by=lea, kind=Kind.FIRST))
        with pytest.raises(AlreadyDone, match="has already published this text"):
            publish(story, by=tom, kind=Kind.FIRST)


@pytest.mark.parametrize("_round", range(3))
@pytest.mark.parametrize("is_there", [True, False])
def test_of_two_that_keep_one_form_at_once_the_words_typed_last_stay(_round, is_there):
    lea, now = make_user("lea", groups=["Journalist"]), timezone.now()

    def keep(words, seconds):
        at = now - timedelta(seconds=seconds)
        return lambda: Autosave.objects.keep([["headline", words]], key="a" * 22, by=lea, at=at)

    if is_there:
        keep("First", 60)()
    at_once(keep("Embargo and legal hold", 30), keep("Now", 0), keep("Just before", 1))
    assert Autosave.objects.unsaved().get().fields == [["headline", "Now"]]


@pytest.mark.parametrize("_round", range(3))
@pytest.mark.parametrize("is_there", [True, False])
def test_a_form_that_is_kept_and_saved_at_once_leaves_no_words(_round, is_there):
    lea = make_user("lea", groups=["Journalist"])

    def keep():
        return Autosave.objects.keep([["headline", "Low"]], key="a" * 22, by=lea, at=timezone.now())

    if is_there:
        keep()
    at_once(keep, lambda: Autosave.objects.forget_saved("a" * 22, by=lea), keep)
    assert not Autosave.objects.unsaved().exists()
