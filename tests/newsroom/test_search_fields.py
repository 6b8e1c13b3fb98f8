"""What a row is found by is written with every write of what it is made of, whichever way that is written."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from articles.models import Contributor, FactBox, Image, Story, TextBlock
from comments.models import Block, Comment
from newsroom.db.search_fields import Searchable, SearchableQuerySet, fill, search_fields
from tests.comments.factories import make_comment
from tests.factories import add_text, make_contributor, make_image, make_story

pytestmark = pytest.mark.django_db


def stored(row):
    return type(row).objects.values_list("search_text", flat=True).get(pk=row.pk)


def test_a_line_each_so_that_nothing_is_found_across_two_fields():
    story = make_story("Élysée", kicker="Vœux", standfirst="L’été")
    assert stored(story) == f"voeux\nelysee\nl'ete\n{story.slug}".rstrip("\n")
    assert not Story.objects.with_terms('"voeux elysee"')


def test_markup_is_no_word():
    block = add_text(make_story(), "<p>Q&amp;R&nbsp;: <strong>re</strong>tour</p><p>1 &lt; 2</p>")
    assert stored(block) == "q&r: retour 1 < 2"


def test_a_list_of_words_is_read_one_by_one():
    image = make_image()
    image.keywords = ["Été", "Écluse"]
    image.save()
    assert "ete\necluse" in stored(image)


def test_save_of_some_fields_alone():
    story = make_story("Before")
    story.headline = "Après"
    story.save(update_fields=["headline"])
    assert stored(story).startswith("apres")


def test_save_of_a_field_that_is_none_of_the_sources_leaves_it(django_assert_num_queries):
    story = make_story("Before")
    story.legal_hold = True
    with django_assert_num_queries(1):
        story.save(update_fields=["legal_hold"])
    assert stored(story).startswith("before")


def test_save_of_a_row_whose_column_was_not_read():
    pk = make_comment(name="Lea").pk
    comment = Comment.objects.defer("search_text").get(pk=pk)
    comment.name = "Élodie"
    comment.save()
    assert stored(comment).startswith("elodie\n")


def test_update_of_all_sources_costs_what_it_did(django_assert_num_queries):
    make_contributor("Before")
    with django_assert_num_queries(1):
        Contributor.objects.update(name="Après")
    assert set(Contributor.objects.values_list("search_text", flat=True)) == {"apres"}


def test_update_of_some_sources():
    story, other = make_story("Before", kicker="Été"), make_story("Other")
    Story.objects.filter(headline="Before").update(headline="Après")
    assert stored(story).startswith("ete\napres")
    assert stored(other).startswith("other")


def test_update_by_an_expression():
    contributor = make_contributor("Before")
    Contributor.objects.update(name=Concat(F("name"), Value(" Après")))
    assert stored(contributor) == "before apres"


def test_update_leaves_a_row_that_comes_to_fit_meanwhile():
    make_contributor("Before")
    late = []

    def another_adds(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith("SELECT") and not late:
            late.append("begun")  # what is made below reads too
            late[:] = [make_contributor("Later")]
        return result

    with connection.execute_wrapper(another_adds):
        Contributor.objects.filter(name__in=["Before", "Later"]).update(name=Concat(F("name"), Value(" Après")))
    assert set(Contributor.objects.values_list("name", "search_text")) == {
        ("Before Après", "before apres"),
        ("Later", "later"),
    }


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="SQLite has one writer at a time")
def test_update_holds_the_rows_that_it_reads():
    make_contributor("Before")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        Contributor.objects.update(name=Concat(F("name"), Value(" Après")))
    assert any("FOR UPDATE" in query["sql"] for query in queries)


def test_update_through_a_relation():
    story = make_story()
    block = add_text(story, "<p>Before</p>")
    story.articles_textblock_set.update(html="<p>Après</p>")
    assert stored(block) == "apres"


def test_bulk_update():
    rows = [make_contributor("One"), make_contributor("Two")]
    for row in rows:
        row.name = f"Élodie {row.name}"
    Contributor.objects.bulk_update(rows, ["name"])
    assert list(map(stored, rows)) == ["elodie one", "elodie two"]


def test_bulk_create():
    [row] = Contributor.objects.bulk_create([Contributor(name="Élodie", slug="e")])
    assert stored(row) == "elodie"


def test_update_or_create():
    row, _new = Contributor.objects.update_or_create(slug="e", defaults={"name": "Élodie"})
    Contributor.objects.update_or_create(slug="e", defaults={"name": "Zoé"})
    assert stored(row) == "zoe"


def test_every_model_with_a_search_field_writes_it_by_every_door():
    found = [model for model in apps.get_models() if search_fields(model)]
    assert {Story, TextBlock, FactBox, Image, Comment, Block} <= set(found)
    assert [model for model in found if not issubclass(model, Searchable)] == []
    assert [model for model in found if not isinstance(model.objects.all(), SearchableQuerySet)] == []


def test_filling_more_rows_than_are_read_at_once(monkeypatch):
    monkeypatch.setattr("newsroom.db.search_fields.AT_ONCE", 2)
    rows = [make_contributor(f"Élodie {number}") for number in range(5)]
    Contributor._base_manager.update(search_text="")
    fill(Contributor)
    assert [stored(row) for row in rows] == [f"elodie {number}" for number in range(5)]
