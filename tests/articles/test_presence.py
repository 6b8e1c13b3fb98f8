"""Who else has a story open, and who has saved it meanwhile."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from articles.models import Presence
from articles.revisions.snapshot import record
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db

TEN = datetime(2026, 11, 23, 9, 2, tzinfo=UTC)  # two minutes past ten in the newsroom
LEA_IS_HERE = "Léa Corvest has had this story open since 10:02\xa0am."


@pytest.fixture
def clock():
    with time_machine.travel(TEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def lea():
    user = make_user("lea", groups=["Journalist"])
    user.first_name, user.last_name = "Léa", "Corvest"
    user.save()
    return user


@pytest.fixture
def story(clock, lea):
    return make_story(created_by=lea)


def present(client, story, **fields):
    answer = client.post(reverse("admin:articles_story_present", args=[story.pk]), {"number": 1} | fields)
    return answer.json()


def form(client, story):
    return client.get(reverse("admin:articles_story_change", args=[story.pk])).content.decode()


@pytest.fixture
def tom(client):
    tom = make_user("tom", groups=["Editor"])
    client.force_login(tom)
    return tom


def test_each_of_two_is_told_of_the_other(client, story, lea, tom):
    Presence.objects.note(story, lea, TEN)
    assert present(client, story) == {"others": LEA_IS_HERE, "newer": ""}
    client.force_login(lea)
    assert "tom has had this story open" in present(client, story)["others"]


def test_the_form_says_so_without_any_script_and_writes_nothing(client, story, lea, tom):
    Presence.objects.note(story, lea, TEN)
    assert LEA_IS_HERE in form(client, story)
    assert list(Presence.objects.values_list("user", flat=True)) == [lea.pk]


def test_nobody_is_told_of_themselves(client, story, tom):
    assert present(client, story)["others"] == present(client, story)["others"] == ""
    assert "has had this story open" not in form(client, story)


def test_who_is_silent_for_fifty_seconds_has_gone(client, story, lea, tom, clock):
    Presence.objects.note(story, lea, TEN)
    clock.shift(49)
    assert present(client, story)["others"] == LEA_IS_HERE
    clock.shift(1)
    assert present(client, story)["others"] == ""


def test_who_closes_the_form_has_gone_at_once(client, story, lea, tom):
    present(client, story)
    present(client, story, closed="1")
    client.force_login(lea)
    assert present(client, story)["others"] == ""


def test_who_stays_is_here_since_they_came(client, story, lea, tom, clock):
    client.force_login(lea)
    for _beat in range(8):
        present(client, story)
        clock.shift(15)
    client.force_login(tom)
    assert present(client, story)["others"] == LEA_IS_HERE


def test_a_save_meanwhile_is_told_with_who_which_and_when(client, story, lea, tom, clock):
    clock.shift(120)
    story.headline = "Saved meanwhile"
    story.save()
    record(story, by=lea)
    sentence = "Léa Corvest saved version 2 at 10:04\xa0am, while you had the story open."
    assert present(client, story)["newer"] == sentence
    assert present(client, story, number=2)["newer"] == ""


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 5000])
def test_a_form_that_names_no_version_is_told_of_the_latest(client, story, tom, number):
    assert "saved version 1" in present(client, story, number=number)["newer"]


def test_the_link_leads_from_the_version_that_was_opened_to_the_latest(client, story, tom):
    address = reverse("admin:articles_story_compare", args=[story.pk])
    assert f'href="{address}?a=1"' in form(client, story)
    story.headline = "Saved meanwhile"
    story.save()
    record(story, by=tom)
    assert "Saved meanwhile" in client.get(f"{address}?a=1").content.decode()


def test_a_new_story_has_nobody_else(client, tom):
    assert "story-presence" not in client.get(reverse("admin:articles_story_add")).content.decode()


@pytest.mark.parametrize(("group", "answer"), [("Journalist", 404), ("Moderator", 403)])
def test_another_persons_draft_has_no_such_door(client, story, group, answer):
    client.force_login(make_user("odile", groups=[group]))
    assert client.post(reverse("admin:articles_story_present", args=[story.pk])).status_code == answer
    assert not Presence.objects.exists()
