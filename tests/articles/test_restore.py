"""What is done to a story’s versions at the desk: restore, label, pin; and who may."""

import pytest
from django.contrib.admin.models import LogEntry

from articles.admin.story.admin import StoryAdmin
from articles.models import Byline, Embed, RelatedStory, Revision, StoryAct, Tag, TextBlock
from articles.revisions import snapshot
from tests.articles.versions import edit, page, sentences, url
from tests.factories import make_contributor, make_image, make_section, make_story, make_user, publish_story
from tests.forms import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_user("lea", groups=["Editor"]))
    return client


def restore(client, story, number):
    return client.post(url("restore", story), {"number": number}, follow=True)


def test_a_restore_puts_the_text_back_as_a_new_version_and_rewrites_nothing(editor):
    story = make_story(html="<p>First.</p>", headline="Low water")
    block = story.articles_textblock_set.get()
    edit(story, "<p>Second.</p>", headline="High water")
    before = list(story.revisions.values())
    response = restore(editor, story, 1)
    assert "Version 1 restored, as version 3." in sentences(response)
    story.refresh_from_db()
    block.refresh_from_db()
    assert (story.headline, block.html) == ("Low water", "<p>First.</p>")
    newest = story.revisions.first()
    assert (newest.number, newest.kind, newest.saved_by.username) == (3, "restore", "lea")
    assert newest.content == story.revisions.get(number=1).content == snapshot.take(story)
    assert list(story.revisions.values())[1:] == before


def test_a_restore_is_the_newest_version_so_that_a_form_opened_before_is_stale(editor):
    story = make_story(html="<p>First.</p>")
    edit(story, "<p>Second.</p>")
    stale = posted(editor.get(url("change", story)))
    restore(editor, story, 1)
    response = editor.post(url("change", story), stale | {"headline": "Mine", "_continue": "1"}, follow=True)
    assert "lea saved this story on" in response.content.decode()
    story.refresh_from_db()
    assert story.headline != "Mine"


def test_readers_of_a_live_story_see_nothing_of_a_restore(editor, client):
    story = make_story(html="<p>First.</p>")
    edit(story, "<p>Second.</p>")
    edition = publish_story(story)
    before = client.get(edition.path).content
    restore(editor, story, 1)
    assert client.get(edition.path).content == before
    assert (story.editions.count(), StoryAct.objects.count()) == (1, 2)


def test_a_restore_is_in_the_storys_log_with_the_version_that_it_made(editor):
    story = make_story(html="<p>First.</p>")
    edit(story, "<p>Second.</p>")
    restore(editor, story, 1)
    act = story.acts.get()
    assert (act.verb, act.by.username, act.revision.number, act.note) == ("restore", "lea", 3, "Version 1")


def test_a_second_press_on_restore_is_no_new_version(editor):
    story = make_story(html="<p>First.</p>")
    edit(story, "<p>Second.</p>")
    restore(editor, story, 1)
    restore(editor, story, 1)
    assert "already identical to version 2" in sentences((edit(story, "<p>Second.</p>"), restore(editor, story, 2))[1])
    assert list(story.revisions.values_list("number", "kind")) == [
        (4, "save"),
        (3, "restore"),
        (2, "save"),
        (1, "save"),
    ]
    assert story.acts.count() == 1


