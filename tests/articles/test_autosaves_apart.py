"""Each open form has an autosave of its own, which goes with that form's save, its owner's word, or its age."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Autosave, Story
from articles.revisions.autosaves import forget_old
from tests.articles.test_autosave import TEXT, door, keep, offers, recover, typing
from tests.factories import add_text, make_story, make_user
from tests.forms import block, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def lea():
    return make_user("lea", groups=["Journalist"])


@pytest.fixture
def journalist(client, lea):
    client.force_login(lea)
    return client


def test_two_forms_of_one_story_are_two_rows(journalist, lea):
    story = make_story(created_by=lea)
    keep(journalist, story, headline="In the first")
    keep(journalist, story, headline="In the second")
    assert {row.title for row in Autosave.objects.of(lea, story)} == {"In the first", "In the second"}


def test_the_save_of_one_form_lets_only_its_own_row_go(journalist, lea):
    story = make_story(created_by=lea)
    keep(journalist, story, headline="In the first")
    form = typing(journalist, story)
    journalist.post(door("autosave", story), form | {"headline": "In the second"})
    journalist.post(door("change", story), form | {"headline": "In the second", "_continue": "1"})
    assert [row.title for row in Autosave.objects.unsaved().all()] == ["In the first"]


def test_a_recovered_form_lets_its_source_go_with_its_save(journalist, lea):
    story = make_story(created_by=lea)
    keep(journalist, story, headline="High water")
    again = posted(recover(journalist))
    journalist.post(door("autosave", story), again | {"headline": "High water!"})
    assert Autosave.objects.unsaved().count() == 2
    journalist.post(door("change", story), again | {"headline": "High water!", "_continue": "1"})
    assert not Autosave.objects.unsaved().exists()


def test_a_source_that_somebody_typed_on_in_stays(journalist, lea):
    story = make_story(created_by=lea)
    form = typing(journalist, story)
    journalist.post(door("autosave", story), form | {"headline": "High water"})
    again = posted(recover(journalist))
    journalist.post(door("autosave", story), form | {"headline": "High water, and more"})
    journalist.post(door("change", story), again | {"_continue": "1"})
    assert Autosave.objects.unsaved().get().title == "High water, and more"


def test_what_is_saved_by_now_is_not_offered(journalist, lea):
    story = make_story(created_by=lea)
    for _form in range(2):
        keep(journalist, story, headline="High water")
    journalist.post(door("change", story), typing(journalist, story, headline="High water") | {"_continue": "1"})
    assert Autosave.objects.unsaved().count() == 2
    assert "story-offered" not in offers(journalist, story)


def test_kept_copies_cost_no_query_each(journalist, lea, django_assert_max_num_queries):
    story = make_story(created_by=lea)
    add_text(story, "<p>The second text of it.</p>", ordering=20)
    for number in range(5):
        keep(journalist, story, headline=f"High water {number}")
    with django_assert_max_num_queries(50):
        assert offers(journalist, story).count('"story-offered"') == 5


@pytest.mark.parametrize(
    "typed",
    [
        {f"{TEXT}-0-html": "<p>Other words.</p>"},
        {f"{TEXT}-0-DELETE": "on"},
        {f"{TEXT}-0-ordering": "30"},
        {f"{TEXT}-TOTAL_FORMS": 3, **block(TEXT, 2, region="body", ordering=40, html="<p>A third.</p>")},
        {"section": ""},
    ],
)
def test_whatever_is_typed_otherwise_is_offered(journalist, lea, typed):
    story = make_story(created_by=lea)
    add_text(story, "<p>The second text of it.</p>", ordering=20)
    keep(journalist, story)
    assert "story-offered" not in offers(journalist, story)
    keep(journalist, story, **typed)
    assert "story-offered" in offers(journalist, story)


@pytest.mark.parametrize("name", ["desk-note", "held_because"])
def test_words_that_are_no_part_of_a_version_are_offered_too(journalist, lea, name):
    story = make_story(created_by=lea)
    keep(journalist, story, **{name: "Ask the harbour master"})
    assert "You have unsaved text from" in offers(journalist, story)


def test_what_arrives_late_does_not_take_the_place_of_what_was_typed_since(journalist, lea):
    story = make_story(created_by=lea)
    form = typing(journalist, story)
    journalist.post(door("autosave", story), form | {"headline": "Now"})
    journalist.post(door("autosave", story), form | {"headline": "An hour ago", "autosave_age": "3600000"})
    assert Autosave.objects.unsaved().get().title == "Now"


@pytest.mark.parametrize(
    "wrong", [{"autosave": "../x"}, {"autosave": ""}, {"autosave_age": "-1"}, {"autosave_age": "x"}]
)
def test_a_form_that_says_nonsense_of_itself_is_kept_all_the_same(journalist, lea, wrong):
    story = make_story(created_by=lea)
    journalist.post(door("autosave", story), typing(journalist, story, headline="High water") | wrong)
    assert Autosave.objects.unsaved().get().title == "High water"


@pytest.mark.parametrize(
    "source", ["x", "x 2026", "x 2026-13-45T00:00", "\0 \0", "a" * 30 + " 2026-01-01T00:00:00+00:00"]
)
def test_a_source_that_makes_no_sense_breaks_no_save(journalist, lea, source):
    story = make_story(created_by=lea)
    form = typing(journalist, story, headline="High water", autosave_from=source)
    assert journalist.post(door("change", story), form | {"_continue": "1"}).status_code == 302


def test_what_was_typed_for_a_deleted_story_is_listed_and_becomes_a_new_one(journalist, lea):
    story = make_story(created_by=lea)
    keep(journalist, story, headline="High water")
    story.delete()
    front = journalist.get(reverse("admin:index")).content.decode()
    assert "its story is no longer available" in front
    journalist.post(door("change"), posted(recover(journalist)) | {"_continue": "1"})
    saved = Story.objects.get()
    assert (saved.headline, saved.articles_textblock_set.count()) == ("High water", 1)
    assert not Autosave.objects.unsaved().exists()


def test_the_first_page_lists_new_stories_and_nobody_elses(client, journalist, lea):
    keep(journalist, headline="High water")
    keep(journalist, make_story(created_by=lea), headline="Slack water")
    front = journalist.get(reverse("admin:index")).content.decode()
    assert ("High water" in front, "Slack water" in front) == (True, False)
    client.force_login(make_user("tom", groups=["Editor"]))
    assert "High water" not in client.get(reverse("admin:index")).content.decode()


def test_a_form_is_called_by_its_first_words_where_it_has_no_headline(journalist):
    keep(
        journalist, **{f"{TEXT}-TOTAL_FORMS": 1, **block(TEXT, 0, region="body", html="<p>The tide &amp; the mill</p>")}
    )
    assert Autosave.objects.unsaved().get().title == "The tide & the mill"


def test_thirty_days_without_a_key_let_a_row_go_and_the_log_says_so(journalist, caplog):
    for headline, age in (("Old", "2678400000"), ("Young", "2505600000")):
        keep(journalist, headline=headline, autosave_age=age)
    forget_old(timezone.now())
    assert Autosave.objects.unsaved().get().title == "Young"
    assert "Autosaves forgotten, since nobody had typed on for 30 days: 1." in caplog.text


def test_what_arrives_after_its_form_was_saved_is_not_kept_again(journalist, lea):
    story = make_story(created_by=lea)
    form = typing(journalist, story, headline="High water")
    journalist.post(door("change", story), form | {"_continue": "1"})
    answer = journalist.post(door("autosave", story), form | {"headline": "High wat"})
    assert (answer.status_code, set(answer.json())) == (410, {"key"})
    assert not Autosave.objects.unsaved().exists()


def test_a_form_that_stays_open_after_its_save_is_kept_under_a_key_of_its_own(journalist, lea):
    story = make_story(created_by=lea)
    form = typing(journalist, story)
    journalist.post(door("change", story), form | {"_continue": "1"})
    key = journalist.post(door("autosave", story), form).json()["key"]
    journalist.post(door("autosave", story), form | {"headline": "Higher", "autosave": key})
    assert Autosave.objects.unsaved().get().title == "Higher"


def test_a_refused_save_of_a_form_that_was_saved_before_loses_nothing(journalist, lea):
    story = make_story(created_by=lea)
    form = typing(journalist, story)
    journalist.post(door("change", story), form | {"headline": "High water", "_continue": "1"})
    again = posted(journalist.post(door("change", story), form | {"headline": "Higher", "_continue": "1"}))
    assert dict(Autosave.objects.unsaved().get().fields)["headline"] == "Higher"
    assert Autosave.objects.unsaved().get().key == again["autosave"]


def offered(answer):
    """Return how the copies begin that a shown form offers."""
    return re.findall(r"<q>(.*?)</q>", answer.content.decode().partition("<template id")[0])


@pytest.mark.parametrize("is_new", [True, False])
def test_a_recovered_form_that_is_loaded_again_offers_what_was_typed_since(journalist, lea, is_new):
    story = None if is_new else make_story(created_by=lea)
    keep(journalist, story, headline="Low water")
    keep(journalist, story, headline="High water")
    source = Autosave.objects.get(title="High water")
    first = recover(journalist, source)
    assert offered(first) == []
    journalist.post(door("autosave", story), posted(first) | {"headline": "Higher"})
    again = recover(journalist, source)
    assert (posted(again)["headline"], offered(again)) == ("High water", ["Higher"])


@pytest.mark.parametrize("is_new", [True, False])
def test_a_refused_save_that_is_loaded_again_loses_nothing_that_was_typed_since(journalist, lea, is_new):
    story = None if is_new else make_story(created_by=lea)
    sent = typing(journalist, story, headline="", kicker="At sea") | {"_continue": "1"}
    refused = journalist.post(door("change", story), sent)
    assert offered(refused) == []
    journalist.post(door("autosave", story), posted(refused) | {"headline": "High water"})
    for _press in range(2):
        again = journalist.post(door("change", story), sent)
        assert (posted(again)["kicker"], offered(again)) == ("At sea", ["High water"])
    assert Autosave.objects.unsaved().count() == 2
