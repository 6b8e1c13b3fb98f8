"""No sentence claims more than is so: moments that have passed, nobody, nothing, all."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.publishing import publish
from articles.revisions import snapshot
from comments.models.refusals import who_and_when
from comments.posting import edit
from newsroom.text import dates
from tests.comments.factories import make_comment, make_report
from tests.factories import make_section, make_user, publish_story

pytestmark = pytest.mark.django_db

QUEUE, HOUR = "/admin/comments/comment/queue/", timedelta(hours=1)


@pytest.fixture
def boss():
    return make_user("root", superuser=True)


@pytest.fixture
def desk(client, boss):
    client.force_login(boss)
    return client


def text(client, path, **query):
    return re.sub(r"[ \n]+", " ", client.get(path, query).content.decode())


def test_what_is_scheduled_is_said_with_the_time_that_it_goes_out(boss):
    at = timezone.now()
    edition = publish_story(at=at - 5 * HOUR, live_from=at + 50 * HOUR)
    with pytest.raises(publish.AlreadyDone) as told:
        publish.publish(edition.story, by=boss, kind="first", at=at)
    assert f"for {day(at + 50 * HOUR)}" in str(told.value)
    assert day(at - 5 * HOUR) not in str(told.value)


def test_what_has_gone_out_is_said_with_the_time_that_it_did(boss):
    at = timezone.now()
    edition = publish_story(at=at - 60 * HOUR, live_from=at - 5 * HOUR)
    with pytest.raises(publish.AlreadyDone) as told:
        publish.publish(edition.story, by=boss, kind="update", at=at)
    assert day(at - 5 * HOUR) in str(told.value)


def day(moment):
    return dates.moment(moment)


def test_nobody_has_withdrawn_what_ended_by_itself(boss):
    at = timezone.now()
    story = publish_story(at=at - 9 * HOUR).story
    publish.withdraw(story, by=boss, at=at - 8 * HOUR)
    publish.publish(story, by=boss, kind="restored", at=at - 7 * HOUR, live_until=at - HOUR)
    with pytest.raises(publish.Refused, match="isn’t live"):
        publish.withdraw(story, by=boss, at=at)


def test_nobody_has_unscheduled_what_went_out(boss):
    at = timezone.now()
    story = publish_story(at=at - 9 * HOUR, live_from=at + HOUR).story
    publish.unschedule(story, by=boss, at=at - 8 * HOUR)
    publish.publish(story, by=boss, kind="first", at=at - 7 * HOUR, live_from=at - HOUR)
    with pytest.raises(publish.Refused, match="Nothing is scheduled"):
        publish.unschedule(story, by=boss, at=at)


def test_an_edition_that_is_replaced_does_not_leave_the_site(desk, boss):
    at = timezone.now()
    story = publish_story(at=at - HOUR).story
    story.kicker = "Anew"
    story.save()
    snapshot.record(story, by=boss)
    publish.publish(story, by=boss, kind="update", at=at, live_from=at + HOUR)
    html = text(desk, reverse("admin:articles_story_change", args=[story.pk]))
    assert f"Version 2 replaces it on {day(at + HOUR)}." in html
    assert "taken off the site" not in html


def test_an_edition_that_nothing_replaces_leaves_the_site(desk):
    at = timezone.now()
    story = publish_story(at=at - HOUR, live_until=at + HOUR).story
    html = text(desk, reverse("admin:articles_story_change", args=[story.pk]))
    assert f"It will be taken off the site on {day(at + HOUR)}." in html
    assert "replaces it" not in html


FILTERS = [{"q": "nowhere"}, {"flag": "links"}, {"story": "999999"}, {"section": "empty"}]


@pytest.mark.parametrize("query", FILTERS)
def test_a_filter_that_finds_nothing_does_not_say_that_all_is_done(desk, query):
    section = make_section("Empty")
    section.slug = "empty"
    section.save()
    make_comment(status="pending")
    html = text(desk, QUEUE, **query)
    assert "All done" not in html
    assert html.count("Nothing matches these filters.") == 1
    assert '<a href="?tab=waiting">Show all</a>' in html


@pytest.mark.parametrize("tab", ["spam", "edits", "reported", "recent"])
def test_an_empty_tab_does_not_say_that_all_is_done_while_another_waits(desk, tab):
    make_comment(status="pending")
    assert "All done" not in text(desk, QUEUE, tab=tab)


@pytest.mark.parametrize("tab", ["waiting", "spam", "edits"])
def test_all_is_done_where_nothing_waits(desk, tab):
    assert "All done." in text(desk, QUEUE, tab=tab)


def test_a_report_waits_too(desk):
    make_report(make_comment())
    assert "All done" not in text(desk, QUEUE)


def test_ones_own_empty_list_does_not_say_that_nobody_decided(desk):
    make_comment(status="pending").approve(by=make_user("tom", groups=["Moderator"]))
    html = text(desk, QUEUE, tab="recent", by="me")
    assert "You have made no decisions yet." in html


def test_a_month_without_stories_in_a_section_is_said_of_that_alone(desk):
    publish_story()
    section = make_section("Empty")
    section.slug = "empty"
    section.save()
    html = text(desk, reverse("admin:articles_story_calendar"), section="empty")
    assert "in this section this month" in html


def test_what_the_rules_published_no_reader_did():
    comment = make_comment(status="pending")
    decision = comment.admit()
    assert who_and_when(decision)["who"] == "The site"


def test_a_reader_who_withdrew_did():
    comment = make_comment(status="pending")
    edit.withdraw(comment, at=comment.created_at)
    assert who_and_when(comment.decisions.latest_about(comment))["who"] == "The reader"
