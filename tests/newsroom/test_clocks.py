"""Several machines, several clocks: an act by one that is five seconds ahead is seen at once, and nothing old stays."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Edition, Story
from articles.publishing.publish import AlreadyDone, publish, unschedule, withdraw
from articles.revisions.snapshot import record
from comments.models import Comment, Discussion, ModerationPolicy, Policy
from comments.moderation import policies
from comments.screening.submission import Sender
from newsroom.cache import page_cache
from tests.comments.factories import FROM_HERE, make_comment, send
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
AHEAD = NOON + timedelta(seconds=5)
LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def chief():
    return make_user("chief", superuser=True)


@pytest.fixture
def story():
    """Return a story that has been on the site since the morning, with one comment."""
    edition = publish_story(make_story("Low water"), at=NOON - timedelta(hours=3))
    make_comment(edition=edition, body="The sluice was open.", at=NOON - timedelta(hours=2))
    return edition.story


def ask(client, path, at, tag=""):
    """Return what a machine answers whose clock says this."""
    with time_machine.travel(at, tick=False):
        return client.get(path, headers={"if-none-match": tag} if tag else {})


def retitle(story, by):
    Story.objects.filter(pk=story.pk).update(headline="High water")
    story.refresh_from_db()
    record(story, by=by)
    publish(story, by=by, kind=Edition.Kind.UPDATE)


def set_policy(story, by):
    policies.set_policy(ModerationPolicy(section=story.section, policy=Policy.HIDDEN), by=by)


# What each act does, and a word of the story's page that it takes away.
ACTS = {
    "withdraw": (lambda story, by: withdraw(story, by=by), "Low water"),
    "update": (retitle, "Low water"),
    "hide": (lambda story, by: Discussion.objects.of(story).set_policy(by=by, policy=Policy.HIDDEN), "The sluice"),
    "close": (
        lambda story, by: Discussion.objects.of(story).set_policy(by=by, policy=Policy.CLOSED),
        "Write a comment",
    ),
    "policy": (set_policy, "The sluice"),
    "remove": (lambda story, by: Comment.objects.get().remove(by=by), "The sluice"),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("page", ["story", "home"])
def test_what_a_faster_clock_has_done_is_seen_by_a_slower_one_and_stays_done(client, chief, story, name, page):
    act, word = ACTS[name]
    path = story.editions.get().path if page == "story" else "/"
    before = ask(client, path, NOON)
    with time_machine.travel(AHEAD, tick=False):
        act(story, chief)
    # The machine that is behind, and the request whose clock was read just before the act.
    at_once = ask(client, path, NOON, tag=before["ETag"])
    later = ask(client, path, LATER, tag=at_once.get("ETag", ""))
    shown = ask(client, path, LATER)
    if page == "story":
        assert word in before.content.decode()
        assert word not in at_once.content.decode()
        assert at_once.status_code != 304
    # Nothing that was answered under the new tag differs from what is right a minute later.
    assert later.status_code == 304 or later.content == shown.content
    if at_once.status_code == 200:
        assert at_once.content == shown.content


def test_a_story_that_has_just_come_by_a_faster_clock_is_there_on_a_slower_one(client, chief):
    story = make_story("Low water")
    with time_machine.travel(AHEAD, tick=False):
        path = publish(story, by=chief, kind=Edition.Kind.FIRST).path
    assert ask(client, path, NOON).status_code == 200
    assert "Low water" in ask(client, "/", NOON).content.decode()
    assert "Low water" in ask(client, "/feed/", NOON).content.decode()
    assert ask(client, f"/comments/on/{story.pk}/feed/", NOON).status_code == 200
    with time_machine.travel(NOON, tick=False):
        assert send(client, story.pk).status_code == 303


def test_a_story_that_was_not_ever_public_has_no_address_for_a_slower_clock_either(client):
    scheduled = publish_story(make_story(), at=NOON, live_from=LATER)
    assert ask(client, scheduled.path, NOON).status_code == 404
    assert ask(client, scheduled.path, AHEAD).status_code == 404
    assert ask(client, scheduled.path, LATER).status_code == 200


def test_a_story_is_withdrawn_by_a_slower_clock_and_comes_back_in_the_order_of_the_acts(client, chief):
    story = make_story("Low water")
    with time_machine.travel(AHEAD, tick=False):
        path = publish(story, by=chief, kind=Edition.Kind.FIRST).path
    with time_machine.travel(NOON, tick=False):
        withdraw(story, by=chief, notice="It is taken back.")
    assert ask(client, path, NOON).status_code == ask(client, path, LATER).status_code == 410
    with time_machine.travel(NOON, tick=False):
        publish(story, by=chief, kind=Edition.Kind.RESTORED)
    assert ask(client, path, NOON).status_code == ask(client, path, LATER).status_code == 200


def test_what_is_live_by_a_clock_that_is_ahead_turns_when_a_slower_one_calls_it_off(client, chief):
    story = publish_story(make_story(), at=NOON - timedelta(hours=1), live_from=AHEAD).story
    path = story.editions.get().path
    there = ask(client, path, AHEAD)
    assert there.status_code == 200
    with time_machine.travel(AHEAD - timedelta(seconds=4), tick=False):
        unschedule(story, by=chief)
    assert ask(client, path, AHEAD, tag=there["ETag"]).status_code == 404
    assert "The tide mill" not in ask(client, "/", AHEAD).content.decode()


def test_the_second_of_two_who_withdraw_is_told_whatever_their_clocks_say(chief, story):
    with time_machine.travel(AHEAD, tick=False):
        withdraw(story, by=chief)
    with time_machine.travel(NOON, tick=False), pytest.raises(AlreadyDone):
        withdraw(story, by=chief)


def test_nothing_scheduled_is_shown_early_because_a_clock_is_two_hours_ahead(client, chief, story):
    scheduled = publish_story(make_story("Neap tide"), at=NOON, live_from=NOON + timedelta(hours=1))
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        retitle(story, chief)
    assert ask(client, scheduled.path, NOON).status_code == 404
    assert "Neap tide" not in ask(client, "/", NOON).content.decode()


def test_readers_aren_t_refused_for_comments_that_claim_to_come_from_the_future(client, story):
    """A clock was two hours ahead for a while, or comments were imported with wrong dates."""
    future, odile = NOON + timedelta(hours=2), {"address": "odile@example.org"}
    for _number in range(5):
        make_comment(edition=story.editions.get(), at=future, sender=Sender(ip="10.9.9.9"), **odile)
    headers = FROM_HERE | {"REMOTE_ADDR": "10.9.9.9"}
    with time_machine.travel(NOON, tick=False):
        assert send(client, story.pk, headers=headers, **odile).status_code == 303
    with time_machine.travel(future, tick=False):
        assert send(client, story.pk, headers=headers, **odile).status_code == 429


def test_the_skew_that_is_forgiven_is_more_than_five_seconds():
    assert page_cache.SKEW > AHEAD - NOON
