"""The search over all stories at the desk: every word, wherever it stands, and nothing of what isn't open."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import FactBox, PullQuote
from tests.articles.versions import page
from tests.factories import add_text, make_contributor, make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_story_changelist")


@pytest.fixture
def editor(client):
    client.force_login(make_user("tom", groups=["Editor"]))
    return client


def found(client, term):
    return [story.headline for story in client.get(LIST, {"q": term}).context["cl"].result_list]


@pytest.fixture
def tide():
    """Return a story that has a word of its own in each place."""
    words = {"kicker": "Kickerword", "standfirst": "Standfirstword", "slug": "slugword"}
    story = make_story("Élysée tides", html="<p>Bodyword, l’eau douce.</p>", **words)
    add_text(story, "<p>Bodyword again.</p>", ordering=20)
    where = {"parent": story, "region": "body", "ordering": 30}
    FactBox.objects.create(**where, title="x", html="<p>Boxword</p>")
    PullQuote.objects.create(**where, quote="Quoteword")
    make_story("Another")
    return story


@pytest.mark.parametrize(
    "term",
    [
        "tides",
        "TIDES",
        "élysée",
        "kickerword",
        "standfirstword",
        "slugword",
        "bodyword",
        "boxword",
        "quoteword",
        "bodyword tides standfirst",
        '"élysée tides"',
        "l'eau douce",
        "l'eau d",
    ],
)
def test_a_story_is_found_once_by_the_words_that_stand_in_it(editor, tide, term):
    assert found(editor, term) == ["Élysée tides"]


@pytest.mark.parametrize("term", ["tides nowhere", '"tides élysée"', "bodyword another"])
def test_a_word_that_stands_nowhere_finds_nothing(editor, tide, term):
    assert found(editor, term) == []


def test_a_story_is_found_by_who_signs_it(editor, tide):
    other = make_story("By somebody else")
    other.bylines.create(contributor=make_contributor("Ilan Mérou"), position=1)
    assert found(editor, "ilan corvest") == ["By somebody else"]


def test_another_journalists_draft_is_not_found(client, tide):
    client.force_login(make_user("lea", groups=["Journalist"]))
    assert found(client, "bodyword") == []


def test_what_a_block_may_point_to_does_not_tell_by_its_text(client):
    story = publish_story(headline="Live story").story
    add_text(story, "<p>Secretword</p>", ordering=20)
    client.force_login(make_user("lea", groups=["Journalist"]))
    url = f"{reverse('admin:autocomplete')}?app_label=articles&model_name=relatedstory&field_name=story&term="
    assert len(client.get(f"{url}live").json()["results"]) == 1
    assert client.get(f"{url}secretword").json()["results"] == []


def test_a_search_costs_the_same_whatever_it_finds(editor, tide):
    found(editor, "tides")
    few = queries(editor, "tides")
    for number in range(20):
        make_story(f"Tides {number}")
    assert queries(editor, "tides") == few


def queries(client, term):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(LIST, {"q": term}).status_code == 200
    return len(captured)


def test_the_field_is_on_every_page_of_those_who_see_stories_and_of_nobody_else(client, editor):
    index, form = reverse("admin:index"), reverse("admin:articles_tag_changelist")
    assert 'class="desk-search"' in page(editor.get(index))
    assert 'class="desk-search"' in page(editor.get(form))
    client.force_login(make_user("mo", groups=["Moderator"]))
    assert 'class="desk-search"' not in page(client.get(index))
    client.logout()
    assert 'class="desk-search"' not in page(client.get(reverse("admin:login")))
