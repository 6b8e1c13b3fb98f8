"""What a version points to and somebody has deleted since: publishing says so, and nothing else stumbles over it."""

import threading
from datetime import timedelta

import pytest
from django.db import connections, models, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from articles.models import BLOCKS, Byline, Contributor, ImageBlock, RelatedStory, Story
from articles.models.act import Refused
from articles.publishing.publish import publish
from articles.revisions import snapshot
from tests.articles.links import opened, share
from tests.factories import make_contributor, make_image, make_section, make_story, make_user, publish_story
from tests.forms import posted

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
KINDS = ("section", "tag", "contributor", "lead picture", "picture in the text", "story")


@pytest.fixture
def pointed():
    """Return {kind: row} of what a story will point to."""
    return {
        "section": make_section("Tides"),
        "tag": Story.tags.rel.model.objects.create(name="Wheels", slug="wheels"),
        "contributor": make_contributor("Odo Perrec"),
        "lead picture": make_image(),
        "picture in the text": make_image(),
        "story": make_story("The story that it points to"),
    }


@pytest.fixture
def story(pointed):
    """Return a story whose latest version points to all of these."""
    story = make_story(section=pointed["section"], lead_image=pointed["lead picture"])
    story.tags.add(pointed["tag"])
    Byline.objects.create(story=story, contributor=pointed["contributor"])
    place = {"parent": story, "region": "body"}
    ImageBlock.objects.create(image=pointed["picture in the text"], ordering=20, **place)
    RelatedStory.objects.create(story=pointed["story"], ordering=30, **place)
    snapshot.record(story, by=None)
    return Story.objects.get(pk=story.pk)


def delete(story, pointed, kind):
    """Take one thing out of the working copy, past the form that would write a version of that, and delete it."""
    Story.objects.filter(pk=story.pk).update(
        **{"section": {"section": make_section("Port")}, "lead picture": {"lead_image": None}}.get(kind, {})
    )
    Byline.objects.filter(contributor=pointed["contributor"]).delete() if kind == "contributor" else None
    ImageBlock.objects.all().delete() if kind == "picture in the text" else None
    row = pointed[kind]
    type(row).objects.filter(pk=row.pk).delete()


def names_something_gone(story):
    """Return whether the latest version points to something that isn't there."""
    content = story.revisions.first().content
    return bool(set(snapshot.pointers(content)) - snapshot.names(content).keys())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("later", [None, DAY], ids=["now", "scheduled"])
def test_it_isnt_published_and_a_sentence_says_why(kind, later, story, pointed):
    delete(story, pointed, kind)
    assert names_something_gone(story)
    live_from = later and timezone.now() + later
    with pytest.raises(Refused, match="has been deleted"):
        publish(story, by=make_user(), kind="first", live_from=live_from)
    connections["default"].check_constraints()
    assert not story.editions.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_once_saved_again_it_is_published(kind, story, pointed):
    delete(story, pointed, kind)
    snapshot.record(story, by=None)
    assert not names_something_gone(story)
    publish(story, by=make_user(), kind="first")
    connections["default"].check_constraints()


@pytest.fixture
def earlier(story, pointed):
    """Return a function that lets an earlier version point to a thing that is gone, and returns the story."""

    def earlier(kind):
        delete(story, pointed, kind)
        snapshot.record(Story.objects.get(pk=story.pk), by=None)
        return Story.objects.get(pk=story.pk)

    return earlier


@pytest.mark.parametrize("kind", KINDS)
def test_an_earlier_version_is_restored_without_it(kind, earlier):
    story = earlier(kind)
    wanted = story.revisions.get(number=2)
    restored = snapshot.restore(story, wanted, by=make_user())
    assert len(snapshot.left_out(wanted.content, restored.content)) in (0, 1)
    connections["default"].check_constraints()


@pytest.mark.parametrize("kind", KINDS)
def test_a_story_is_copied_without_it(kind, earlier):
    fresh = snapshot.copy(earlier(kind), by=make_user())
    assert not names_something_gone(fresh)
    connections["default"].check_constraints()


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_on_its_versions_stays_open(kind, earlier, client):
    story = earlier(kind)
    client.force_login(make_user("tom", groups=["Editor"]))
    here = [story.pk]
    for url in (
        reverse("admin:articles_story_history", args=here),
        reverse("admin:articles_story_compare", args=here) + "?a=2&b=3&full=on",
        reverse("admin:articles_story_compare", args=here) + "?a=1&b=2",
        reverse("admin:articles_story_log", args=here),
        reverse("admin:articles_story_preview_links", args=here) + "?version=2",
    ):
        assert client.get(url).status_code == 200, url
    change = reverse("admin:articles_story_change", args=here)
    assert client.post(f"{change}preview/", posted(client.get(change))).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_that_was_sent_still_shows_the_version(kind, story, pointed, client):
    link = share(story)
    delete(story, pointed, kind)
    assert story.headline in opened(client, link)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("tag", "story")])
@pytest.mark.parametrize("later", [None, DAY], ids=["live", "scheduled"])
def test_what_an_edition_stands_on_cant_be_deleted(kind, later, story, pointed):
    publish(story, by=make_user(), kind="first", live_from=later and timezone.now() + later)
    with pytest.raises(ProtectedError):
        delete(story, pointed, kind)


@pytest.mark.parametrize("kind", ["tag", "story"])
def test_what_an_edition_only_mentions_is_left_out_of_its_page(kind, story, pointed, client):
    edition = publish(story, by=make_user(), kind="first")
    delete(story, pointed, kind)
    connections["default"].check_constraints()
    assert client.get(edition.path).status_code == 200


def test_nothing_that_a_version_points_to_is_forgotten_here(story):
    """Every foreign key of the working copy and its blocks is among what `pointers` finds."""
    relations = {
        field.related_model._meta.model_name
        for model in (Story, Byline, *BLOCKS.values())
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
    } - {"user"}
    assert relations == {model for model, _pk in snapshot.pointers(story.revisions.first().content)}
    assert Contributor._meta.model_name in relations


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("several", [False, True], ids=["one", "several"])
def test_who_deletes_a_tag_that_is_being_published_waits_and_takes_it_off_the_edition(several, pointed, client):
    story = make_story()
    story.tags.add(pointed["tag"])
    client.force_login(make_user("tom", groups=["Editor"]))
    url = reverse("admin:articles_tag_delete", args=[pointed["tag"].pk])
    data = {"post": "yes"}
    if several:
        url = reverse("admin:articles_tag_changelist")
        data |= {"action": "delete_selected", "_selected_action": [pointed["tag"].pk]}
    answers = []

    def press():
        answers.append(client.post(url, data).status_code)
        connections.close_all()

    with transaction.atomic():
        edition = publish_story(story)
        other = threading.Thread(target=press)
        other.start()
        other.join(timeout=1)
        assert answers == []  # it waits for the lock
    other.join()
    assert answers == [302]
    assert not edition.tags.exists()
