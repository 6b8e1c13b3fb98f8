"""Whose story is whose: own, signed and assigned ones, section by section, on every side door."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Contributor, RelatedStory, Story
from articles.revisions.snapshot import record
from tests.factories import make_section, make_story, make_user, publish_story
from tests.forms import block, posted

pytestmark = pytest.mark.django_db

SECRET = "The mayor’s other harbour"


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def tom():
    """Return an editor who is the section editor of Culture."""
    tom = make_user("tom", groups=["Editor"])
    make_section("Culture").editors.add(tom)
    return tom


def door(name, story):
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def search(client, field="relatedstory&field_name=story"):
    url = f"{reverse('admin:autocomplete')}?app_label=articles&model_name={field}&term="
    return [row["text"] for row in client.get(url).json()["results"]]


def test_a_journalists_stories_are_those_begun_assigned_or_signed(lea):
    Contributor.objects.filter(slug="lena-corvest").delete()
    make_story("Somebody else’s")
    begun, assigned = make_story("Begun", created_by=lea), make_story("Assigned", assigned_to=lea)
    signed = make_story("Signed")
    signed.bylines.all().delete()
    signed.bylines.create(contributor=Contributor.objects.create(name="Léa Brine", slug="lea-brine", user=lea))
    assert set(Story.objects.open_to(lea)) == {begun, assigned, signed}


@pytest.mark.parametrize("name", ["change", "history", "delete", "withdraw", "unschedule"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_journalists_draft_is_behind_no_door(client, lea, name, method):
    draft = make_story(SECRET)
    client.force_login(lea)
    response = getattr(client, method)(door(name, draft), follow=True)
    assert SECRET not in response.content.decode()
    assert Story.objects.get().headline == SECRET


def test_another_journalists_draft_is_in_no_list_and_no_search(client, lea):
    make_story(SECRET)
    publish_story(headline="Published text")
    own = make_story("My own", created_by=lea)
    client.force_login(lea)
    changelist = client.get(f"{reverse('admin:articles_story_changelist')}?q=harbour").content.decode()
    assert SECRET not in changelist
    assert set(search(client)) == {"Published text", own.headline}


def test_another_journalists_draft_is_moved_by_no_bulk_action(client, lea):
    draft = make_story(SECRET)
    client.force_login(lea)
    data = {"action": "submit", "_selected_action": [draft.pk]}
    client.post(reverse("admin:articles_story_changelist"), data)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_another_journalists_draft_is_no_related_story(client, lea):
    draft, own = make_story(SECRET), make_story(created_by=lea)
    client.force_login(lea)
    data = posted(client.get(door("change", own))) | {"articles_relatedstory_set-TOTAL_FORMS": 1, "_continue": "1"}
    data |= block("articles_relatedstory_set", 0, region="body", ordering=90, story=draft.pk)
    page = client.post(door("change", own), data, follow=True).content.decode()
    assert "Select a valid choice" in page
    assert SECRET not in page
    assert not RelatedStory.objects.exists()


def test_what_an_editor_made_a_story_point_to_does_not_stand_in_its_writers_way(client, lea):
    own = make_story(created_by=lea)
    RelatedStory.objects.create(parent=own, region="body", ordering=90, story=make_story("Pointed to"))
    record(own, by=None)
    client.force_login(lea)
    data = posted(client.get(door("change", own))) | {"headline": "Changed", "_continue": "1"}
    client.post(door("change", own), data)
    own.refresh_from_db()
    assert own.headline == "Changed"


def test_who_begins_a_story_can_open_it_again(client, lea):
    client.force_login(lea)
    add = reverse("admin:articles_story_add")
    data = posted(client.get(add)) | {"headline": "Just begun", "_continue": "1"}
    response = client.post(add, data, follow=True)
    assert Story.objects.get().created_by == lea
    assert "Just begun" in response.content.decode()


def test_a_journalist_cannot_assign_a_story(client, lea):
    own = make_story(created_by=lea)
    client.force_login(lea)
    client.post(door("change", own), posted(client.get(door("change", own))) | {"assigned_to": lea.pk})
    own.refresh_from_db()
    assert own.assigned_to is None


def test_an_editor_of_no_section_works_in_all(client, tom):
    make_section("Culture").editors.clear()
    make_story(section=make_section("Port"))
    assert Story.objects.open_to(tom).count() == 1


def test_a_section_editor_works_in_that_section_only(client, tom):
    here, there = make_story(section=make_section("Culture")), make_story(SECRET, section=make_section("Port"))
    assert list(Story.objects.open_to(tom)) == [here]
    client.force_login(tom)
    assert client.get(door("change", here)).status_code == 200
    for name in ("change", "withdraw", "history"):
        assert SECRET not in client.get(door(name, there), follow=True).content.decode()


def test_a_section_editor_publishes_in_that_section_only(client, tom):
    own = make_story(section=make_section("Port"), created_by=tom)
    client.force_login(tom)
    data = posted(client.get(door("change", own))) | {"publication-kind": "first", "_publish": "1"}
    assert client.post(door("change", own), data).status_code == 403
    assert client.post(door("withdraw", publish_story(own).story)).status_code == 403
    assert own.editions.live(timezone.now()).exists()


@pytest.mark.parametrize("section", ["Culture", "Port"])
@pytest.mark.parametrize("group", ["Journalist", "Editor"])
def test_the_row_and_the_query_agree_on_whose_story_an_editor_publishes(section, group):
    user = make_user("sam", groups=[group])
    make_section("Culture").editors.add(user)
    story = make_story(section=make_section(section))
    assert story.may_be_published_by(user) == Story.objects.open_to(user).exists()


def test_only_the_administrator_says_who_edits_a_section(client, tom, admin_client):
    url = reverse("admin:articles_section_change", args=[make_section("Culture").pk])
    client.force_login(tom)
    assert 'name="editors"' not in client.get(url).content.decode()
    assert 'name="editors"' in admin_client.get(url).content.decode()
