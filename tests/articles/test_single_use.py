"""A picture that may be shown with one story only: whose it is, and what everybody else is told."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import gate
from articles.models import Credit, Edition
from articles.publishing.publish import NotPublishable, publish, unschedule, withdraw
from articles.revisions import snapshot
from articles.revisions.snapshot import record
from tests.articles.pictures import show_in_text, story_with
from tests.factories import make_image, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)
Kind = Edition.Kind


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON + HOUR, tick=False) as traveller:
        yield traveller


def limited(**fields):
    """Return a picture that may be shown with one story only."""
    image = make_image(**fields)
    Credit.objects.filter(image=image).update(single_use=True)
    return image


def found(story, *, at=NOON + HOUR):
    """Return what the gate says of pictures of single use."""
    findings = gate.findings(story, snapshot.take(story), at=at)
    return [finding for finding in findings if finding.id == "single_use"]


def told(story, **circumstances):
    (finding,) = found(story, **circumstances)
    return finding.sentence


@pytest.mark.parametrize("there", ["lead", "text"])
@pytest.mark.parametrize("here", ["lead", "text"])
def test_a_story_is_stopped_by_a_picture_that_another_one_shows(there, here):
    image = limited()
    publish_story(story_with(*{"lead": [image], "text": [None, image]}[there]), at=NOON)
    story = story_with(*{"lead": [image], "text": [None, image]}[here])
    (finding,) = found(story)
    assert (finding.blocks, finding.may_override, finding.subject) == (True, None, str(image.pk))
    with pytest.raises(NotPublishable):
        publish(story, by=make_user(superuser=True), kind=Kind.FIRST)


def test_a_picture_that_any_number_of_stories_may_show_stops_none():
    image = make_image()
    publish_story(at=NOON, lead_image=image)
    assert found(make_story(lead_image=image)) == []


def test_a_picture_without_credit_stops_no_story_for_its_use():
    image = make_image(creator="")
    assert found(make_story(lead_image=image)) == []


def test_the_first_story_is_not_stopped_however_often_it_shows_the_picture():
    image = limited()
    story = story_with(image, image)
    assert found(story) == []
    publish_story(story, at=NOON)
    assert found(story) == []


def test_a_picture_that_stands_in_drafts_only_is_nobodys_yet():
    image = limited()
    story_with(image)
    assert found(story_with(image)) == []


def test_of_two_stories_that_show_it_already_the_first_may_go_on():
    image = make_image()
    first = publish_story(at=NOON, lead_image=image).story
    second = publish_story(at=NOON + HOUR / 2, lead_image=image).story
    Credit.objects.filter(image=image).update(single_use=True)
    assert (len(found(first)), len(found(second))) == (0, 1)


def test_what_readers_saw_once_counts_though_the_picture_is_gone_from_the_story():
    image = limited()
    story = publish_story(at=NOON, lead_image=image).story
    story.lead_image = None
    story.save()
    publish_story(story, at=NOON + HOUR / 2)
    assert "another one uses it" in told(make_story(lead_image=image))


def test_a_story_that_was_withdrawn_has_had_the_picture():
    image = limited()
    withdraw(publish_story(at=NOON, lead_image=image).story, by=make_user(), at=NOON + HOUR)
    assert "another one uses it" in told(make_story(lead_image=image))


def test_a_story_that_is_scheduled_has_the_picture_until_it_is_called_off():
    image = limited()
    first = publish_story(at=NOON, live_from=NOON + 5 * HOUR, lead_image=image).story
    second = make_story(lead_image=image)
    assert len(found(second)) == 1
    unschedule(first, by=make_user())
    assert found(second) == []


def test_the_other_story_is_named_by_the_headline_that_readers_see():
    image = limited(caption="The quay")
    other = publish_story(at=NOON, headline="The tide mill turns", lead_image=image).story
    other.headline = "A headline that nobody has published"
    other.save()
    record(other, by=None)
    sentence = told(make_story(lead_image=image))
    assert "“The tide mill turns”" in sentence
    assert "“The quay”" in sentence
    assert "nobody has published" not in sentence


@pytest.mark.parametrize("at", [NOON + HOUR, NOON + 9 * HOUR], ids=["now", "later"])
def test_a_story_that_isnt_public_yet_is_not_named(at):
    image = limited()
    publish_story(at=NOON, live_from=NOON + 5 * HOUR, headline="A secret until five", lead_image=image)
    sentence = told(make_story(lead_image=image), at=at)
    assert "another one uses it" in sentence
    assert "secret" not in sentence


def test_each_picture_is_told_of_by_itself():
    one, two, free = limited(), limited(), make_image()
    publish_story(at=NOON, headline="The first", lead_image=one)
    publish_story(at=NOON, headline="The second", lead_image=two)
    sentences = {finding.subject: finding.sentence for finding in found(story_with(free, one, two))}
    assert set(sentences) == {str(one.pk), str(two.pk)}
    assert "The first" in sentences[str(one.pk)]
    assert "The second" in sentences[str(two.pk)]


@pytest.mark.parametrize("pictures", [1, 20])
def test_the_gate_costs_one_query_more_whatever_the_number_of_pictures(pictures, django_assert_num_queries):
    images = [limited() for _picture in range(pictures)]
    publish_story(show_in_text(make_story(), *images), at=NOON)
    content = snapshot.take(story := show_in_text(make_story(), *images))
    with django_assert_num_queries(2):
        assert len([each for each in gate.findings(story, content, at=NOON) if each.id == "single_use"]) == pictures
