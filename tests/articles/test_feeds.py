"""The feeds of stories: what readers see, when they see it, with the credit of its picture and its corrections."""

from datetime import timedelta

import pytest
from defusedxml.ElementTree import fromstring
from django.urls import reverse
from django.utils import timezone

from articles.models import Byline, Correction, Credit, Edition
from articles.publishing.corrections import Note
from articles.publishing.publish import withdraw
from tests.factories import make_contributor, make_image, make_section, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = reverse("articles:feed")


def read(client, path=FEED):
    """Return the entries of a feed: {headline: its text}."""
    answer = client.get(path)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return {
        entry.findtext("a:title", namespaces=ATOM): entry.findtext("a:summary", namespaces=ATOM)
        for entry in fromstring(answer.content).iterfind("a:entry", ATOM)
    }


def test_readers_programs_get_what_readers_see_the_latest_first(client):
    publish_story(headline="The first", at=timezone.now() - timedelta(hours=2), standfirst="So it <began>.")
    publish_story(headline="The second")
    make_story("A draft")
    publish_story(headline="To come", live_from=timezone.now() + timedelta(hours=1))
    withdraw(publish_story(headline="Gone").story, by=make_user())
    assert list(read(client)) == ["The second", "The first"]
    assert "<p>So it &lt;began&gt;.</p>" in read(client)["The first"]


def test_a_sections_feed_has_its_own_stories_alone(client):
    publish_story(headline="At sea", section=make_section("Sea"))
    publish_story(headline="On land", section=make_section("Land"))
    assert list(read(client, reverse("articles:section_feed", args=["sea"]))) == ["At sea"]
    assert client.get(reverse("articles:section_feed", args=["moon"])).status_code == 404


def test_a_picture_travels_with_its_credit_until_its_rights_end(client, time_machine):
    image = make_image(alt="A boat", creator="Lena Corvest")
    Credit.objects.filter(image=image).update(usable_until=timezone.now() + timedelta(days=1))
    edition = publish_story(lead_image=image)
    shown = read(client)[edition.headline]
    assert f'src="http://testserver{image.file.url}"' in shown
    assert 'alt="A boat"' in shown
    assert "Lena Corvest" in shown
    time_machine.move_to(timezone.now() + timedelta(days=1))
    shown = read(client)[edition.headline]
    assert "<img" not in shown
    assert "Lena Corvest" not in shown


def test_a_correction_goes_with_the_story_and_moves_its_date(client):
    story = publish_story(headline="Low water").story
    note = Note(Correction.Kind.CORRECTION, "The tide came at <noon>.")
    publish_story(story, kind=Edition.Kind.CORRECTION, note=note)
    assert "The tide came at &lt;noon&gt;." in read(client)["Low water"]
    entry = fromstring(client.get(FEED).content).find("a:entry", ATOM)
    assert entry.findtext("a:updated", namespaces=ATOM) > entry.findtext("a:published", namespaces=ATOM)


def test_a_storys_number_stays_its_own_when_its_address_changes(client):
    edition = publish_story(headline="Low water")
    entry = fromstring(client.get(FEED).content).find("a:entry", ATOM)
    day = f"{edition.first_published_at:%Y-%m-%d}"
    assert entry.findtext("a:id", namespaces=ATOM) == f"tag:testserver,{day}:story-{edition.story_id}"


XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def entry_of(client, path=FEED):
    return fromstring(client.get(path).content).find("a:entry", ATOM)


def named(entry, element):
    return [each.findtext("a:name", namespaces=ATOM) for each in entry.iterfind(f"a:{element}", ATOM)]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("papers", ["fr", "en"])
def test_an_entry_says_its_own_language_and_speaks_it(client, settings, language, papers):
    settings.LANGUAGE_CODE = papers
    story = publish_story(language=language).story
    publish_story(story, kind=Edition.Kind.CORRECTION, note=Note(Correction.Kind.CORRECTION, "At noon."))
    for path in (FEED, "/section/port/feed/"):
        feed = fromstring(client.get(path).content)
        assert feed.get(XML_LANG) == papers
        entry = feed.find("a:entry", ATOM)
        assert entry.get(XML_LANG) == language
        summary = entry.findtext("a:summary", namespaces=ATOM)
        assert {"fr": "Rectificatif", "en": "Correction"}[language] in summary


def test_each_author_has_an_element_and_others_are_contributors(client):
    story = make_story()
    others = {"Odile Brac": "author", "Ilan Mérou": "photographer", "Maïa Ost": "illustrator", "Jo Lind": "translator"}
    for position, (name, role) in enumerate(others.items(), 1):
        Byline.objects.create(story=story, contributor=make_contributor(name), role=role, position=position)
    publish_story(story)
    entry = entry_of(client)
    assert named(entry, "author") == ["Lena Corvest", "Odile Brac"]
    assert named(entry, "contributor") == ["Ilan Mérou", "Maïa Ost", "Jo Lind"]


def test_a_story_that_nobody_has_signed_is_the_papers(client, settings):
    story = make_story()
    story.bylines.update(role="photographer")
    publish_story(story)
    entry = entry_of(client)
    assert named(entry, "author") == [settings.SITE_NAME]
    assert named(entry, "contributor") == ["Lena Corvest"]


def test_a_feed_that_hasnt_changed_is_sent_once(client):
    publish_story()
    tag = client.get(FEED)["ETag"]
    assert client.get(FEED, headers={"if-none-match": tag}).status_code == 304
    publish_story()
    assert client.get(FEED, headers={"if-none-match": tag}).status_code == 200


def test_a_feed_costs_the_same_with_one_story_and_with_twenty(client, django_assert_max_num_queries):
    for _number in range(20):
        publish_story(lead_image=make_image())
    with django_assert_max_num_queries(5):
        assert len(read(client)) == 20


def test_every_page_says_where_the_feed_is(client):
    publish_story()
    assert f'type="application/atom+xml" href="{FEED}"' in client.get("/").text
    assert 'href="/section/port/feed/"' in client.get("/section/port/").text
