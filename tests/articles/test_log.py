"""The log of a story: every act with who, what, when and why, on a page and as a table."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import gate
from articles.models import PullQuote, StoryAct
from articles.publishing import publish, workflow
from articles.revisions.snapshot import record
from newsroom.csv_export import csv_response
from tests.articles.versions import edit, page, url
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

Verb = StoryAct.Verb


@pytest.fixture
def tom():
    return make_user("tom", groups=["Editor"])


@pytest.fixture
def editor(client, tom):
    client.force_login(tom)
    return client


def lines(response):
    return list(csv.reader(io.StringIO(response.getvalue().decode().removeprefix("\ufeff"))))


def test_the_log_says_who_did_what_to_whom_and_why(editor, tom):
    lea = make_user("lea", groups=["Journalist"])
    story = make_story(created_by=lea)
    workflow.move(story, Verb.SUBMIT, by=lea, note="The figures are checked.")
    edit(story, "<p>Rewritten.</p>")
    workflow.assign(story, lea, by=tom)
    text = page(editor.get(url("log", story)))
    assert "Sent for review" in text
    assert "by lea" in text
    assert "The figures are checked." in text
    assert "by tom, to lea" in text
    assert f'{url("compare", story)}?a=1&amp;b=2">compare with version 1' in text


def test_the_story_form_leads_to_the_log(editor):
    story = make_story()
    assert f'href="{url("log", story)}"' in page(editor.get(url("change", story)))


def test_a_publication_shows_what_the_gate_checked_and_what_was_overridden_why(editor, tom):
    story = make_story()
    PullQuote.objects.create(parent=story, region="body", ordering=20, quote="words that nobody said")
    revision = record(story, by=tom)
    found = gate.findings(story, revision.content, at=timezone.now())
    reasons = {finding.key: "The agency sends it at noon." for finding in found if finding.may_override}
    publish.publish(story, by=tom, kind="first", overrides=reasons)
    text = page(editor.get(url("log", story)))
    assert "checks passed," in text
    assert "The story hasn’t been approved" in text
    assert "Edition 1, first publication" in text
    assert "Published anyway: The agency sends it at noon." in text


def test_a_table_has_a_name_in_the_desks_language(editor, tom, settings):
    settings.LANGUAGE_CODE = "fr"
    story = publish_story(by=tom).story
    ticked = {"action": "export_as_csv", "_selected_action": [story.pk]}
    for response, name in (
        (editor.get(url("log_export", story)), f"{story.slug}-journal"),
        (editor.post("/admin/articles/story/", ticked), "articles"),
    ):
        assert response["Content-Disposition"] == f'attachment; filename="{name}.csv"'


def test_the_log_as_a_table_has_a_line_an_act_in_the_order_of_time(editor, tom):
    story = publish_story(by=tom).story
    publish.withdraw(story, by=tom, notice="We were wrong.")
    response = editor.get(url("log_export", story))
    assert response["Content-Disposition"] == f'attachment; filename="{story.slug}-log.csv"'
    head, *rows = lines(response)
    assert head[:4] == ["when", "action", "by", "to"]
    assert [(row[1], row[2], row[4], row[6]) for row in rows] == [
        ("published", "tom", "1", ""),
        ("withdrawn", "tom", "1", "We were wrong."),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_table_is_taken_for_a_formula(start):
    cell = f"{start}HYPERLINK(1)"
    assert lines(csv_response("x", ["a"], [[cell, "2 = 2", 3]]))[1:] == [[f"'{cell}", "2 = 2", "3"]]


def test_a_note_that_looks_like_a_formula_is_harmless_in_the_table(editor, tom):
    story = make_story()
    workflow.move(story, Verb.SUBMIT, by=tom, note="=1+1")
    assert lines(editor.get(url("log_export", story)))[1][6] == "'=1+1"


def test_the_log_costs_the_same_with_two_acts_and_with_thirty(editor, tom):
    story = publish_story(by=tom).story
    editor.get(url("log", story))
    few = queries(editor, story)
    for _round in range(14):
        workflow.assign(story, tom, by=tom)
        workflow.assign(story, None, by=tom)
    assert queries(editor, story) == few


def queries(client, story):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url("log", story)).status_code == 200
    return len(found)
