"""To the second: what readers see around a schedule, an embargo, an end, and the nights when the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, Story
from articles.revisions.snapshot import record
from tests.factories import add_text, make_story, make_user, publish_story
from tests.forms import posted

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
# Europe/Paris: forward at 01:00 UTC on the last Sunday of March, back at 01:00 UTC on the last of October
# (Directive 2000/84/EC, articles 2 and 3).
FORWARD, BACK = datetime(2026, 3, 29, 1, 0, tzinfo=UTC), datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


def seen(client, path, at):
    with time_machine.travel(at, tick=False):
        return client.get(path).status_code


def test_a_scheduled_story_appears_at_its_second_everywhere(client):
    edition = publish_story(at=NOON, live_from=NOON + HOUR, headline="At one sharp")
    assert seen(client, edition.path, NOON + HOUR - SECOND) == 404
    assert seen(client, edition.path, NOON + HOUR) == 200
    for path in ("/", f"/section/{edition.section.slug}/"):
        for at, there in ((NOON + HOUR - SECOND, False), (NOON + HOUR, True)):
            with time_machine.travel(at, tick=False):
                assert ("At one sharp" in client.get(path).content.decode()) is there


def test_a_story_with_an_end_is_gone_at_its_second(client):
    edition = publish_story(at=NOON, live_until=NOON + HOUR)
    assert [seen(client, edition.path, NOON + HOUR - SECOND), seen(client, edition.path, NOON + HOUR)] == [200, 410]


def test_readers_keep_the_old_text_until_the_second_of_a_scheduled_update(client):
    story = publish_story(at=NOON).story
    add_text(story, "<p>And then it rained.</p>", ordering=20)
    record(story, by=None)
    update = publish_story(story, at=NOON + HOUR, live_from=NOON + 2 * HOUR, kind=Edition.Kind.UPDATE)
    for at, there in ((NOON + 2 * HOUR - SECOND, False), (NOON + 2 * HOUR, True)):
        with time_machine.travel(at, tick=False):
            html = client.get(update.path).content.decode()
        assert ("And then it rained." in html, "The tide came in" in html) == (there, True)


@pytest.mark.parametrize(
    ("change", "typed", "moment"),
    [
        (FORWARD, "2026-03-29T01:59", FORWARD - timedelta(minutes=1)),
        (FORWARD, "2026-03-29T03:00", FORWARD),
        (BACK, "2026-10-25T01:59", BACK - timedelta(minutes=61)),
        (BACK, "2026-10-25T03:00", BACK + HOUR),
    ],
)
def test_a_time_beside_a_change_of_the_clocks_is_kept_to_the_second(client, change, typed, moment):
    story = make_story()
    client.force_login(make_user(groups=["Editor"]))
    with time_machine.travel(change - 9 * HOUR, tick=False):
        schedule(client, story, typed)
    path = story.editions.get().path
    client.logout()
    assert [seen(client, path, moment - SECOND), seen(client, path, moment)] == [404, 200]


@pytest.mark.parametrize(
    ("change", "typed"),
    [(FORWARD, "2026-03-29T02:30"), (BACK, "2026-10-25T02:30")],
)
def test_a_time_that_is_not_one_moment_schedules_nothing_and_stays_in_the_box(client, change, typed):
    story = make_story()
    client.force_login(make_user(groups=["Editor"]))
    with time_machine.travel(change - 9 * HOUR, tick=False):
        response = schedule(client, story, typed)
    assert "it may be ambiguous or it may not exist" in response.content.decode()
    assert posted(response)["publication-live_from"] == typed
    assert not Edition.objects.exists()


def schedule(client, story, typed):
    address = reverse("admin:articles_story_change", args=[story.pk])
    data = posted(client.get(address)) | {"publication-live_from": typed, "_schedule": "1"}
    return client.post(address, data, follow=True)


@pytest.mark.parametrize("change", [FORWARD, BACK])
def test_the_hours_around_a_change_of_the_clocks_pass_in_their_order(client, change):
    paths = [
        publish_story(at=change - 9 * HOUR, live_from=change + step * timedelta(minutes=20)).path
        for step in range(-4, 5)
    ]
    for step in range(-4, 5):
        at = change + step * timedelta(minutes=20)
        assert [seen(client, path, at) for path in paths] == [200] * (step + 5) + [404] * (4 - step)


@pytest.mark.parametrize("change", [FORWARD, BACK])
def test_the_day_in_an_address_is_the_newsrooms(change):
    midnight = timezone.make_aware(timezone.localtime(change).replace(hour=0, minute=0, tzinfo=None))
    before, after = (publish_story(at=at).path[:12] for at in (midnight - SECOND, midnight))
    assert (before, after) == (f"/{midnight - HOUR:%Y/%m/%d}/", f"/{midnight:%Y/%m/%d}/")


def test_an_embargo_holds_to_the_second_and_the_schedule_at_its_end_is_let_through(client):
    story = make_story(embargo_until=FORWARD)
    Story.objects.filter(pk=story.pk).update(state="approved")
    client.force_login(make_user(groups=["Editor"]))
    with time_machine.travel(FORWARD - 9 * HOUR, tick=False):
        assert "under embargo until" in schedule(client, story, "2026-03-29T01:59").content.decode()
        schedule(client, story, "2026-03-29T03:00")
    client.logout()
    path = story.editions.get().path
    assert [seen(client, path, FORWARD - SECOND), seen(client, path, FORWARD)] == [404, 200]
