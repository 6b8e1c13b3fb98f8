"""The button “Typography” sets the story form as it stands, says what it changed, and saves nothing."""

import pytest
from django.urls import reverse

from articles.models import Autosave, ImageBlock, PullQuote, Story
from tests.factories import make_image, make_story, make_user
from tests.forms import block, posted

pytestmark = pytest.mark.django_db

TEXT = "articles_textblock_set"
SCRIPT = {"headers": {"accept": "application/json"}}


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def journalist(client, lea):
    client.force_login(lea)
    return client


def door(story=None, name="typography"):
    if story is None:
        return reverse("admin:articles_story_add" if name == "change" else f"admin:articles_story_{name}_new")
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def typed(client, story=None, **fields):
    return posted(client.get(door(story, "change"))) | fields


def press(client, story=None, **fields):
    return client.post(door(story), typed(client, story, **fields), **SCRIPT).json()


def test_a_script_is_told_what_each_field_becomes_and_what_changed(journalist, lea):
    story = make_story("L'eau monte", html="<p>Quoi ? <em>Non</em>!</p>", language="fr", created_by=lea)
    answer = press(journalist, story, kicker="Le port")
    assert answer == {
        "fields": {
            "headline": "L’eau monte",
            f"{TEXT}-0-html": "<p>Quoi\u202f? <em>Non</em>\u202f!</p>",
        },
        "changes": [["L'eau", "L’eau"], ["Quoi ? Non!", "Quoi·? Non·!"]],
        "sentence": "Typography corrected in 2 places.",
    }


def test_every_text_that_readers_read_is_set_and_nothing_else(journalist, lea):
    story = make_story(language="en", created_by=lea, slug="its", lead_image=make_image())
    where = {"parent": story, "region": "body"}
    ImageBlock.objects.create(**where, ordering=20, image=make_image(), caption="It's", alt="It's")
    PullQuote.objects.create(**where, ordering=30, quote="It's", attribution="It's")
    names = {"kicker", "headline", "standfirst", "lead_caption", "lead_alt"}
    fields = press(journalist, story, **dict.fromkeys(names, "It's"), **{"publication-kind": "It's"})["fields"]
    names |= {"articles_imageblock_set-0-caption", "articles_imageblock_set-0-alt"}
    names |= {"articles_pullquote_set-0-quote", "articles_pullquote_set-0-attribution"}
    assert fields == dict.fromkeys(names, "It’s")


def test_a_deleted_block_is_left_alone(journalist, lea):
    story = make_story(html="<p>It's</p>", created_by=lea)
    assert press(journalist, story, **{f"{TEXT}-0-DELETE": "on"})["fields"] == {}


def test_the_language_is_the_one_of_the_form(journalist, lea):
    story = make_story("Quoi ?", language="fr", created_by=lea)
    assert press(journalist, story, language="en")["fields"]["headline"] == "Quoi?"


def test_nothing_to_set_is_said(journalist, lea):
    answer = press(journalist, make_story(created_by=lea))
    assert answer["fields"] == {}
    assert answer["sentence"] == "The typography is already correct."


def test_a_new_story_has_the_button_too(journalist):
    assert press(journalist, headline="It's new", language="en")["fields"] == {"headline": "It’s new"}
    assert not Story.objects.exists()


@pytest.mark.parametrize("is_new", [True, False])
def test_without_a_script_the_form_comes_back_set_and_unsaved(journalist, lea, is_new):
    story = None if is_new else make_story("Low water", language="en", created_by=lea)
    wrong = {"headline": "It's wrong", "language": "en", "slug": "s" * 81, f"{TEXT}-TOTAL_FORMS": 2}
    wrong |= block(TEXT, 1, region="body", ordering=30, html="<p>Wait...</p>")
    response = journalist.post(door(story), typed(journalist, story, **wrong))
    again, page = posted(response), response.content.decode()
    assert (again["headline"], again["slug"]) == ("It’s wrong", "s" * 81)
    assert again[f"{TEXT}-1-html"] == "<p>Wait…</p>"
    assert "Typography corrected in 2 places. Not saved yet" in page
    assert "<del>It&#x27;s</del> → <ins>It’s</ins>" in page
    assert not Story.objects.filter(headline="It’s wrong").exists()


def test_what_came_back_can_be_saved(journalist, lea):
    story = make_story("It's low", language="en", created_by=lea)
    again = posted(journalist.post(door(story), typed(journalist, story)))
    journalist.post(door(story, "change"), again | {"_continue": "1"})
    story.refresh_from_db()
    assert story.headline == "It’s low"


def test_nothing_is_written(journalist, lea):
    story = make_story("It's low", language="en", created_by=lea)
    press(journalist, story, headline="It's high")
    journalist.post(door(story), typed(journalist, story, headline="It's high"))
    story.refresh_from_db()
    assert (story.headline, story.revisions.count(), Autosave.objects.unsaved().count()) == ("It's low", 1, 0)


@pytest.mark.parametrize("how", [{}, SCRIPT])
def test_another_journalists_story_has_no_such_door(journalist, how):
    assert journalist.post(door(make_story("Not mine")), {"headline": "It's"}, **how).status_code == 404


def test_who_may_not_write_has_no_such_door(client):
    client.force_login(make_user("mo", groups=["Moderator"]))
    assert client.post(door(), {"headline": "x"}).status_code == 403
    assert client.post(door(make_story()), {"headline": "x"}).status_code == 403


def test_looking_at_the_address_is_refused(journalist, lea):
    assert journalist.get(door()).status_code == 405
    assert journalist.get(door(make_story(created_by=lea))).status_code == 405
