"""The gate warns of typography that the button would put right."""

import pytest
from django.utils import timezone

from articles import gate
from articles.models import FactBox, ImageBlock, PullQuote
from articles.revisions import snapshot
from tests.factories import make_image, make_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))


def said(story, **changes):
    found = gate.findings(story, snapshot.take(story) | changes, at=NOON)
    return [finding for finding in found if finding.id == "typography"]


def test_a_story_that_is_set_gets_no_warning():
    assert said(make_story("L’eau monte\u202f!", html="<p>«\u202fQuoi\u202f?\u202f»</p>", language="fr")) == []


def test_one_warning_says_how_many_places_and_shows_three():
    story = make_story("Quoi ? Non !", html="<p>L'eau</p><p>Il attend... longtemps</p><p>Fin !</p>", language="fr")
    (warning,) = said(story)
    assert not warning.blocks
    assert warning.sentence == (
        "Typography to correct in 4 places: “Quoi ? Non !”, “L'eau”, “attend... longtemps”. Press “Typography” "
        "above the text."
    )


def test_the_language_of_the_story_decides():
    story = make_story("Quoi\u202f?", html="<p>Fin.</p>", language="fr")
    assert said(story) == []
    assert "in 1 place:" in said(story, language="en")[0].sentence


@pytest.mark.parametrize("name", ["headline", "kicker", "standfirst", "lead_caption", "lead_alt"])
def test_what_stands_above_the_body_is_read(name):
    story = make_story()
    assert said(story) == []
    assert said(story, **{name: "It's"})


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (FactBox, {"title": "It's", "html": "<p>x</p>"}),
        (FactBox, {"title": "x", "html": "<p>It's</p>"}),
        (PullQuote, {"quote": "It's"}),
        (ImageBlock, {"caption": "It's"}),
        (ImageBlock, {"alt": "It's"}),
    ],
)
def test_every_block_with_words_is_read(model, fields):
    story = make_story()
    picture = {"image": make_image()} if model is ImageBlock else {}
    model.objects.create(parent=story, region="body", ordering=20, **fields, **picture)
    assert said(story)
