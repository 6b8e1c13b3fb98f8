"""Acts on several stories at once: each asks first, does what it may, and answers for every story."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Story, StoryAct, Tag
from tests.articles.versions import page, sentences
from tests.factories import make_section, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_story_changelist")
Verb = StoryAct.Verb


@pytest.fixture
def tom():
    return make_user("tom", groups=["Editor"])


@pytest.fixture
def editor(client, tom):
    client.force_login(tom)
    return client


def run(client, action, *stories, confirmed=True, **fields):
    data = {"action": action, "_selected_action": [story.pk for story in stories], **fields}
    return client.post(LIST, data | ({"_confirmed": "1"} if confirmed else {}), follow=True)


@pytest.mark.parametrize("action", ["put_in_section", "add_tags", "give_to", "take_off_site"])
def test_the_page_names_the_chosen_stories_and_changes_nothing(editor, action):
    chosen, other = publish_story(headline="Chosen").story, make_story("Not chosen")
    text = page(run(editor, action, chosen, confirmed=False))
    assert "Chosen" in text
    assert "Not chosen" not in text
    assert [act.verb for act in StoryAct.objects.all()] == ["publish"]
    assert other.revisions.count() == 1


def test_stories_go_to_a_section_as_a_new_version_with_a_row_in_the_log(editor, tom):
    culture, story, there = make_section("Culture"), make_story(), make_story(section=make_section("Culture"))
    response = run(editor, "put_in_section", story, there, section=culture.pk)
    story.refresh_from_db()
    assert story.section == culture
    revision = story.revisions.first()
    assert (revision.number, revision.content["section"], revision.saved_by) == (2, culture.pk, tom)
    act = story.acts.get()
    assert (act.verb, act.by, act.note, act.revision) == (Verb.FILE, tom, "Section: Culture", revision)
    assert "Done: 1 story." in sentences(response)
    assert f"“{there}”: Already filed that way." in sentences(response)
    assert there.revisions.count() == 1


def test_tags_are_added_to_those_that_are_there(editor):
    old, new = (Tag.objects.create(name=name, slug=name.lower()) for name in ("Tides", "Harbour"))
    story = make_story()
    story.tags.add(old)
    run(editor, "add_tags", story, tags=[old.pk, new.pk])
    assert set(story.tags.all()) == {old, new}
    assert story.revisions.first().content["tags"] == sorted([old.pk, new.pk])
    assert story.acts.get().note == "Tags: Harbour"


def test_stories_are_assigned_with_a_note(editor, tom):
    lea = make_user("lea", groups=["Journalist"])
    stories = [make_story(), make_story(assigned_to=lea)]
    response = run(editor, "give_to", *stories, to=lea.pk, note="For Sunday.")
    act = StoryAct.objects.get()
    assert (act.story, act.verb, act.to, act.note) == (stories[0], Verb.ASSIGN, lea, "For Sunday.")
    assert f"“{stories[1]}”: It is already assigned to lea." in sentences(response)


def test_stories_are_withdrawn_with_a_notice_and_the_others_are_named(editor):
    live, draft = [publish_story().story for _story in range(3)], make_story("Never seen")
    response = run(editor, "take_off_site", *live, draft, notice="We were wrong.")
    assert "Done: 3 stories." in sentences(response)
    assert "“Never seen”: The story isn’t live" in sentences(response)
    for story in live:
        assert not story.editions.live(timezone.now()).exists()
        assert story.acts.get(verb=Verb.WITHDRAW).note == "We were wrong."


def test_a_form_that_says_nothing_is_asked_again(editor):
    story = make_story()
    assert "This field is required." in page(run(editor, "put_in_section", story))
    assert not story.acts.exists()


def test_a_story_that_one_may_open_and_not_publish_is_refused_by_name(editor, tom):
    make_section("Culture").editors.add(tom)
    own = make_story("Begun elsewhere", created_by=tom, section=make_section("Port"))
    fine = make_story(section=make_section("Culture"))
    response = run(editor, "add_tags", own, fine, tags=[Tag.objects.create(name="Tides", slug="tides").pk])
    assert (
        "“Begun elsewhere”: You don’t have permission to do this to this story: ask an editor of its section."
        in sentences(response)
    )
    assert (own.tags.count(), fine.tags.count()) == (0, 1)


def test_a_story_that_one_may_not_open_is_left_as_it_is_and_that_is_said(editor, tom):
    make_section("Culture").editors.add(tom)
    secret, fine = make_story("Elsewhere", section=make_section("Port")), make_story(section=make_section("Culture"))
    response = run(editor, "give_to", secret, fine, to=tom.pk)
    assert "1 story left unchanged: you have no access to it" in sentences(response)
    assert "Elsewhere" not in sentences(response)
    assert list(Story.objects.filter(assigned_to=tom)) == [fine]


@pytest.mark.parametrize("action", ["put_in_section", "add_tags", "give_to", "take_off_site"])
def test_a_journalist_has_none_of_these_acts(client, action):
    lea = make_user("lea", groups=["Journalist"])
    story = publish_story(created_by=lea).story
    client.force_login(lea)
    tag = Tag.objects.create(name="Tides", slug="tides")
    fields = {"section": make_section("Culture").pk, "tags": [tag.pk], "to": lea.pk, "notice": ""}
    response = run(client, action, story, **fields)
    assert "No action selected" in sentences(response)
    assert [act.verb for act in story.acts.all()] == ["publish"]
