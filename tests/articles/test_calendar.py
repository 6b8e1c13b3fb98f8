"""The calendar of what is planned and published."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from articles.publishing import publish
from tests.articles.versions import page
from tests.factories import make_section, make_story, make_user, publish_story

URL = reverse("admin:articles_story_calendar")
NOON = "2026-11-18T11:00:00+00:00"  # a Wednesday, noon in Paris
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def tom():
    return make_user("tom", groups=["Editor"])


@pytest.fixture
def editor(client, tom):
    client.force_login(tom)
    return client


def entries(client, **query):
    """Return (day, kind, headline) of all that the calendar shows."""
    weeks = client.get(URL, query).context["weeks"]
    days = [day for week in weeks for day in week]
    return [(f"{day.date:%m-%d}", entry.kind, entry.headline) for day in days for entry in day.entries]


def test_it_shows_publications_schedules_deadlines_and_embargoes_on_their_days(editor):
    at = timezone.now()
    publish_story(headline="Seen", at=at - DAY)
    publish_story(headline="Coming", live_from=at + DAY)
    make_story("Expected", due_at=at + 2 * DAY)
    make_story("Held back", embargo_until=at + 3 * DAY)
    assert entries(editor) == [
        ("11-17", "published", "Seen"),
        ("11-19", "scheduled", "Coming"),
        ("11-20", "due", "Expected"),
        ("11-21", "embargo", "Held back"),
    ]


def test_an_update_is_no_publication_and_what_was_called_off_is_nowhere(editor, tom):
    at = timezone.now()
    story = publish_story(headline="Seen", at=at - 2 * DAY).story
    story.standfirst = "Changed"
    story.save()
    publish_story(story, at=at, kind="update")
    publish.unschedule(publish_story(live_from=at + DAY).story, by=tom)
    assert entries(editor) == [("11-16", "published", "Seen")]


def test_what_readers_have_seen_is_not_due_any_more(editor):
    at = timezone.now()
    publish_story(headline="Seen", at=at - DAY, due_at=at)
    assert [kind for _day, kind, _headline in entries(editor)] == ["published"]


def test_a_day_is_the_newsrooms_and_its_entries_stand_in_the_order_of_time(editor):
    at = timezone.now()
    make_story("Late in the evening", due_at=at + 12 * HOUR - timedelta(minutes=1))
    make_story("Just after midnight", due_at=at + 12 * HOUR)
    make_story("In the afternoon", due_at=at + 2 * HOUR)
    assert entries(editor) == [
        ("11-18", "due", "In the afternoon"),
        ("11-18", "due", "Late in the evening"),
        ("11-19", "due", "Just after midnight"),
    ]


def test_another_month_is_an_address(editor):
    make_story("At New Year", due_at=timezone.now() + 44 * DAY)
    response = editor.get(URL, {"month": "2026-12"})
    text = page(response)
    assert "December 2026" in text
    assert 'href="?month=2026-11"' in text
    assert 'href="?month=2027-01"' in text
    assert entries(editor, month="2027-01") == [("01-01", "due", "At New Year")]
    assert entries(editor, month="2026-11") == []


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "2026-00", "0000-01", "9999-12", "2026-1", "٢٠٢٦-01", "x"])
def test_a_month_that_does_not_exist_is_not_found(editor, month):
    assert editor.get(URL, {"month": month}).status_code == 404


@pytest.mark.parametrize("month", ["1000-01", "2999-12"])
def test_the_first_and_the_last_month_are_there(editor, month):
    assert editor.get(URL, {"month": month}).status_code == 200


@pytest.mark.parametrize(("language", "first"), [("fr", "lundi"), ("en-gb", "Monday"), ("en", "Sunday")])
def test_the_week_begins_where_it_does_in_the_sites_language(editor, settings, language, first):
    settings.LANGUAGE_CODE = language
    with translation.override(language):
        assert editor.get(URL).context["weekdays"][0] == first


def test_one_section_is_shown_alone_and_kept_while_turning_the_pages(editor):
    at = timezone.now()
    make_story("Here", due_at=at, section=make_section("Culture"))
    publish_story(headline="There", live_from=at + DAY)
    response = editor.get(URL, {"section": "culture"})
    assert [headline for _day, _kind, headline in entries(editor, section="culture")] == ["Here"]
    assert "?section=culture&amp;month=2026-12" in page(response)
    assert editor.get(URL, {"section": "nowhere"}).status_code == 404


def test_an_entry_leads_to_the_form(editor):
    story = make_story("Expected", due_at=timezone.now())
    assert f'<a href="{reverse("admin:articles_story_change", args=[story.pk])}">Expected</a>' in page(editor.get(URL))


def test_another_journalists_stories_are_not_in_it(client):
    at = timezone.now()
    make_story("Secret", due_at=at, embargo_until=at)
    publish_story(headline="Secret plan", live_from=at + HOUR)
    publish_story(headline="Secret life", at=at - HOUR)
    client.force_login(make_user("lea", groups=["Journalist"]))
    assert entries(client) == []
    assert "Secret" not in page(client.get(URL))


def test_a_section_editor_sees_that_section_only(editor, tom):
    make_section("Culture").editors.add(tom)
    make_story("Here", due_at=timezone.now(), section=make_section("Culture"))
    make_story("There", due_at=timezone.now(), section=make_section("Port"))
    assert [headline for _day, _kind, headline in entries(editor)] == ["Here"]


def test_it_costs_the_same_with_two_stories_and_with_forty(editor):
    fill(2)
    few = queries(editor)
    fill(38)
    assert queries(editor) == few


def fill(count):
    at = timezone.now()
    for number in range(count):
        make_story(due_at=at + number * HOUR, embargo_until=at + DAY)
        publish_story(live_from=at + HOUR) if number % 2 else publish_story()


def queries(client):
    with CaptureQueriesContext(connection) as found:
        assert client.get(URL).status_code == 200
    return len(found)
