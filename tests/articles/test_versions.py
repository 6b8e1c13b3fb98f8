"""The versions of a story at the desk: their history, and what differs between two."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Byline, ImageBlock, RelatedStory, Story, Tag
from articles.publishing import publish
from articles.revisions import snapshot
from tests.articles.versions import edit, numbers, page, url
from tests.factories import make_contributor, make_image, make_section, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_user("lea", groups=["Editor"]))
    return client


def test_the_history_shows_every_save_with_who_and_how_many_words_came_and_went(editor):
    story = make_story(html="<p>The tide came in.</p>", headline="Low water")
    edit(story, "<p>The tide came in at noon.</p>", by=make_user("sam"), headline="High water")
    response = editor.get(url("history", story))
    assert [(row.revision.number, *row.words) for row in response.context["rows"]] == [(2, 3, 1), (1, 6, 0)]
    shown = page(response)
    assert "sam" in shown
    assert "3 words added" in shown
    assert "1 word removed" in shown
    assert "6 words" in shown


def test_the_history_counts_against_the_version_before_even_if_that_one_is_filtered_out(editor):
    story = make_story(html="<p>One.</p>", headline="Low water")
    edit(story, "<p>One two.</p>")
    edit(story, "<p>One two three.</p>").rename("To the lawyer", by=make_user())
    (row,) = editor.get(url("history", story), {"only": "labelled"}).context["rows"]
    assert (row.revision.number, row.words) == (3, (1, 0))


def test_the_history_is_filtered_to_labelled_and_to_published_versions(editor):
    story = make_story()
    edit(story, "<p>Two.</p>").rename("To the lawyer", by=make_user())
    publish_story(story)
    edit(story, "<p>Three.</p>")
    assert numbers(editor.get(url("history", story))) == [3, 2, 1]
    edit(story, "<p>Four.</p>").rename("For Monday", by=make_user())
    assert numbers(editor.get(url("history", story), {"only": "labelled"})) == [4, 2]
    assert numbers(editor.get(url("history", story), {"only": "published"})) == [2]
    assert numbers(editor.get(url("history", story), {"only": "nonsense"})) == [4, 3, 2, 1]


def test_the_history_says_which_edition_a_version_became_and_how_it_stands(editor):
    at, story = timezone.now(), make_story()
    publish_story(story, at=at - timedelta(hours=3), live_from=at - timedelta(hours=3))
    edit(story, "<p>Two.</p>")
    publish_story(story, kind="update", at=at - timedelta(hours=1), live_from=at - timedelta(hours=1))
    edit(story, "<p>Three.</p>")
    publish_story(story, kind="correction", live_from=at + timedelta(days=1))
    publish.unschedule(story, by=make_user())
    edit(story, "<p>Four.</p>")
    publish_story(story, kind="correction", live_from=at + timedelta(days=2))
    response = editor.get(url("history", story))
    found = {row.revision.number: [standing for _edition, standing in row.editions] for row in response.context["rows"]}
    assert found == {4: ["scheduled"], 3: ["off"], 2: ["live"], 1: ["past"]}
    shown = page(response)
    for words in ("scheduled for", "cancelled before publication", "live since", "live from"):
        assert words in shown
    # What was called off is no publication.
    assert numbers(editor.get(url("history", story), {"only": "published"})) == [4, 2, 1]


def test_the_latest_two_are_chosen_for_the_comparison_even_below_a_pinned_one(editor):
    story = make_story()
    edit(story, "<p>Two.</p>")
    edit(story, "<p>Three.</p>")
    story.revisions.get(number=1).pin(by=make_user())
    checked = re.findall(r'name="([ab])" value="(\d)"[^>]* checked', page(editor.get(url("history", story))))
    assert sorted(checked) == [("a", "2"), ("b", "3")]


def test_pinned_versions_stand_above_the_others_and_only_on_the_first_page(editor, monkeypatch):
    monkeypatch.setattr("articles.admin.story.views.history.PAGE", 2)
    story = make_story()
    for number in range(2, 7):
        edit(story, f"<p>{number}</p>")
    story.revisions.get(number=2).pin(by=make_user())
    first = editor.get(url("history", story))
    assert numbers(first) == [2, 6, 5]
    second = editor.get(url("history", story), {"before": first.context["older"]})
    assert numbers(second) == [4, 3]
    third = editor.get(url("history", story), {"before": second.context["older"]})
    assert (numbers(third), third.context["older"]) == ([1], None)


def test_the_history_costs_the_same_with_few_versions_and_with_fifty(editor, django_assert_num_queries):
    story = make_story()
    publish_story(story).revision.pin(by=make_user())
    for number in (1, 48):
        for turn in range(number):
            edit(story, f"<p>{number} {turn}</p>", by=make_user(f"user{turn % 5}"))
        # Session, user, three for the rights, story, pinned, others, editions, texts, the latest's number.
        with django_assert_num_queries(11):
            response = editor.get(url("history", story))
        assert all("content" in row.revision.get_deferred_fields() for row in response.context["rows"])


@pytest.mark.parametrize("before", ["x", -1, 10**30, ""])
def test_a_place_in_the_history_that_makes_no_sense_is_its_beginning(editor, before):
    assert numbers(editor.get(url("history", make_story()), {"before": before})) == [1]


def test_a_story_that_was_never_saved_at_the_desk_has_an_empty_history(editor):
    story = Story.objects.create(headline="Bare")
    assert "hasn’t been saved" in page(editor.get(url("history", story)))
    assert editor.get(url("compare", story)).status_code == 404


def test_two_versions_are_compared_word_by_word_the_older_first_whatever_the_order(editor):
    story = make_story(html="<p>The tide came in at noon.</p>", headline="Low water")
    edit(story, "<p>The tide came in at dawn.</p>", headline="High water")
    for pair in ({}, {"a": 1, "b": 2}, {"a": 2, "b": 1}):
        shown = page(editor.get(url("compare", story), pair))
        assert "[removed: </span>noon<" in shown
        assert "[added: </span>dawn<" in shown
        assert "[added: </span>High <" in shown


@pytest.mark.parametrize("pair", [{"a": 1, "b": 9}, {"a": "x"}, {"b": "9" * 5000}, {"a": -1}, {"a": 10**30}])
def test_a_version_that_is_not_there_is_not_compared(editor, pair):
    assert editor.get(url("compare", make_story()), pair).status_code == 404


def test_markup_that_somebody_wrote_as_words_stays_words(editor):
    story = make_story()
    edit(story, "<p>&lt;img src=y&gt; came in, and so it was.</p>")
    edit(
        story,
        "<p>&lt;img src=y&gt; came in, and so it was. &lt;img src=x onerror=alert(1)&gt;</p>",
        kicker="<b>Port</b>",
    )
    shown = page(editor.get(url("compare", story)))
    assert "&lt;img src=x" in shown
    assert "&lt;img src=y" in shown
    assert "<img" not in shown
    assert "&lt;b&gt;Port&lt;/b&gt;" in shown


def test_sections_bylines_tags_and_pictures_are_named_and_deleted_ones_are_said_to_be(editor):
    gone = make_section("Gone")
    story = make_story(section=gone)
    story.section, story.lead_image = make_section("Culture"), make_image(caption="The quay")
    story.save()
    story.tags.add(Tag.objects.create(name="Tide", slug="tide"))
    Byline.objects.create(story=story, contributor=make_contributor("Ilan Mérou"), role="photographer", position=1)
    snapshot.record(story, by=None)
    pk = gone.pk
    gone.delete()
    shown = page(editor.get(url("compare", story)))
    for words in (
        f"deleted (no. {pk})",
        "Culture",
        "The quay — Ilan Mérou | Agence Littoral",
        "Tide",
        "(photographer)",
    ):
        assert words in shown


def test_the_comparison_costs_the_same_with_few_blocks_and_with_sixty(editor, django_assert_num_queries):
    story = make_story(lead_image=make_image())
    story.tags.add(Tag.objects.create(name="Tide", slug="tide"))
    where = {"parent": story, "region": "body"}
    for number in (1, 30):
        for place in range(number):
            ImageBlock.objects.create(**where, ordering=100 + place, image=make_image())
            RelatedStory.objects.create(**where, ordering=100 + place, story=make_story())
        snapshot.record(story, by=None)
        with django_assert_num_queries(15):
            assert editor.get(url("compare", story)).status_code == 200
