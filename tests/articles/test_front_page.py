"""The desk's front page: what is mine, what waits, what is late, what comes, what came."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin.dashboard.lists import LISTS
from articles.models import Contributor, Credit, Story, StoryAct
from articles.publishing import publish, workflow
from newsroom.text.dates import midnight
from tests.articles.versions import page
from tests.factories import make_image, make_section, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")
Verb = StoryAct.Verb
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def tom():
    return make_user("tom", groups=["Editor"])


def listed(key, user, *, at=None):
    return list(LISTS[key].find(Story.objects.open_to(user), user, at or timezone.now()))


def test_mine_is_what_i_began_sign_or_have_until_readers_see_it(lea, tom):
    begun, given = make_story(created_by=lea), make_story(assigned_to=lea)
    signed = make_story()
    signed.bylines.create(contributor=Contributor.objects.create(name="Léa Brine", slug="lea-brine", user=lea))
    make_story()
    for story in (publish_story(created_by=lea).story, publish_story(created_by=lea).story):
        gone = story
    publish.withdraw(gone, by=tom)
    assert set(listed("mine", lea)) == {begun, given, signed}


def test_what_is_assigned_waits_for_me_until_i_have_sent_it_to_review(lea, tom):
    story = make_story(assigned_to=lea)
    assert listed("waiting", lea) == [story]
    workflow.move(story, Verb.SUBMIT, by=lea)
    assert (listed("waiting", lea), listed("waiting", tom)) == ([], [story])
    workflow.move(story, Verb.RETURN, by=tom)
    assert (listed("waiting", lea), listed("waiting", tom)) == ([story], [])


def test_what_is_in_review_and_with_nobody_waits_for_those_who_publish_it(lea, tom):
    sam = make_user("sam", groups=["Editor"])
    make_section("Culture").editors.add(sam)
    story = make_story(created_by=lea)
    workflow.move(story, Verb.SUBMIT, by=lea)
    assert [listed("waiting", user) for user in (lea, tom, sam)] == [[], [story], []]
    workflow.assign(story, sam, by=tom)
    assert [listed("waiting", user) for user in (lea, tom, sam)] == [[], [], [story]]


def test_a_journalist_who_signs_a_story_in_review_has_nothing_to_decide_on(lea):
    make_story(created_by=lea, state="in_review")
    assert listed("waiting", lea) == []
    assert len(listed("in_review", lea)) == 1


def test_a_story_is_late_once_its_time_has_passed_unless_readers_see_it(tom):
    at = timezone.now()
    late = make_story(due_at=at - HOUR)
    make_story(due_at=at)
    publish_story(due_at=at - HOUR, at=at)
    assert listed("late", tom, at=at) == [late]


def test_scheduled_are_the_next_seven_days_the_soonest_first(tom):
    at = timezone.now()
    later = publish_story(live_from=at + 6 * DAY).story
    soon = publish_story(live_from=at + HOUR).story
    publish_story(live_from=at + 8 * DAY)
    publish.unschedule(publish_story(live_from=at + HOUR).story, by=tom)
    assert listed("scheduled", tom, at=at) == [soon, later]
    assert listed("scheduled", tom, at=at)[0].goes_live_at == at + HOUR


@time_machine.travel("2026-11-22T23:30:00+00:00", tick=False)
def test_today_is_the_newsrooms_day(tom):
    at = timezone.now()  # half past midnight in Paris
    publish_story(at=at - HOUR)
    today = publish_story(at=at - timedelta(minutes=10)).story
    assert listed("today", tom) == [today]


def test_an_update_does_not_make_an_old_story_todays(tom):
    story = publish_story(at=timezone.now() - 3 * DAY).story
    story.headline = "Changed"
    story.save()
    publish_story(story, kind="update")
    assert listed("today", tom) == []


def test_the_page_begins_with_a_new_story_and_links_every_row_to_its_form(client, lea):
    story = make_story("Low water", created_by=lea)
    client.force_login(lea)
    text = page(client.get(INDEX))
    assert reverse("admin:articles_story_add") in text
    assert f'<a href="{reverse("admin:articles_story_change", args=[story.pk])}">Low water</a>' in text
    assert "Nothing is late." in text


def test_another_journalists_draft_is_in_no_list(client, lea):
    other = make_user("sam", groups=["Journalist"])
    make_story("Secret", created_by=other, state="in_review", due_at=timezone.now() - DAY)
    publish_story(headline="Secret too", created_by=other, live_from=timezone.now() + DAY)
    client.force_login(lea)
    assert "Secret" not in page(client.get(INDEX))
    for key in LISTS:
        assert "Secret" not in page(client.get(reverse("admin:articles_story_changelist"), {"desk": key}))


def test_a_long_list_shows_eight_and_leads_to_all_of_it(client, lea):
    for number in range(10):
        make_story(f"Tide table {number}", created_by=lea)
    client.force_login(lea)
    text = page(client.get(INDEX))
    assert text.count("Tide table") == 8
    link = f"{reverse('admin:articles_story_changelist')}?desk=mine"
    assert f'<a href="{link}">Show all 10</a>' in text
    assert len(client.get(link).context["cl"].result_list) == 10


@pytest.mark.parametrize("key", LISTS)
def test_the_list_of_stories_shows_the_same_as_the_front_page(client, tom, key):
    at = timezone.now()
    make_story(created_by=tom, due_at=at - HOUR)
    make_story(state="in_review")
    publish_story(live_from=at + HOUR)
    publish_story()
    image = make_image()
    Credit.objects.filter(image=image).update(usable_until=at + HOUR)
    make_story(lead_image=image)
    client.force_login(tom)
    found = client.get(reverse("admin:articles_story_changelist"), {"desk": key}).context["cl"].result_list
    assert {story.pk for story in found} == {story.pk for story in listed(key, tom)}
    assert len(found) >= 1


def test_a_moderator_sees_no_stories_part_and_reaches_the_comments(client):
    client.force_login(make_user("mo", groups=["Moderator"]))
    text = page(client.get(INDEX))
    assert "front-card" not in text
    assert reverse("admin:comments_comment_changelist") in text


def test_the_page_of_one_app_has_no_lists(client, tom):
    client.force_login(tom)
    assert "front-card" not in page(client.get(reverse("admin:app_list", args=["articles"])))


def test_the_page_costs_the_same_with_five_stories_and_with_fifty(client, tom):
    client.force_login(tom)
    client.get(INDEX)
    fill(5, tom)
    few = queries(client)
    fill(45, tom)
    assert queries(client) == few


def fill(count, user):
    at = timezone.now()
    for number in range(count):
        if number % 5 == 0:
            publish_story(live_from=at + HOUR, created_by=user)
        elif number % 5 == 1:
            publish_story()
        else:
            make_story(created_by=user, due_at=at - HOUR, state="in_review", assigned_to=make_user(f"user{number}"))


def queries(client):
    with CaptureQueriesContext(connection) as found:
        assert client.get(INDEX).status_code == 200
    return len(found)


def test_midnight_is_the_newsrooms_over_a_clock_change():
    evening = datetime.fromisoformat("2026-10-25T20:00:00+00:00")
    assert midnight(evening).isoformat() == "2026-10-25T00:00:00+02:00"
