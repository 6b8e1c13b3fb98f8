"""What is at the desk is found as people type it: accents, case, typography and markup stand in nobody's way."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Contributor, Embed, FactBox, ImageBlock, PullQuote, Section, Story, Tag
from tests.factories import add_text, make_contributor, make_image, make_section, make_story, make_user, publish_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def desk(client):
    client.force_login(make_user("root", superuser=True))
    return client


def listed(client, model, term):
    url = reverse(f"admin:articles_{model._meta.model_name}_changelist")
    return list(client.get(url, {"q": term}).context["cl"].result_list)


def offered(client, model, field, term):
    query = {"app_label": "articles", "model_name": model, "field_name": field, "term": term}
    return [found["text"] for found in client.get(reverse("admin:autocomplete"), query).json()["results"]]


HEADLINES = [
    ("Élodie Brac se souvient", "élodie"),
    ("Élodie Brac se souvient", "ELODIE"),
    ("Élodie Brac se souvient", "e\u0301lodie"),
    ("ÉLODIE SE SOUVIENT", "élodie"),
    ("E\u0301lodie se souvient", "Élodie"),
    ("Le the\u0301a\u0302tre ferme", "théâtre"),
    ("Le théâtre ferme", "theatre"),
    ("The theatre closes", "théâtre"),
    ("137\u00a0km/h sur le pont", '"137 km/h"'),
    ("137 km/h sur le pont", '"137\u202fkm/h"'),
    ("Orvane\u00a0: la marée", '"Orvane : la"'),
    ("Orvane\u00a0: la marée", '"Orvane: la"'),
    ("Orvane\u00a0: la marée", "«\u202fOrvane\u00a0: la\u202f»"),
    ("«\u202fJamais\u202f», dit-elle", '"jamais , dit-elle"'),
    ("L’eau d’Orvane", "l'eau d'Orvane"),
    ("L'eau d'Orvane", "l’eau d’orvane"),
    ("Au cœur de la ville", "coeur"),
    ("Au coeur de la ville", "cœur"),
    ("K\u0131l\u0131ç gagne", "kilic"),
    ("Rue de la Straße", "STRASSE"),
    ("Ligne Paris–Nice", "paris-nice"),
    ("Anti\u00adconstitutionnel", "anticonstitutionnel"),
    ("Hausse de 100\u00a0%", "100%"),
    ("Le fichier a_b", "a_b"),
]


@pytest.mark.parametrize(("headline", "term"), HEADLINES)
def test_a_story_is_found_as_it_is_typed(desk, headline, term):
    story = make_story(headline)
    make_story("Ailleurs, 100 axb km")
    assert listed(desk, Story, term) == [story]


@pytest.mark.parametrize(("headline", "term"), HEADLINES[:2] + HEADLINES[8:12])
def test_a_related_story_is_found_as_it_is_typed(desk, headline, term):
    make_story(headline)
    make_story("Ailleurs")
    assert offered(desk, "relatedstory", "story", term) == [headline]


def test_a_live_story_of_others_is_found_by_what_readers_see_of_it(client):
    story = publish_story(headline="Élodie se souvient").story
    story.headline = "Secrètement"
    story.save()
    client.force_login(make_user("lea", groups=["Journalist"]))
    assert offered(client, "relatedstory", "story", "elodie") == ["Élodie se souvient"]
    assert offered(client, "relatedstory", "story", "secretement") == []


@pytest.mark.parametrize("term", ["%", "_", "strong", "<", "amp", "nbsp", "href", "p>", "&nbsp;"])
def test_markup_and_wildcards_find_nothing(desk, term):
    make_story("Marée", html='<p>Un <strong>mot</strong> de&nbsp;R&amp;D, <a href="https://x.example/">là</a>.</p>')
    assert listed(desk, Story, term) == []


@pytest.mark.parametrize("term", ["Q&R", "1 < 2", "retour", "l'été d'Orvane", '"fin debut"'])
def test_a_body_is_found_by_its_words(desk, term):
    html = "<p>Q&amp;R sur 1 &lt; 2</p><p>Le re<strong>tour</strong> de l’été d’Orvane, fin</p><p>début</p>"
    story = make_story("Marée", html=html)
    assert listed(desk, Story, term) == [story]


def test_two_paragraphs_are_not_one_word(desk):
    make_story("Marée", html="<p>fin</p><p>début</p>")
    assert listed(desk, Story, "findebut") == []


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (FactBox, {"title": "Écluses", "html": "<p>x</p>"}),
        (FactBox, {"title": "x", "html": "<p>Les é&shy;cluses</p>"}),
        (PullQuote, {"quote": "Des écluses"}),
        (PullQuote, {"quote": "x", "attribution": "L’Écluse"}),
        (Embed, {"url": "https://x.example/", "title": "Écluses"}),
        (ImageBlock, {"caption": "E\u0301cluses"}),
    ],
)
def test_a_story_is_found_by_each_of_its_blocks(desk, model, fields):
    story = make_story("Marée")
    fields |= {"image": make_image()} if model is ImageBlock else {}
    model.objects.create(parent=story, region="body", ordering=30, **fields)
    assert listed(desk, Story, "ecluse") == [story]


def test_a_story_is_found_by_who_signs_it(desk):
    story = make_story()
    story.bylines.create(contributor=make_contributor("Tomáš Núñez"), position=1)
    assert listed(desk, Story, "tomas nunez") == [story]


@pytest.mark.parametrize("term", ["elodie", "Élodie", "e\u0301lodie"])
@pytest.mark.parametrize(
    ("model", "make"),
    [
        (Contributor, make_contributor),
        (Section, make_section),
        (Tag, lambda name: Tag.objects.create(name=name, slug="e")),
    ],
)
def test_who_and_what_is_filed_under_is_found(desk, model, make, term):
    row = make("Élodie")
    assert row in listed(desk, model, term)
    assert len(listed(desk, model, term)) == 1


@pytest.mark.parametrize(
    ("model", "field", "make"),
    [
        ("byline", "contributor", make_contributor),
        ("story", "tags", lambda name: Tag.objects.create(name=name, slug="e")),
        ("imageblock", "image", lambda name: make_image(caption=name)),
        ("story", "lead_image", lambda name: make_image(caption=name)),
    ],
)
def test_a_field_that_chooses_finds_it(desk, model, field, make):
    make("L’œuvre d’Élodie")
    assert offered(desk, model, field, "l'oeuvre elodie") == ["L’œuvre d’Élodie"]
    assert offered(desk, model, field, "_uvre") == []


@pytest.mark.parametrize("term", ["elodie", "coeur", '"137 km/h"', "agence d'ete", "ecluse brume"])
def test_a_picture_is_found_by_all_that_is_said_of_it(desk, term):
    fields = {"caption": "137\u00a0km/h", "alt": "Au cœur", "creator": "Élodie Brac", "organisation": "Agence d’Été"}
    image = make_image(**fields)
    image.keywords = ["Écluse", "Brume"]
    image.save()
    make_image(creator="Tom")
    assert listed(desk, type(image), term) == [image]


def test_keywords_are_no_json(desk):
    make_image()
    assert listed(desk, type(make_image()), "[") == []


def test_what_was_withdrawn_from_the_text_is_found_no_more(desk):
    story = make_story("Marée")
    block = add_text(story, "<p>Écluse</p>", ordering=20)
    block.html = "<p>Pont</p>"
    block.save()
    assert listed(desk, Story, "ecluse") == []
    assert listed(desk, Story, "pont") == [story]
    assert Story.objects.linkable_by(make_user("tom"), timezone.now()).count() == 1
