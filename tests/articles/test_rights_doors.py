"""Another journalist's draft, and another section's, behind each of the desk's newer doors."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Story, StoryAct
from tests.articles.versions import page, sentences
from tests.factories import make_section, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

SECRET = "The mayor’s other harbour"
LIST = reverse("admin:articles_story_changelist")
PAGES = [
    reverse("admin:index"),
    reverse("admin:articles_story_calendar"),
    f"{LIST}?q=harbour",
    f"{LIST}?desk=in_review",
]


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def tom():
    """Return an editor who is the section editor of Culture."""
    tom = make_user("tom", groups=["Editor"])
    make_section("Culture").editors.add(tom)
    return tom


@pytest.fixture(params=["lea", "tom"])
def outsider(request, client):
    """Log a journalist in, then the editor of another section: the secret is open to neither."""
    client.force_login(request.getfixturevalue(request.param))
    return client


@pytest.fixture
def secret():
    at = timezone.now()
    return make_story(SECRET, state="in_review", due_at=at, embargo_until=at, section=make_section("Port"))


@pytest.mark.parametrize("door", ["log", "log_export", "copy"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_it_is_behind_no_door_of_its_own(outsider, secret, door, method):
    response = getattr(outsider, method)(reverse(f"admin:articles_story_{door}", args=[secret.pk]), follow=True)
    assert response.status_code == 404
    assert SECRET not in response.content.decode()
    assert Story.objects.count() == 1


@pytest.mark.parametrize("address", PAGES)
def test_it_is_on_no_page(outsider, secret, address):
    assert SECRET not in page(outsider.get(address))


def test_it_is_on_these_pages_for_those_who_may_see_it(client, secret):
    client.force_login(make_user("boss", groups=["Editor"]))
    for address in PAGES:
        assert SECRET in page(client.get(address))


@pytest.mark.parametrize("action", ["submit", "approve", "return"])
def test_it_is_moved_by_no_action_on_the_list(outsider, secret, action):
    outsider.post(LIST, {"action": action, "_selected_action": [secret.pk]})
    secret.refresh_from_db()
    assert (secret.state, StoryAct.objects.count()) == ("in_review", 0)


@pytest.mark.parametrize("action", ["put_in_section", "add_tags", "give_to", "take_off_site"])
def test_it_is_neither_shown_nor_touched_by_an_act_on_several(outsider, secret, lea, action):
    data = {"action": action, "_selected_action": [secret.pk]}
    assert SECRET not in page(outsider.post(LIST, data, follow=True))
    fields = {"section": make_section("Culture").pk, "to": lea.pk, "notice": "", "_confirmed": "1"}
    assert SECRET not in page(outsider.post(LIST, data | fields, follow=True))
    secret.refresh_from_db()
    assert (secret.section.name, secret.assigned_to, StoryAct.objects.count()) == ("Port", None, 0)


def test_the_buttons_of_its_form_are_behind_no_door(outsider, secret):
    url = reverse("admin:articles_story_change", args=[secret.pk])
    outsider.post(url, {"_move": "submit", "desk-note": "x"})
    assert not StoryAct.objects.exists()


def exported(client, *stories):
    data = {"action": "export_as_csv", "_selected_action": [story.pk for story in stories]}
    response = client.post(LIST, data, follow=True)
    return response, list(csv.reader(io.StringIO(response.getvalue().decode().removeprefix("\ufeff"))))


def test_it_is_in_no_export(client, secret, lea):
    client.force_login(lea)
    own = make_story("=My own", created_by=lea, assigned_to=lea)
    response, lines = exported(client, own, secret)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert [line[1] for line in lines] == ["headline", "'=My own"]
    assert lines[1][2:8] == ["Port", "English", "draft", "–", "Lena Corvest", "lea"]


def test_an_export_costs_the_same_with_two_stories_and_with_twenty(client, django_assert_max_num_queries):
    client.force_login(make_user("boss", groups=["Editor"]))
    stories = [publish_story().story for _story in range(20)]
    with django_assert_max_num_queries(14):
        assert len(exported(client, *stories)[1]) == 21


def test_a_moderator_exports_searches_and_plans_nothing(client, secret):
    client.force_login(make_user("mo", groups=["Moderator"]))
    assert client.get(reverse("admin:articles_story_calendar")).status_code == 403
    assert exported(client, secret)[0].status_code == 403


def test_a_section_editor_copies_and_reads_the_log_in_that_section(client, tom):
    here = make_story(section=make_section("Culture"))
    client.force_login(tom)
    assert client.get(reverse("admin:articles_story_log", args=[here.pk])).status_code == 200
    response = client.post(reverse("admin:articles_story_copy", args=[here.pk]), follow=True)
    assert "This is the copy" in sentences(response)


def test_the_new_headline_of_a_live_story_is_not_told_to_who_may_only_point_to_it(client):
    story = publish_story(headline="The quay as readers know it").story
    Story.objects.filter(pk=story.pk).update(headline="A minister resigns")
    journalist = make_user(groups=["Journalist"])
    client.force_login(journalist)

    def found(term):
        query = {"app_label": "articles", "model_name": "relatedstory", "field_name": "story", "term": term}
        return [row["text"] for row in client.get(reverse("admin:autocomplete"), query).json()["results"]]

    assert found("minister") == []
    assert found("quay readers") == ["The quay as readers know it"]
    Story.objects.filter(pk=story.pk).update(assigned_to=journalist)
    assert found("minister") == ["A minister resigns"]
