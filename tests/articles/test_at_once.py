"""Two people at once, with real threads: one outcome, one row, and the other is told who was first."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from articles.models import Edition, StoryAct
from articles.publish import AlreadyDone, publish, unschedule, withdraw
from articles.snapshot import record
from newsroom.models import Stamp
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db(transaction=True)

Kind = Edition.Kind


def at_once(*acts):
    """Run the acts at the same moment, each in a thread and connection of its own; return what each gave or raised."""
    outcomes, start = [None] * len(acts), threading.Barrier(len(acts))

    def run(place, act):
        start.wait()
        try:
            outcomes[place] = act()
        except AlreadyDone as refusal:
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
    return [outcome for outcome in outcomes if isinstance(outcome, AlreadyDone)]


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
