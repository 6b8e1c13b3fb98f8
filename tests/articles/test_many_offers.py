"""Many kept texts above one story form: one line for all, each taken by itself, all discarded once somebody says so."""

import re

import pytest

from articles.models import Autosave
from tests.articles.test_autosave import door, keep, of_copy, offers, recover, typing
from tests.factories import make_story, make_user
from tests.forms import posted

pytestmark = pytest.mark.django_db

TITLES = [f"High water {number}" for number in range(6)]


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def journalist(client, lea):
    client.force_login(lea)
    return client


@pytest.fixture
def story(journalist, lea):
    story = make_story(created_by=lea)
    for title in TITLES:
        keep(journalist, story, headline=title)
    return story


def kept():
    return sorted(Autosave.objects.unsaved().values_list("title", flat=True))


def discard_all(client, story, **fields):
    """Press “Discard all” in the form of this story, as a browser without JavaScript does."""
    page = client.get(door("change", story))
    button = re.search(
        r'<button[^>]*name="autosave_offered" value="([^"]*)"[^>]*formaction="([^"]*)"', page.content.decode()
    )
    return client.post(button[2], posted(page) | {"autosave_offered": button[1]} | fields)


def test_six_are_one_line_and_two_are_two(journalist, lea, story):
    line = offers(journalist, story)
    assert re.sub(r"<[^>]*>", "", line[line.index("<summary") : line.index("</summary>")]).strip() == "6 kept texts"
    assert re.findall(r"<q>(.*?)</q>", line) == TITLES[::-1]
    other = make_story(created_by=lea)
    for title in TITLES[:2]:
        keep(journalist, other, headline=title)
    assert "<details" not in offers(journalist, other)


def test_each_is_taken_by_itself(journalist, story):
    assert posted(recover(journalist, Autosave.objects.get(title=TITLES[2])))["headline"] == TITLES[2]
    assert kept() == TITLES


def test_all_are_discarded_by_one_press_and_the_form_stays_as_it_is(journalist, story):
    answer = discard_all(journalist, story, headline="Low water")
    assert kept() == []
    assert posted(answer)["headline"] == "Low water"
    assert "Discarded. This isn’t saved yet." in answer.content.decode()


def test_what_was_typed_since_the_page_was_shown_is_not_discarded(journalist, story, client):
    form = typing(journalist, story)
    journalist.post(door("autosave", story), form | {"headline": "Before"})
    page = journalist.get(door("change", story))
    value = re.search(r'name="autosave_offered" value="([^"]*)"', page.content.decode())[1]
    journalist.post(door("autosave", story), form | {"headline": "Since"})
    keep(journalist, story, headline="Elsewhere")
    journalist.post(door("forget_offered"), {"autosave_offered": value})
    assert kept() == ["Elsewhere", "Since"]


def test_nobody_elses_are_discarded(client, story):
    page = client.get(door("change", story)).content.decode()
    value = re.search(r'name="autosave_offered" value="([^"]*)"', page)[1]
    client.force_login(make_user("tom", groups=["Editor"]))
    for nonsense in ("", "x", ",,", "a b,c", "\0 2026-01-01T00:00:00+00:00"):
        assert client.post(door("forget_offered"), {"autosave_offered": nonsense}).status_code == 302
    client.post(door("forget_offered"), {"autosave_offered": value})
    assert kept() == TITLES


def test_the_others_stay_offered_where_one_is_discarded(journalist, story):
    answer = journalist.post(of_copy("forget", Autosave.objects.get(title=TITLES[5])), typing(journalist, story))
    assert re.findall(r"<q>(.*?)</q>", answer.content.decode()) == TITLES[4::-1]
