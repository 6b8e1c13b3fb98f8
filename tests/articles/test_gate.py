"""May this be published, and why not."""

import pytest

from articles import gate, snapshot
from articles.models import Image, ImageBlock, Story
from tests.factories import make_image, make_story

pytestmark = pytest.mark.django_db


def ids(story):
    return [finding.id for finding in gate.findings(story, snapshot.take(story))]


def test_a_complete_story_passes():
    assert ids(make_story()) == []


def test_an_empty_draft_is_told_everything_that_it_lacks_at_once():
    story = Story.objects.create(headline="Only a headline")
    assert ids(story) == ["slug", "section", "byline", "body"]


def test_legal_hold_stops_a_complete_story():
    assert ids(make_story(legal_hold=True)) == ["legal_hold"]


@pytest.mark.parametrize("place", ["lead", "body"])
@pytest.mark.parametrize(("picture", "missing"), [({"alt": " "}, ["alt"]), ({"creator": ""}, ["credit"]), ({}, [])])
def test_every_picture_has_an_alternative_text_and_a_credit(place, picture, missing):
    story = make_story()
    image = make_image(**picture)
    if place == "lead":
        story.lead_image = image
    else:
        ImageBlock.objects.create(parent=story, region="body", ordering=20, image=image)
    assert ids(story) == missing


def test_the_alternative_text_of_the_use_will_do():
    story = make_story(lead_image=make_image(alt=""), lead_alt="A quay")
    assert ids(story) == []


def test_a_picture_that_has_been_deleted_since_is_found():
    story = make_story()
    content = snapshot.take(story) | {"lead_image": 987_654}
    assert not Image.objects.exists()
    assert [finding.id for finding in gate.findings(story, content)] == ["picture"]
