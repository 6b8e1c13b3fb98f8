"""What would grow without an end: each list, each page and each table has one."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from articles.admin.dashboard import calendar
from articles.models import StoryAct, Tag
from comments.models import Decision, Report
from comments.moderation import context
from newsroom.accounts.sessions import forget_ended
from newsroom.cache import page_cache
from newsroom.models import Flip
from tests.articles.versions import page, url
from tests.comments.factories import make_many
from tests.factories import make_story, make_user, publish_story
from tests.forms import posted

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def boss(client):
    """Log in somebody who may do everything."""
    user = make_user("boss", superuser=True)
    client.force_login(user)
    return user


def test_past_flips_go_and_no_page_turns_by_that():
    Flip.objects.bulk_create(
        Flip(key=key, flips_at=NOW + days * DAY) for key in ("home", "story:1") for days in (-9, -5, -2, 0, 3)
    )
    keys, moments = ["home", "story:1"], [NOW, NOW + DAY, NOW + 4 * DAY]
    page_cache.bump(*keys, at=NOW)
    tags = [page_cache.entity_tag(keys, at=at) for at in moments]
    assert page_cache.forget_flips(NOW) == 4
    assert [page_cache.entity_tag(keys, at=at) for at in moments] == tags
    assert page_cache.forget_flips(NOW) == 0
    left = Flip.objects.filter(key="home").order_by("flips_at").values_list("flips_at", flat=True)
    assert [*left] == [NOW - 2 * DAY, NOW, NOW + 3 * DAY]


def test_sessions_that_have_ended_go():
    for days in (-1, 1):
        session = SessionStore()
        session["who"] = days
        session.save()
        Session.objects.filter(pk=session.session_key).update(expire_date=NOW + days * DAY)
    forget_ended(NOW)
    assert [session.get_decoded()["who"] for session in Session.objects.all()] == [1]


def test_the_worker_does_both(settings):
    periodic = {import_string(path) for path in settings.PERIODIC_TASKS}
    assert {page_cache.forget_flips, forget_ended} <= periodic


def test_the_queue_shows_the_first_reports_and_the_last_decisions_about_a_comment(client, boss):
    [comment] = make_many(publish_story(), 1)
    Report.objects.bulk_create(Report(comment=comment, category="spam", words=f"Report {n}") for n in range(25))
    Decision.objects.bulk_create(
        Decision(comment=comment, by=boss, verb="pick", from_status="approved", to_status="approved", version=number)
        for number in range(1, 61)
    )
    found = context.comment_context(comment, boss, at=NOW)
    assert (len(found.reports), found.more_reports) == (context.REPORTS, 5)
    assert [decision.version for decision in found.history] == list(range(60, 10, -1))
    html = client.get(reverse("admin:comments_comment_queue"), {"at": comment.public_id}).text
    assert "And 5 more reports." in html
    assert "Report 19" in html
    assert "Report 20" not in html


def test_the_log_of_a_story_shows_the_latest_acts_and_leads_to_the_rest(client, boss):
    story = make_story()
    StoryAct.objects.bulk_create(
        StoryAct(
            story=story, verb="assign", by=boss, to=boss, note=f"Note {n:03}", done_at=NOW + n * timedelta(minutes=1)
        )
        for n in range(201)
    )
    html = page(client.get(url("log", story)))
    assert ("Note 001" in html, "Note 000" in html) == (True, False)
    assert "For earlier actions, export the log." in html


def test_a_day_of_the_calendar_shows_its_first_stories_and_how_many_there_are_besides(client, boss, monkeypatch):
    monkeypatch.setattr(calendar, "A_DAY", 2)
    for _ in range(3):
        make_story(due_at=NOW)
    html = page(client.get(reverse("admin:articles_story_calendar")))
    assert html.count("The tide mill") == 2
    assert "And 1 more: choose a section." in html


def test_tags_are_found_by_typing_where_they_are_added_to_several_stories(client, boss):
    Tag.objects.bulk_create(Tag(name=f"Tag {number}", slug=f"tag-{number}") for number in range(300))
    story = make_story()
    data, stories = {"action": "add_tags", "_selected_action": [story.pk]}, reverse("admin:articles_story_changelist")
    answer = client.post(stories, data)
    assert answer.text.count("<option") < 5
    assert "admin/js/autocomplete.js" in answer.text
    client.post(
        reverse("admin:articles_story_changelist"), data | {"_confirmed": "1", "tags": [Tag.objects.first().pk]}
    )
    assert story.tags.count() == 1


def test_a_story_has_fifty_tags_at_most(client, boss):
    Tag.objects.bulk_create(Tag(name=f"Tag {number}", slug=f"tag-{number}") for number in range(51))
    story, tags = make_story(), list(Tag.objects.values_list("pk", flat=True))
    form = posted(client.get(url("change", story)))
    answer = client.post(url("change", story), form | {"tags": tags})
    assert "The limit is 50 tags per story: remove some." in page(answer)
    assert client.post(url("change", story), form | {"tags": tags[:50]}).status_code == 302
