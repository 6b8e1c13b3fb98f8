"""Whatever a browser, a script or a hand sends to the desk is answered: no error of the server, and nothing is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Autosave
from articles.revisions import snapshot
from articles.text.typography import set_fields
from newsroom.db.datetime_fields import NewsroomDateTimeField
from tests.articles.versions import page, url
from tests.factories import make_story, make_user, publish_story
from tests.forms import posted

LIST = reverse("admin:articles_story_changelist")
DOORS = ["autosave", "gate", "preview", "compare_unsaved", "typography", "present", "take_theirs"]
NEW_DOORS = ["gate_new", "preview_new", "typography_new", "autosave_new"]
NO_IDS = [str(2**63), "-1", "x", "9" * 5000, "", "\0"]
# 410: the form that is kept has been saved.
ANSWERED = {200, 302, 410}


@pytest.fixture
def editor(client, db):
    client.force_login(make_user("editor", groups=["Editor"]))
    return client


@pytest.fixture
def story(db):
    return make_story("Low water")


def form_of(client, story):
    return posted(client.get(url("change", story)))


# Characters that no field takes


@pytest.mark.parametrize(
    "name", ["headline", "slug", "articles_textblock_set-0-html", "held_because", "extra", "ex\0tra"]
)
def test_a_nul_is_left_out_and_the_rest_is_kept(editor, story, name):
    data = form_of(editor, story) | {"kicker": "High water", name: "a\0b"}
    for door in ["change", *DOORS]:
        assert editor.post(url(door, story), data).status_code in ANSWERED, door
    editor.post(url("autosave", story), data)
    kept = dict(Autosave.objects.unsaved().get().fields)
    assert (kept["kicker"], kept[name.replace("\0", "")]) == ("High water", "ab")


def test_two_megabytes_are_kept(editor, story):
    text = "<p>" + "mot " * 500_000 + "</p>"
    editor.post(url("autosave", story), form_of(editor, story) | {"articles_textblock_set-0-html": text})
    assert dict(Autosave.objects.unsaved().get().fields)["articles_textblock_set-0-html"] == text


# Texts that are more than one piece may hold


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<ul><li>" * 5_000 + "high water", "Lists or quotations are nested more than 30 levels deep"),
        (
            "<p>" + "mot " * 25_000 + "</p>",
            "the limit is 100,000 characters, markup included",
        ),
        (
            "<p>mot&amp;</p>" * 2_000,
            "the limit is 5,000 tags and special characters",
        ),
    ],
    ids=["deep", "long", "formatted"],
)
def test_a_text_that_is_too_much_is_refused_in_a_sentence_and_kept_as_it_was_typed(editor, story, html, sentence):
    data = form_of(editor, story) | {"articles_textblock_set-0-html": html}
    response = editor.post(url("change", story), data)
    assert sentence in page(response)
    assert posted(response)["articles_textblock_set-0-html"] == html
    for door in DOORS:
        assert editor.post(url(door, story), data).status_code in ANSWERED, door
    assert story.articles_textblock_set.get().html == "<p>The tide came in at noon, and nobody minded.</p>"


def test_a_row_that_is_too_deep_is_shown_to_readers_and_on_the_desk_as_plain_words(editor, client, story):
    edition = publish_story(story)
    deep = "<ul><li>" * 5_000 + "High water at noon."
    story.articles_textblock_set.update(html=deep)
    content = edition.revision.content
    content["blocks"][0]["html"] = deep
    edition.revision.save()
    assert "<p>High water at noon.</p>" in page(client.get(edition.path))
    for door in ("change", "preview", "compare"):
        assert editor.get(url(door, story)).status_code in {200, 405}, door
    assert snapshot.take(story)["blocks"][0]["html"] == "<p>High water at noon.</p>"


# Moments


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "9999-12-31T23:59", "9999-12-31T23:59-12:00"])
@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("embargo_until", {"_continue": "1"}),
        ("desk-due_at", {"_move": "assign"}),
        ("publication-live_from", {"_schedule": "1"}),
        ("publication-live_until", {"_publish": "1"}),
    ],
)
def test_a_year_in_which_nothing_can_be_planned_is_refused_in_a_sentence(editor, story, name, button, typed):
    data = form_of(editor, story) | {name: typed, **button}
    assert "Choose a year between 1900 and 2999." in page(editor.post(url("change", story), data, follow=True))
    for door in ("gate", "preview", "compare_unsaved"):
        assert editor.post(url(door, story), data).status_code == 200
    story.refresh_from_db()
    assert (story.embargo_until, story.due_at, story.editions.count()) == (None, None, 0)


@given(st.text() | st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M}") | st.datetimes().map(str))
def test_any_text_is_a_moment_or_is_refused(text):
    try:
        NewsroomDateTimeField(required=False).clean(text)
    except ValidationError as error:
        assert all(error.messages)


# Ids, and forms without the fields that a browser sends along


@pytest.mark.parametrize("value", NO_IDS)
def test_an_id_that_nothing_has_breaks_no_door_of_the_form(editor, story, value):
    ids = ["section", "opened_version", "over", "desk-to", "desk-held_by", "number"]
    ids += ["bylines-0-id", "bylines-0-position", "bylines-TOTAL_FORMS", "articles_textblock_set-0-id"]
    data = form_of(editor, story) | {"_move": "assign"}
    for name in ids:
        assert editor.post(url("change", story), data | {name: value}).status_code in ANSWERED, name
    for door in DOORS:
        assert editor.post(url(door, story), data | dict.fromkeys(ids, value)).status_code in ANSWERED, door


@pytest.mark.parametrize("value", NO_IDS)
def test_an_id_that_nothing_has_breaks_no_act_on_several(editor, story, value):
    for action in ("put_in_section", "add_tags", "give_to"):
        data = {"action": action, "_selected_action": [story.pk], "_confirmed": "1"}
        assert editor.post(LIST, data | {"section": value, "tags": [value[:18]], "to": value}).status_code in ANSWERED
    story.refresh_from_db()
    assert (story.section.name, story.assigned_to, story.acts.count()) == ("Port", None, 0)


@pytest.mark.parametrize("value", NO_IDS)
def test_a_number_that_nothing_has_breaks_no_page(editor, story, value):
    for door, name in [("preview_links", "version"), ("revoke_link", "link"), ("restore", "number")]:
        assert editor.post(url(door, story), {name: value}).status_code < 500
    for address in (url("compare", story), url("history", story), "/corrections/", "/"):
        assert editor.get(address, dict.fromkeys(["a", "b", "before", "page"], value)).status_code < 500


@pytest.mark.parametrize("posted", [{}, {"headline": "x", "_publish": "1"}, {"_move": "assign"}, {"over": "1"}])
def test_a_form_without_its_hidden_fields_breaks_no_door_and_changes_nothing(editor, story, posted):
    for door in ["change", *DOORS]:
        assert editor.post(url(door, story), posted).status_code in ANSWERED, door
    for door in NEW_DOORS:
        assert editor.post(reverse(f"admin:articles_story_{door}"), posted).status_code in ANSWERED, door
    story.refresh_from_db()
    assert (story.headline, story.revisions.count(), story.acts.count()) == ("Low water", 1, 0)


# Addresses


@pytest.mark.parametrize(
    "query", ["\0", "a b c " * 500, " ".join(map(str, range(900))), '"', "'" * 300, "%", "é’ " * 400]
)
def test_any_search_is_answered(editor, story, query):
    assert editor.get(LIST, {"q": query}).status_code == 200


def test_a_search_says_a_word_twice_and_means_it_once(editor, story):
    assert "Low water" in page(editor.get(LIST, {"q": "water " * 50 + "low"}))


@pytest.mark.parametrize("name", ["desk", "section__id__exact", "language__exact", "assigned_to__id__exact", "p", "o"])
@pytest.mark.parametrize("value", ["x", str(2**63)])
def test_any_filter_is_answered(editor, story, name, value):
    assert editor.get(LIST, {name: value}, follow=True).status_code == 200


@pytest.mark.django_db(transaction=True)  # a row is locked in a transaction only: PostgreSQL says so
@pytest.mark.parametrize("door", ["log", "log_export", "history", "compare"])
def test_a_page_that_only_shows_has_no_use_for_a_post(editor, story, door):
    assert editor.post(url(door, story)).status_code in {200, 405}


# Typography


@given(
    st.text(alphabet=st.sampled_from("a1 «»\"'…-–<>/&;:!?%€\u00a0\u202f\n\0") | st.characters()),
    st.sampled_from(["fr", "en", None, "x"]),
)
def test_any_text_can_be_set(text, language):
    list(set_fields([("headline", text), ("articles_textblock_set-0-html", text)], language))


@pytest.mark.parametrize("char", ["\x0b", "\x01", "\u202e", "\ufffe", "\u2028"])
def test_what_nobody_sees_is_taken_out_of_a_story(editor, story, char):
    html = "articles_textblock_set-0-html"
    fields = dict.fromkeys(("headline", "kicker", "standfirst", "lead_caption"), f"High{char}water")
    data = form_of(editor, story) | fields | {html: f"<p>High{char}water &#{ord(char)};</p>", "_continue": "1"}
    assert editor.post(url("change", story), data).status_code == 302
    story.refresh_from_db()
    wanted = "High water" if char in "\x0b\u2028" else "Highwater"
    assert {getattr(story, name) for name in fields} == {wanted}
    assert char not in story.articles_textblock_set.get().html
    assert story.articles_textblock_set.get().html.startswith(f"<p>{wanted}")
