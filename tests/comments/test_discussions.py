"""Opening, closing and hiding a discussion."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import policy as discussion_policy
from comments.models import AlreadyDecided, Discussion, DiscussionAct, NotAllowed, Policy
from newsroom.cache.page_cache import story_key
from newsroom.models import Flip, Stamp
from tests.comments.factories import make_comment
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db


def make_discussion():
    """Return the discussion of a new live story."""
    return Discussion.objects.of(publish_story().story)


def stamp_of(discussion):
    """Return the number of the stamp of the story's page."""
    return Stamp.objects.get(key=story_key(discussion.story_id)).number


def test_a_discussion_is_made_once():
    discussion = make_discussion()
    assert Discussion.objects.of(discussion.story) == discussion
    assert discussion.is_open(timezone.now())


def test_a_change_of_policy_is_logged_and_bumps_the_page():
    discussion, lea, at = make_discussion(), make_user("lea"), timezone.now()
    before = stamp_of(discussion)
    discussion.set_policy(by=lea, policy=Policy.CLOSED, at=at)
    act = DiscussionAct.objects.get()
    assert (act.by, act.from_policy, act.to_policy, act.decided_at) == (lea, "inherit", "closed", at)
    assert Discussion.objects.get().policy == discussion.policy == "closed"
    assert stamp_of(discussion) == before + 1


def test_a_closing_time_is_a_flip_of_the_clock():
    discussion = make_discussion()
    closes_at = timezone.now() + timedelta(days=3)
    discussion.set_policy(by=make_user(), policy=Policy.PRE, closes_at=closes_at)
    assert Flip.objects.filter(key=story_key(discussion.story_id), flips_at=closes_at).exists()
    assert discussion.is_open(closes_at - timedelta(seconds=1))
    assert not discussion.is_open(closes_at)


def test_what_is_so_already_is_not_done_again():
    discussion = make_discussion()
    with pytest.raises(NotAllowed, match="The discussion is already"):
        discussion.set_policy(by=make_user(), policy=Policy.INHERIT)
    discussion.set_policy(by=make_user("lea"), policy=Policy.CLOSED)
    before = stamp_of(discussion)
    with pytest.raises(NotAllowed, match="lea has already done that"):
        discussion.set_policy(by=make_user("tom"), policy=Policy.CLOSED)
    assert DiscussionAct.objects.count() == 1
    assert stamp_of(discussion) == before


def test_of_two_the_second_is_told_who_was_first():
    discussion = make_discussion()
    same = Discussion.objects.get()
    discussion.set_policy(by=make_user("lea"), policy=Policy.CLOSED)
    with pytest.raises(AlreadyDecided, match="lea already decided"):
        same.set_policy(by=make_user("tom"), policy=Policy.HIDDEN)
    assert Discussion.objects.get().policy == "closed"
    assert DiscussionAct.objects.count() == 1


@pytest.mark.parametrize("policy", Policy.values)
def test_only_an_open_policy_is_open_and_only_a_hidden_one_hidden(policy):
    discussion = Discussion(policy=policy)
    assert discussion.is_open(timezone.now()) == (policy in {"inherit", "pre", "post"})
    assert discussion.is_hidden == (policy == "hidden")


def test_the_discussion_of_a_new_story_can_be_closed_before_anybody_writes():
    edition = publish_story()
    make_story()
    publish_story(live_from=timezone.now() + timedelta(hours=1))
    make_comment()
    assert discussion_policy.create_discussions(timezone.now()) == 1
    discussion = Discussion.objects.get(story=edition.story)
    discussion.set_policy(by=make_user(), policy=Policy.CLOSED)
    assert not discussion_policy.stance(edition, discussion, at=timezone.now()).is_open(timezone.now())
    assert discussion_policy.create_discussions(timezone.now()) == 0