def test_what_a_version_points_to_and_is_gone_is_named(editor):
    section, picture, tag = make_section("Gone"), make_image(), Tag.objects.create(name="Tide", slug="tide")
    other, person = make_story(), make_contributor("Ilan Mérou")
    story = make_story(section=section, lead_image=picture)
    story.tags.add(tag)
    Byline.objects.create(story=story, contributor=person, role="photographer", position=1)
    RelatedStory.objects.create(parent=story, region="body", ordering=20, story=other)
    full = snapshot.record(story, by=None)
    keys = [section.pk, picture.pk, tag.pk, person.pk, other.pk]
    bare = full.content | {"section": make_section().pk, "lead_image": None, "tags": [], "bylines": [], "blocks": []}
    snapshot.put_back(story, bare)
    snapshot.record(story, by=None)
    for row in (section, picture, tag, person):
        row.delete()
    other.delete()
    said = sentences(restore(editor, story, full.number))
    kinds = ("section", "picture", "tag", "contributor", "related story")
    for words in (f"{kind} no. {key}" for kind, key in zip(kinds, keys, strict=True)):
        assert words in said
    assert f"{Byline.objects.filter(story=story).get()}" == "Lena Corvest"


def test_a_slug_that_another_story_has_taken_since_stays_as_it_is_and_is_said(editor):
    story = make_story(slug="low-water")
    edit(story, "<p>Second.</p>", slug="high-water")
    make_story(slug="low-water")
    said = sentences(restore(editor, story, 1))
    story.refresh_from_db()
    assert story.slug == "high-water"
    assert "slug “low-water”, now used by another story" in said


def test_blocks_keep_their_ids_and_markup_passes_the_gate_again(editor):
    story = make_story()
    embed = Embed.objects.create(parent=story, region="body", ordering=20, url="https://a.example/", title="A")
    full = snapshot.record(story, by=None)
    Revision.objects.filter(pk=full.pk).update(
        content=full.content
        | {
            "blocks": [
                block | ({"html": "<p>x<script>y</script></p>"} if "html" in block else {})
                for block in full.content["blocks"]
            ]
        }
    )
    embed.delete()
    snapshot.record(story, by=None)
    restore(editor, story, full.number)
    assert Embed.objects.get(parent=story).pk == full.content["blocks"][1]["id"]
    assert TextBlock.objects.get(parent=story).html == "<p>x</p>"


def test_a_version_of_another_story_is_never_put_into_this_one(editor):
    story, other = make_story(), make_story()
    edit(other, "<p>Second.</p>")
    assert restore(editor, story, 2).status_code == 404
    with pytest.raises(ValueError, match="another story"):
        snapshot.restore(story, other.revisions.first(), by=None)


def test_a_version_is_labelled_and_the_label_taken_away(editor):
    story = make_story()
    response = editor.post(url("label", story), {"number": 1, "label": " To the lawyer "}, follow=True)
    assert "To the lawyer" in page(response)
    assert story.revisions.get().label == "To the lawyer"
    assert "To the lawyer" in LogEntry.objects.get().change_message
    editor.post(url("label", story), {"number": 1, "label": ""})
    assert story.revisions.get().label == ""


def test_a_label_that_is_too_long_is_refused_with_a_sentence(editor):
    story = make_story()
    response = editor.post(url("label", story), {"number": 1, "label": "x" * 101}, follow=True)
    assert "at most 100 characters" in sentences(response)
    assert story.revisions.get().label == ""


def test_a_version_is_pinned_and_unpinned_and_a_second_press_changes_nothing(editor):
    story = make_story()
    for data, pinned in (({}, True), ({}, True), ({"off": "1"}, False), ({"off": "1"}, False)):
        editor.post(url("pin", story), {"number": 1} | data)
        assert story.revisions.get().pinned is pinned


def test_a_label_and_a_pin_change_neither_the_text_nor_the_storys_log(editor):
    story = make_story()
    before = story.revisions.values("number", "content", "saved_at", "words").get()
    editor.post(url("label", story), {"number": 1, "label": "x"})
    editor.post(url("pin", story), {"number": 1})
    assert story.revisions.values("number", "content", "saved_at", "words").get() == before
    assert not StoryAct.objects.exists()


@pytest.mark.parametrize("act", ["restore", "label", "pin"])
@pytest.mark.parametrize("data", [{}, {"number": "x"}, {"number": 99}, {"number": 10**30}])
def test_an_act_on_a_version_that_is_not_there_changes_nothing(editor, act, data):
    story = make_story()
    assert editor.post(url(act, story), data).status_code in {302, 404}
    assert list(story.revisions.values_list("number", "label", "pinned")) == [(1, "", False)]


