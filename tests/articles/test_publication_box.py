"""The publication box of a live story: what readers are told, and that nothing typed into it is lost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Correction, Edition
from tests.factories import make_story, make_user, publish_story
from tests.forms import posted

pytestmark = pytest.mark.django_db

LONG = "À Arguen, l’été, on a écrit « été » au lieu de « hiver » : c’était une erreur. " * 12


@pytest.fixture
def editor(client):
    client.force_login(make_user("tom", groups=["Editor"]))
    return client


@pytest.fixture
def story():
    return publish_story().story


def form_of(client, story):
    return posted(client.get(reverse("admin:articles_story_change", args=[story.pk])))


def press(client, story, button="_publish", **fields):
    data = form_of(client, story) | {f"publication-{name}": value for name, value in fields.items()}
    address = reverse("admin:articles_story_change", args=[story.pk])
    return client.post(address, data | {button: "1"}, follow=True)


def sentences(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize(
    ("choice", "edition", "note"),
    [
        ("update", Edition.Kind.UPDATE, Correction.Kind.UPDATE),
        ("correction", Edition.Kind.CORRECTION, Correction.Kind.CORRECTION),
        ("clarification", Edition.Kind.CORRECTION, Correction.Kind.CLARIFICATION),
        ("editors_note", Edition.Kind.CORRECTION, Correction.Kind.EDITORS_NOTE),
        ("retraction", Edition.Kind.CORRECTION, Correction.Kind.RETRACTION),
    ],
)
def test_every_kind_of_note_is_one_choice_away(editor, story, choice, edition, note):
    press(editor, story, kind=choice, note="Four wheels, not three.")
    told = Correction.objects.get()
    assert (told.kind, told.text) == (note, "Four wheels, not three.")
    assert Edition.objects.live(timezone.now()).get().kind == edition


@pytest.mark.parametrize("choice", ["correction", "clarification", "editors_note", "retraction"])
def test_a_correction_without_words_is_refused_and_the_choice_stays(editor, story, choice):
    response = press(editor, story, kind=choice)
    assert "tell readers what was wrong" in sentences(response)
    assert posted(response)["publication-kind"] == choice
    assert not Correction.objects.exists()


def test_a_silent_fix_with_words_for_readers_is_refused_and_the_words_stay(editor, story):
    response = press(editor, story, kind="silent_fix", note="Four wheels.", headline="x")
    assert "This kind of edition doesn’t go with" in sentences(response)
    assert posted(response)["publication-note"] == "Four wheels."


def test_a_long_note_comes_back_whole_after_a_refusal(editor, story):
    response = press(editor, story, "_schedule", kind="correction", note=LONG.strip())
    assert "set a start time" in sentences(response)
    assert len(LONG) > 900
    assert posted(response)["publication-note"] == LONG.strip()


def test_what_is_typed_into_the_box_survives_a_plain_save(editor, story):
    response = press(editor, story, "_continue", kind="clarification", note="Half typed")
    assert posted(response)["publication-note"] == "Half typed"
    assert not Correction.objects.exists()


def test_what_is_typed_into_the_box_is_gone_once_it_is_published(editor, story):
    press(editor, story, "_continue", kind="correction", note="Four wheels.")
    response = press(editor, story, kind="correction", note="Four wheels, not three.")
    assert posted(response)["publication-note"] == ""


def test_the_box_of_another_story_holds_nothing_of_it(editor, story):
    press(editor, story, "_continue", kind="correction", note="Four wheels.")
    assert form_of(editor, publish_story().story)["publication-note"] == ""


def test_a_story_that_was_never_live_asks_for_no_note(editor):
    assert "publication-note" not in form_of(editor, make_story())


def test_a_withdrawal_can_be_a_retraction(editor, story):
    address = reverse("admin:articles_story_withdraw", args=[story.pk])
    refused = editor.post(address, {"notice": "", "retracted": "on"}, follow=True)
    assert "A retraction needs a notice" in refused.content.decode()
    editor.post(address, {"notice": "It was a hoax.", "retracted": "on"})
    assert Correction.objects.get().kind == Correction.Kind.RETRACTION
    assert not Edition.objects.live(timezone.now()).exists()
