"""What the site and a section lay down holds everywhere, from its very moment; and each change of it is logged."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.utils import timezone

from articles.models import Edition
from comments import policy as discussion_policy
from comments import threads
from comments.models import Comment, Discussion, ModerationPolicy, Policy, RuleChange
from comments.moderation import policies
from comments.posting import post
from newsroom.models import Stamp
from tests.comments.factories import make_comment, make_submission, send
from tests.factories import make_section, make_user, publish_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


def set_policy(section=None, **fields):
    """Lay something down for a section, or for the whole site, and return the policy."""
    policy = ModerationPolicy.objects.over(section and section.pk).filter(section=section).first()
    policy = policy or ModerationPolicy(section=section)
    for name, value in fields.items():
        setattr(policy, name, value)
    policies.set_policy(policy, by=make_user("chief"))
    return policy


def page_of(edition):
    """Return the first page of the discussion as readers see it now."""
    return threads.page(edition, at=timezone.now())


def test_the_story_decides_before_its_section_and_that_before_the_site():
    edition = publish_story()
    set_policy(policy=Policy.HIDDEN)
    assert page_of(edition).is_hidden
    set_policy(edition.section, policy=Policy.CLOSED)
    assert (page_of(edition).is_hidden, page_of(edition).is_open) == (False, False)
    Discussion.objects.of(edition.story).set_policy(by=make_user(), policy=Policy.POST)
    assert page_of(edition).is_open
    assert page_of(publish_story(section=make_section("Culture"))).is_hidden


LEVELS = [None, *Policy.values]


def test_the_query_says_of_every_combination_what_the_stance_says():
    told, expected = {}, {}
    edition = publish_story()
    for own, section, site in product(LEVELS, repeat=3):
        ModerationPolicy.objects.all().delete()
        Discussion.objects.all().delete()
        for at, policy in ((edition.section, section), (None, site)):
            if policy:
                ModerationPolicy.objects.create(section=at, policy=policy)
        discussion = own and Discussion.objects.create(story=edition.story, policy=own)
        key = (own, section, site)
        expected[key] = discussion_policy.stance(edition, discussion, at=NOON).is_hidden
        told[key] = not discussion_policy.shown(Edition.objects.all()).exists()
    assert told == expected
    assert set(expected.values()) == {True, False}


@pytest.mark.parametrize(
    ("own", "closes_after", "end"), [(2, 3, 2), (3, 2, 2), (2, None, 2), (None, 2, 2), (None, None, None)]
)
def test_a_discussion_closes_at_the_first_of_its_own_end_and_its_policy_s(own, closes_after, end):
    edition = publish_story(at=NOON)
    discussion = Discussion.objects.of(edition.story)
    closes_at = own and NOON + own * DAY
    if closes_at:
        discussion.set_policy(by=make_user(), policy=Policy.PRE, closes_at=closes_at, at=NOON)
    set_policy(policy=Policy.PRE, closes_after=closes_after)
    stance = discussion_policy.stance(edition, discussion, at=NOON)
    assert stance.closes_at == (end and NOON + end * DAY)
    assert stance.is_open(NOON + 2 * DAY - INSTANT)
    assert stance.is_open(NOON + 2 * DAY) is (end is None)


@pytest.mark.parametrize("has_comments", [False, True])
def test_a_page_with_policies_costs_two_queries(has_comments, django_assert_num_queries):
    edition = publish_story()
    set_policy(policy=Policy.POST)
    set_policy(edition.section, closes_after=30)
    if has_comments:
        root = make_comment(edition=edition)
    with django_assert_num_queries(2):
        page_of(edition)
    if has_comments:
        with django_assert_num_queries(2):
            threads.page(edition, at=timezone.now(), after=root.public_id)


@pytest.mark.parametrize("policy", [Policy.CLOSED, Policy.HIDDEN])
@pytest.mark.parametrize("is_sections", [False, True])
def test_nobody_posts_or_answers_where_the_house_has_closed(client, policy, is_sections):
    edition = publish_story()
    comment = make_comment(edition=edition)
    assert client.get(f"/comments/{comment.public_id}/reply/").status_code == 200
    set_policy(edition.section if is_sections else None, policy=policy)
    assert client.get(f"/comments/{comment.public_id}/reply/").status_code == 404
    assert send(client, edition.story_id).status_code == 403
    with pytest.raises(post.Closed):
        post.post(make_submission(story_id=edition.story_id))
    assert Comment.objects.count() == 1


def test_a_story_opens_again_by_itself_what_its_section_has_closed(client):
    edition = publish_story()
    set_policy(edition.section, policy=Policy.CLOSED)
    Discussion.objects.of(edition.story).set_policy(by=make_user(), policy=Policy.PRE)
    assert send(client, edition.story_id).status_code == 303


class TestTheMoment:
    """A page that a reader has a copy of is another one from the very moment at which the rules turn."""

    @pytest.fixture
    def clock(self):
        with time_machine.travel(NOON, tick=False) as clock:
            yield clock

    def tag(self, client, edition):
        return client.get(edition.path)["ETag"]

    def is_fresh(self, client, edition, tag):
        return client.get(edition.path, headers={"if-none-match": tag}).status_code == 304

    @pytest.mark.parametrize("has_row", [False, True])
    def test_closing_after_some_days(self, client, clock, has_row):
        edition = publish_story()
        if has_row:
            make_comment(edition=edition)
        set_policy(closes_after=3)
        clock.move_to(NOON + 3 * DAY - INSTANT, tick=False)
        tag = self.tag(client, edition)
        assert "Write a comment" in client.get(edition.path).text
        clock.move_to(NOON + 3 * DAY, tick=False)
        assert not self.is_fresh(client, edition, tag)
        assert "Comments on this story are closed." in client.get(edition.path).text
        assert send(client, edition.story_id).status_code == 403

    def test_a_story_that_is_published_after_the_policy_closes_in_its_own_time(self, client, clock):
        set_policy(closes_after=3)
        clock.move_to(NOON + DAY, tick=False)
        edition = publish_story()
        clock.move_to(NOON + 4 * DAY - INSTANT, tick=False)
        tag = self.tag(client, edition)
        clock.move_to(NOON + 4 * DAY, tick=False)
        assert not self.is_fresh(client, edition, tag)

    def test_a_fresh_copy_stays_so_within_the_day(self, client, clock):
        edition = publish_story()
        clock.move_to(NOON + DAY, tick=False)
        tag = self.tag(client, edition)
        clock.move_to(NOON + 2 * DAY - INSTANT, tick=False)
        assert self.is_fresh(client, edition, tag)

    def test_holding_everything_ends_and_no_page_turns_for_it_since_none_tells_it(self, client, clock):
        edition = publish_story()
        tag = self.tag(client, edition)
        set_policy(holds_until=NOON + DAY / 2)
        clock.move_to(NOON + DAY / 2 - INSTANT, tick=False)
        assert self.is_fresh(client, edition, tag)
        assert discussion_policy.stance(edition, None, at=timezone.now()).is_held
        clock.move_to(NOON + DAY / 2, tick=False)
        assert self.is_fresh(client, edition, tag)
        assert not discussion_policy.stance(edition, None, at=timezone.now()).is_held

    def test_a_change_of_the_rules(self, client, clock):
        edition = publish_story()
        tag = self.tag(client, edition)
        set_policy(edition.section, policy=Policy.CLOSED)
        assert not self.is_fresh(client, edition, tag)


def test_each_change_is_logged_with_who_what_and_when():
    section, lea = make_section(), make_user("lea")
    policy = ModerationPolicy(section=section, policy=Policy.POST)
    policies.set_policy(policy, by=lea, moderators=[make_user("tom")], at=NOON)
    policy.policy, policy.closes_after = Policy.CLOSED, 14
    policies.set_policy(policy, by=lea, moderators=[], at=NOON + DAY)
    last, first = RuleChange.objects.all()
    assert (first.verb, first.by, first.decided_at, first.policy) == ("create", lea, NOON, policy)
    assert first.changes == {"section": [None, section.pk], "policy": [None, "post"], "moderators": [None, ["tom"]]}
    assert (last.verb, last.about, last.decided_at) == ("change", "moderation policy: Port", NOON + DAY)
    assert last.changes == {"policy": ["post", "closed"], "closes_after": [None, 14], "moderators": [["tom"], []]}


def test_where_nothing_changes_nothing_is_logged_and_no_page_turns():
    policy = set_policy(policy=Policy.POST)
    before = list(Stamp.objects.values_list("key", "number"))
    assert policies.set_policy(policy, by=make_user("lea"), moderators=[]) is None
    assert RuleChange.objects.count() == 1
    assert list(Stamp.objects.values_list("key", "number")) == before
