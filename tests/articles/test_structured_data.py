"""What a story's page tells machines (schema.org NewsArticle)."""

import json
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Byline, Contributor, Correction, Edition
from articles.publishing.corrections import Note
from tests.articles.pictures import make_shown, name_of, show_in_text, story_with
from tests.factories import make_contributor, make_image, make_section, make_story, publish_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
HOUR = timedelta(hours=1)
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON + 4 * HOUR, tick=False) as traveller:
        yield traveller


def told(client, edition):
    response = client.get(edition.path)
    assert response.status_code == 200
    (script,) = SCRIPT.findall(response.content.decode())
    return json.loads(script)


def leaves(data):
    if isinstance(data, dict | list):
        return [leaf for part in (data.values() if isinstance(data, dict) else data) for leaf in leaves(part)]
    return [data]


def test_a_story_is_told_as_a_news_article(client, settings):
    settings.SITE_NAME = "Le Quai"
    edition = publish_story(at=NOON, headline="Low water", standfirst="Nobody minded.", language="fr", slug="low")
    assert told(client, edition) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Low water",
        "description": "Nobody minded.",
        "datePublished": "2026-03-02T12:00:00+01:00",
        "dateModified": "2026-03-02T12:00:00+01:00",
        "author": [{"@type": "Person", "name": "Lena Corvest"}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "Le Quai", "url": "http://testserver/"},
        "inLanguage": "fr",
        "mainEntityOfPage": "http://testserver/2026/03/02/low/",
    }


def test_only_authors_are_told_as_authors_and_an_agency_is_no_person(client):
    story = make_story()
    agency = Contributor.objects.create(name="Agence Littoral", slug="littoral", kind=Contributor.Kind.AGENCY)
    Byline.objects.create(story=story, contributor=agency, position=1)
    Byline.objects.create(story=story, contributor=make_contributor("Ilan Mérou"), role="photographer", position=2)
    authors = told(client, publish_story(story, at=NOON))["author"]
    assert authors == [
        {"@type": "Person", "name": "Lena Corvest"},
        {"@type": "Organization", "name": "Agence Littoral"},
    ]


@pytest.mark.parametrize("role", ["photographer", "illustrator", "translator"])
def test_who_did_something_else_is_told_as_a_contributor(client, role):
    story = make_story()
    Byline.objects.create(story=story, contributor=make_contributor("Ilan Mérou"), role=role, position=2)
    found = told(client, publish_story(story, at=NOON))
    other = [{"@type": "Person", "name": "Ilan Mérou"}]
    assert [each["name"] for each in found["author"]] == ["Lena Corvest"]
    assert found["contributor"] == other
    assert found.get("translator") == (other if role == "translator" else None)


def test_a_picture_is_told_with_who_made_it_and_on_what_terms(client):
    image = make_shown(creator="Ilan Mérou", organisation="Agence Littoral", caption="The quay")
    image.credit.notice, image.credit.licence = "© 2026 Agence Littoral", "https://licence.example/by/4"
    image.credit.save()
    (picture,) = told(client, publish_story(at=NOON, lead_image=image))["image"]
    assert picture == {
        "@type": "ImageObject",
        "contentUrl": f"http://testserver/media/{name_of('whole', 'jpeg', 2400, image.pk)}",
        "width": 2400,
        "height": 1600,
        "caption": "The quay",
        "creditText": "Ilan Mérou | Agence Littoral",
        "creator": {"@type": "Person", "name": "Ilan Mérou"},
        "copyrightNotice": "© 2026 Agence Littoral",
        "license": "https://licence.example/by/4",
    }


def test_a_licence_without_address_is_a_work_with_a_name(client):
    image = make_shown()
    image.credit.licence = "Press use"
    image.credit.save()
    (picture,) = told(client, publish_story(at=NOON, lead_image=image))["image"]
    assert picture["license"] == {"@type": "CreativeWork", "name": "Press use"}


def test_until_there_are_renditions_the_master_is_told(client):
    image = make_image()
    (picture,) = told(client, publish_story(at=NOON, lead_image=image))["image"]
    assert (picture["contentUrl"], picture["width"]) == (f"http://testserver{image.file.url}", 64)


def test_each_picture_is_told_once_the_lead_first_with_the_caption_of_its_use(client):
    lead, other = make_shown(caption="Of the picture"), make_shown(caption="Of the other")
    story = show_in_text(story_with(lead, lead_caption="Of the lead"), other, lead, caption="Of the text")
    pictures = told(client, publish_story(story, at=NOON))["image"]
    assert [picture["caption"] for picture in pictures] == ["Of the lead", "Of the text"]


def test_corrections_are_told_and_move_the_date(client):
    story = publish_story(at=NOON).story
    story.headline = "High water"
    story.save()
    note = Note(Correction.Kind.CORRECTION, "At noon, not at one.")
    data = told(client, publish_story(story, at=NOON + HOUR, kind=Edition.Kind.CORRECTION, note=note))
    assert data["dateModified"] == "2026-03-02T13:00:00+01:00"
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "At noon, not at one.",
            "datePublished": "2026-03-02T13:00:00+01:00",
        }
    ]


def test_what_is_new_is_no_correction(client):
    story = publish_story(at=NOON).story
    story.headline = "High water"
    story.save()
    note = Note(Correction.Kind.UPDATE, "The mill has answered.")
    data = told(client, publish_story(story, at=NOON + HOUR, kind=Edition.Kind.UPDATE, note=note))
    assert "correction" not in data


def test_every_address_is_absolute_and_every_date_has_an_offset(client):
    data = told(client, publish_story(story_with(make_shown(), make_shown()), at=NOON))
    texts = [leaf for leaf in leaves(data) if isinstance(leaf, str)]
    assert not [text for text in texts if text.startswith("/")]
    assert all(datetime.fromisoformat(data[name]).tzinfo for name in ("datePublished", "dateModified"))


NASTY = "</script><script>alert(1)</script><!-- & \u2028\u2029"


def test_no_headline_ends_the_script(client):
    edition = publish_story(at=NOON, headline=NASTY, slug="nasty", section=make_section())
    page = client.get(edition.path).content.decode()
    assert "<script>" not in page
    assert "<!--" not in page
    (script,) = SCRIPT.findall(page)
    assert not set(script) & set("<>&\u2028\u2029")
    assert json.loads(script)["headline"] == NASTY.replace("\u2028\u2029", "  ")


def test_a_page_that_is_no_story_tells_no_article(client):
    publish_story(at=NOON)
    assert not SCRIPT.search(client.get("/").content.decode())