def refusal(name):
    """Return what a post to a door is answered where there is no story; a page that only shows takes none at all."""
    return 405 if name in {"history", "compare"} else 404


@pytest.mark.parametrize("name", ["history", "compare", "restore", "label", "pin"])
def test_every_view_asks_the_desk_for_the_story_so_that_rights_to_single_stories_hold(editor, monkeypatch, name):
    story = make_story()
    monkeypatch.setattr(StoryAdmin, "get_object", lambda *_args, **_options: None)
    assert editor.get(url(name, story)).status_code == 404
    assert editor.post(url(name, story), {"number": 1}).status_code == refusal(name)


@pytest.mark.parametrize("name", ["restore", "label", "pin"])
def test_who_may_see_a_story_and_not_change_it_changes_nothing(editor, monkeypatch, name):
    story = make_story()
    edit(story, "<p>Second.</p>")
    monkeypatch.setattr(StoryAdmin, "has_change_permission", lambda *_args, **_options: False)
    assert editor.post(url(name, story), {"number": 1, "label": "x"}).status_code == 403
    assert story.revisions.count() == 2
    shown = page(editor.get(url("history", story)))
    for words in ("Restore", "Pin", "Save"):
        assert f">{words}<" not in shown
    assert ">Restore<" not in page(editor.get(url("compare", story)))


@pytest.mark.parametrize("name", ["history", "compare", "restore", "label", "pin"])
def test_a_get_changes_nothing(editor, name):
    story = make_story()
    edit(story, "<p>Second.</p>")
    before = list(story.revisions.values())
    response = editor.get(url(name, story), {"number": 1, "label": "x"})
    assert response.status_code == (200 if name in {"history", "compare"} else 405)
    assert list(story.revisions.values()) == before
    assert snapshot.take(story) == before[0]["content"]


@pytest.mark.parametrize("group", ["Moderator", "Journalist"])
@pytest.mark.parametrize("name", ["history", "compare", "restore", "label", "pin"])
def test_a_story_that_is_none_of_their_business_has_no_versions_for_them(client, name, group):
    story = make_story()
    edit(story, "<p>Second.</p>")
    client.force_login(make_user("mo", groups=[group]))
    assert client.get(url(name, story)).status_code == 404
    assert client.post(url(name, story), {"number": 1, "label": "x"}).status_code == refusal(name)
    assert list(story.revisions.values_list("number", "label", "pinned")) == [(2, "", False), (1, "", False)]


def test_a_journalist_restores_and_labels_versions_of_a_story_of_their_own(client):
    lea = make_user("lea", groups=["Journalist"])
    client.force_login(lea)
    story = make_story(created_by=lea)
    edit(story, "<p>Second.</p>")
    client.post(url("label", story), {"number": 1, "label": "x"})
    restore(client, story, 1)
    assert list(story.revisions.values_list("number", "label")) == [(3, ""), (2, ""), (1, "x")]


def test_what_nobody_sees_in_a_version_of_before_does_not_come_back(editor):
    story = make_story(html="<p>First.</p>")
    edit(story, "<p>Second.</p>", headline="High water")
    content = story.revisions.get(number=1).content
    block = content["blocks"][0] | {"html": "<p>Fir&#x202e;st\u000bone.</p>"}
    content |= {"headline": "Low\u000bwa\ufffeter", "kicker": "\u2068Sea\u2069", "blocks": [block]}
    Revision.objects.filter(story=story, number=1).update(content=content)
    restore(editor, story, 1)
    story.refresh_from_db()
    assert (story.headline, story.kicker) == ("Low water", "Sea")
    assert story.articles_textblock_set.get().html == "<p>First one.</p>"
