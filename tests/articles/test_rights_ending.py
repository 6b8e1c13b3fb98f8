"""A story with a picture whose rights end within seven days is listed, to those who can do something about it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Credit, ImageBlock, Story
from articles.publishing.publish import withdraw
from articles.revisions.snapshot import record
from tests.factories import make_image, make_story, make_user, publish_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

DESK = reverse("admin:index")


def ending(*, days=3):
    image = make_image()
    Credit.objects.filter(image=image).update(usable_until=timezone.now() + timedelta(days=days))
    return image


def cards(client):
    return {card.key: card for card in client.get(DESK).context["front"]["cards"]}


def listed():
    return set(Story.objects.with_rights_ending(timezone.now()))


def test_a_story_is_listed_for_its_lead_its_text_and_what_readers_see():
    lead, text = make_story(lead_image=ending()), make_story()
    ImageBlock.objects.create(parent=text, region="body", ordering=20, image=ending(days=-1))
    live = publish_story(lead_image=ending()).story
    Story.objects.filter(pk=live.pk).update(lead_image=None)
    make_story(lead_image=ending(days=8))
    assert listed() == {lead, text, live}


def test_a_past_edition_lists_its_story_no_more(tom):
    story = publish_story(lead_image=ending(), at=timezone.now() - timedelta(days=1)).story
    story.lead_image = None
    story.save()
    record(story, by=tom)
    assert listed() == {story}
    withdraw(story, by=tom)
    assert listed() == set()


def test_a_story_with_several_such_pictures_is_listed_once_with_the_first_end():
    story = make_story(lead_image=ending(days=5))
    for place, days in enumerate((4, 2)):
        ImageBlock.objects.create(parent=story, region="body", ordering=20 + place, image=ending(days=days))
    [found] = Story.objects.with_rights_ending(timezone.now())
    assert found.rights_end_at < timezone.now() + timedelta(days=2)


def test_editors_see_the_list_when_there_is_any(client, tom):
    assert "rights" not in cards(client)
    story = make_story(lead_image=ending())
    assert [row[0] for row in cards(client)["rights"].rows] == [story]


def test_a_journalist_has_no_such_list(client):
    lea = make_user("lea", groups=["Journalist"])
    client.force_login(lea)
    make_story(lead_image=ending(), created_by=lea)
    assert "rights" not in cards(client)


def test_the_list_can_be_opened_in_full(client, tom):
    story = make_story(lead_image=ending())
    make_story()
    found = client.get(reverse("admin:articles_story_changelist"), {"desk": "rights"}).context["cl"].result_list
    assert list(found) == [story]
