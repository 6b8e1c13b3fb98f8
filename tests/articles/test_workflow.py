"""The story form as a journalist and an editor use it, without the browser."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, ImageBlock, Story, StoryAct, TextBlock
from articles.revisions.snapshot import record, take
from tests.factories import (
    add_text,
    make_contributor,
    make_image,
    make_section,
    make_story,
    make_user,
    publish_story,
)
from tests.forms import block, posted

pytestmark = pytest.mark.django_db

TEXT, IMAGE, QUOTE = "articles_textblock_set", "articles_imageblock_set", "articles_pullquote_set"


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def journalist(client, lea):
    client.force_login(lea)
    return client


@pytest.fixture
def editor(client):
    client.force_login(make_user("tom", groups=["Editor"]))
    return client


def change_url(story):
    return reverse("admin:articles_story_change", args=[story.pk])


def open_form(client, story=None):
    return posted(client.get(change_url(story) if story else reverse("admin:articles_story_add")))


def save(client, story, data, **buttons):
    return client.post(change_url(story), data | (buttons or {"_continue": "1"}), follow=True)


def sentences(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_a_journalist_writes_a_whole_story_in_one_save(journalist):
    data = open_form(journalist) | {"headline": "L’œuvre du port", "language": "fr", "section": make_section().pk}
    data |= {f"{TEXT}-TOTAL_FORMS": 1, f"{IMAGE}-TOTAL_FORMS": 1, f"{QUOTE}-TOTAL_FORMS": 1}
    data |= block(TEXT, 0, region="body", ordering=10, html="<p>Nul ne s’en plaint.</p><script>x</script>")
    data |= block(IMAGE, 0, region="body", ordering=20, image=make_image().pk)
    data |= block(QUOTE, 0, region="body", ordering=30, quote="Nul ne s’en plaint")
    data |= block("bylines", 0, contributor=make_contributor().pk, role="author", position=0)
    response = journalist.post(reverse("admin:articles_story_add"), data | {"_continue": "1"}, follow=True)
    assert response.status_code == 200, response.content
    story = Story.objects.get()
    assert story.slug == "l-oeuvre-du-port"
    revision = story.revisions.get()
    assert (revision.number, revision.saved_by.username) == (1, "lea")
    assert revision.content == take(story)
    assert [b["kind"] for b in revision.content["blocks"]] == ["text", "image", "pull_quote"]
    assert revision.content["blocks"][0]["html"] == "<p>Nul ne s’en plaint.</p>"


def test_a_slug_that_exists_is_refused_with_a_sentence_and_everything_is_kept(journalist, lea):
    make_story(slug="low-water")
    story = make_story(created_by=lea)
    data = open_form(journalist, story) | {"slug": "low-water", "kicker": "Typed before the error"}
    response = save(journalist, story, data)
    assert "Another story already has this slug: choose another one." in response.content.decode()
    assert "Typed before the error" in response.content.decode()
    story.refresh_from_db()
    assert story.kicker == ""


def test_a_slug_is_made_that_no_other_story_has(journalist, lea):
    make_story("Low water", slug="low-water")
    story = make_story("Low water", slug="other", created_by=lea)
    save(journalist, story, open_form(journalist, story) | {"slug": ""})
    story.refresh_from_db()
    assert story.slug == "low-water-2"


def test_a_picture_block_without_picture_is_refused_and_the_text_is_kept(journalist, lea):
    story = make_story(created_by=lea)
    data = open_form(journalist, story) | {f"{IMAGE}-TOTAL_FORMS": 1, f"{TEXT}-0-html": "<p>Typed just now.</p>"}
    data |= block(IMAGE, 0, region="body", ordering=20, caption="A caption without its picture")
    response = save(journalist, story, data)
    page = response.content.decode()
    assert "This field is required." in page
    assert "Typed just now." in page
    assert "A caption without its picture" in page
    assert not ImageBlock.objects.exists()
    assert story.revisions.count() == 1


def test_a_stale_form_is_refused_with_who_and_when_until_its_writer_saves_over_the_other(journalist, lea):
    story = make_story(created_by=lea)
    stale = open_form(journalist, story) | {"headline": "Mine", f"{TEXT}-0-html": "<p>Mine too.</p>"}
    Story.objects.filter(pk=story.pk).update(headline="Theirs")
    story.refresh_from_db()
    record(story, by=make_user("sam"))

    refused = save(journalist, story, stale)
    page = refused.content.decode()
    assert "sam saved this story on" in page
    assert "Mine too." in page
    story.refresh_from_db()
    assert (story.headline, story.revisions.count()) == ("Theirs", 2)

    again = save(journalist, story, posted(refused))
    assert "sam saved this story on" in again.content.decode()
    story.refresh_from_db()
    assert (story.headline, story.revisions.count()) == ("Theirs", 2)

    save(journalist, story, posted(again), over="2")
    story.refresh_from_db()
    assert story.headline == "Mine"
    assert [revision.content["headline"] for revision in story.revisions.all()[:2]] == ["Mine", "Theirs"]


def test_a_block_that_a_colleague_deleted_meanwhile_is_kept_as_a_new_one(journalist, lea):
    story = make_story(created_by=lea)
    add_text(story, "<p>Second.</p>", ordering=20)
    record(story, by=None)
    stale = open_form(journalist, story) | {f"{TEXT}-1-html": "<p>Second, rewritten.</p>"}
    TextBlock.objects.get(html="<p>Second.</p>").delete()
    record(story, by=make_user("sam"))
    refused = save(journalist, story, stale)
    assert "Second, rewritten." in refused.content.decode()
    assert not TextBlock.objects.filter(html__contains="rewritten").exists()
    save(journalist, story, posted(refused), over="3")
    assert TextBlock.objects.filter(html="<p>Second, rewritten.</p>", parent=story).count() == 1
    assert TextBlock.objects.filter(parent=story).count() == 2


def test_a_form_for_a_story_that_is_not_there_leads_back_to_the_desk(journalist):
    for pk in ("abc", "987654"):
        response = journalist.post(f"/admin/articles/story/{pk}/change/", {}, follow=True)
        assert "exist" in sentences(response)


def test_an_editor_publishes_what_is_in_the_form_now(editor):
    story = make_story()
    response = save(editor, story, open_form(editor, story) | {"headline": "As typed", **kind("first")}, _publish="1")
    assert "“As typed” is live." in sentences(response)
    assert Edition.objects.live(timezone.now()).get().headline == "As typed"


def test_an_editor_schedules_in_the_newsrooms_time(editor):
    story = make_story()
    data = open_form(editor, story) | kind("first") | {"publication-live_from": "2036-07-01T08:00"}
    assert "has been scheduled" in sentences(save(editor, story, data, _schedule="1"))
    edition = story.editions.get()
    assert edition.live_from.isoformat() == "2036-07-01T06:00:00+00:00"


@pytest.mark.parametrize(
    ("fields", "button", "sentence"),
    [
        ({"publication-live_from": "2036-07-01T08:00"}, "_publish", "a start time is set"),
        ({}, "_schedule", "set a start time"),
        ({"publication-live_from": "tomorrow"}, "_schedule", "Enter a valid date/time"),
        ({"publication-live_from": "2026-03-29T02:30"}, "_schedule", "may not exist"),
        ({"publication-kind": "update"}, "_publish", "choose the kind of edition again"),
        ({"publication-kind": "rumour"}, "_publish", "Select a valid choice"),
    ],
)
def test_a_publication_box_that_will_not_do_saves_and_says_why(editor, fields, button, sentence):
    story = make_story()
    data = open_form(editor, story) | {"headline": "Saved all the same"} | kind("first") | fields
    response = save(editor, story, data, **{button: "1"})
    assert sentence in sentences(response)
    assert posted(response)["publication-live_from"] == data["publication-live_from"]
    assert not Edition.objects.exists()
    story.refresh_from_db()
    assert story.headline == "Saved all the same"


def test_what_the_gate_finds_is_said_and_the_story_is_saved(editor):
    story = make_story(lead_image=make_image(alt="", creator=""))
    response = save(editor, story, open_form(editor, story) | kind("first"), _publish="1")
    assert "no alt text" in sentences(response)
    assert "no credit" in sentences(response)
    assert not Edition.objects.exists()


def test_the_same_text_is_published_once_however_often_the_button_is_pressed(editor):
    story = make_story()
    data = open_form(editor, story) | kind("first")
    save(editor, story, data, _publish="1")
    response = save(editor, story, data | kind("update"), _publish="1")
    assert "tom has already published this text" in sentences(response)
    assert story.editions.count() == story.acts.count() == 1


def test_who_publishes_another_text_second_is_told_who_was_first(editor):
    story = make_story()
    data = open_form(editor, story) | {"headline": "The second text"} | kind("first")
    publish_story(story, by=make_user("sam"))
    assert "sam has already published this story, on" in sentences(save(editor, story, data, _publish="1"))
    assert story.editions.count() == 1


@pytest.mark.parametrize("button", ["_publish", "_schedule"])
def test_a_journalist_cannot_publish_even_by_a_forged_button(journalist, lea, button):
    story = make_story(created_by=lea)
    data = open_form(journalist, story) | kind("first") | {"publication-live_from": "2036-07-01T08:00"}
    assert save(journalist, story, data, **{button: "1"}).status_code == 403
    assert not Edition.objects.exists()


def test_a_journalist_cannot_lift_an_embargo_or_a_legal_hold(journalist, lea):
    until = timezone.now() + timedelta(days=1)
    story = make_story(embargo_until=until, legal_hold=True, created_by=lea)
    data = open_form(journalist, story) | {"headline": "Changed", "embargo_until_0": "", "embargo_until_1": ""}
    save(journalist, story, data)
    story.refresh_from_db()
    assert (story.headline, story.embargo_until, story.legal_hold) == ("Changed", until, True)


def test_an_editor_withdraws_with_a_notice_and_a_get_changes_nothing(editor):
    story = publish_story().story
    url = reverse("admin:articles_story_withdraw", args=[story.pk])
    assert "Withdraw this story?" in editor.get(url).content.decode()
    assert story.editions.live(timezone.now()).exists()
    response = editor.post(url, {"notice": "We were wrong."}, follow=True)
    assert "has been withdrawn" in sentences(response)
    assert not story.editions.live(timezone.now()).exists()
    assert story.acts.get(verb=StoryAct.Verb.WITHDRAW).note == "We were wrong."
    assert "tom has already withdrawn this story" in sentences(editor.post(url, follow=True))


def test_an_editor_calls_off_what_is_scheduled(editor):
    story = publish_story(live_from=timezone.now() + timedelta(days=1)).story
    url = reverse("admin:articles_story_unschedule", args=[story.pk])
    assert editor.get(url).status_code == 200
    assert "The story is no longer scheduled." in sentences(editor.post(url, follow=True))
    assert not story.editions.scheduled(timezone.now()).exists()


@pytest.mark.parametrize("act", ["withdraw", "unschedule"])
def test_a_journalist_can_neither_withdraw_nor_unschedule(journalist, lea, act):
    story = publish_story(created_by=lea).story
    assert journalist.post(reverse(f"admin:articles_story_{act}", args=[story.pk])).status_code == 403
    assert story.editions.live(timezone.now()).exists()


def test_blocks_of_another_story_cannot_be_cloned_into_it_by_a_forged_form(journalist, lea):
    victim, story = make_story(created_by=lea), make_story()
    data = open_form(journalist, story)
    data |= {"_clone": f"articles.textblock:{victim.articles_textblock_set.get().pk}"}
    save(journalist, story, data | {"_clone_region": "body", "_clone_ordering": 10})
    assert victim.articles_textblock_set.count() == 1


def kind(name):
    return {"publication-kind": name, "publication-live_from": "", "publication-live_until": ""}
