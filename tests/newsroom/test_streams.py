"""What can have thousands of lines is read as it is sent: no table, file or count holds all of its rows."""

import json

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Story, StoryAct
from comments.models import Block, Comment, Commenter, Decision
from comments.moderation import blocks
from comments.privacy import personal_data
from newsroom import csv_export
from tests.comments.factories import make_link, make_many
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

ROWS = 40
CHUNK = 10


@pytest.fixture
def boss(client):
    """Log in somebody who may do everything."""
    user = make_user("boss", superuser=True)
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def chunks(monkeypatch):
    """Read and send a few rows at once: the rule is the same, and a test needn't make thousands."""
    for module in (
        "newsroom.csv_export",
        "comments.moderation.audit_log",
        "articles.admin.story.list.export",
        "articles.admin.story.views.log",
    ):
        monkeypatch.setattr(f"{module}.CHUNK", CHUNK)
    monkeypatch.setattr(blocks, "CHUNK", CHUNK)
    monkeypatch.setattr(personal_data, "CHUNK", CHUNK)


@pytest.fixture
def read(monkeypatch):
    """Return a function that counts the rows of a model that are read from now on, as a list that grows."""

    def count(model):
        rows, plain = [], model.from_db.__func__
        monkeypatch.setattr(model, "from_db", classmethod(lambda *args: rows.append(1) or plain(*args)))
        return rows

    return count


def cursors():
    """Return how many of the connection's cursors PostgreSQL keeps open: it holds the rest of the rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE '_django%'")
        return cursor.fetchone()[0]


def pieces(answer, rows):
    """Return all pieces of a streamed answer; with the first of them, no more than two chunks have been read."""
    stream = iter(answer.streaming_content)
    first = next(stream)
    for _ in range(2):
        first += next(stream)
    assert len(rows) <= 2 * CHUNK + 1
    if connection.vendor == "postgresql":
        assert cursors() == 1
    return (first + b"".join(stream)).decode()


def decided(edition, boss):
    """Make a comment, and ROWS decisions about it."""
    [comment] = make_many(edition, 1)
    Decision.objects.bulk_create(
        Decision(comment=comment, by=boss, verb="pick", from_status="approved", to_status="approved", version=number)
        for number in range(1, ROWS + 1)
    )


def test_the_trail(client, boss, read):
    decided(publish_story(), boss)
    rows = read(Decision)
    assert pieces(client.get("/admin/comments/comment/audit-log/export/?verb=pick"), rows).count("\n") == ROWS + 1


def test_the_log_of_a_story(client, boss, read):
    story = publish_story().story
    StoryAct.objects.bulk_create(StoryAct(story=story, verb="assign", by=boss, to=boss) for _ in range(ROWS))
    rows = read(StoryAct)
    assert pieces(client.get(f"/admin/articles/story/{story.pk}/log/export/"), rows).count("\n") == ROWS + 2


def test_the_list_of_stories(client, boss, read):
    Story.objects.bulk_create(Story(headline="The tide", slug=f"tide-{number}") for number in range(ROWS))
    data = {"action": "export_as_csv", "_selected_action": list(Story.objects.values_list("pk", flat=True))}
    rows = read(Story)
    answer = client.post("/admin/articles/story/", data)
    rows.clear()  # the list itself, a page of it
    assert pieces(answer, rows).count("\n") == ROWS + 1


def test_what_is_kept_of_a_reader(client, read):
    row = make_many(publish_story(), ROWS)[0]
    link = make_link("data", comment=row)
    rows = read(Comment)
    kept = personal_data.export(link.commenter)
    assert next(kept["comments"])["text"] == row.body
    assert len(rows) <= CHUNK + 1
    if connection.vendor == "postgresql":
        assert cursors() == 1
    assert sum(1 for _ in kept["comments"]) == ROWS - 1


@pytest.mark.parametrize("kind", Block.Kind.values)
def test_a_rehearsal_keeps_no_more_than_a_chunk(kind, read, monkeypatch):
    make_many(publish_story(), ROWS)
    Comment.objects.update(body="Buy it at https://mill.example/now, today.")
    Comment.objects.filter(pk__in=Comment.objects.values("pk")[:7]).update(status="rejected")
    value = {"address": "many@example.org", "network": "10.0.0.1", "domain": "mill.example", "phrase": "buy it"}[kind]
    rows, most, plain = read(Comment), [], blocks.matching

    def matching(*args):
        most.append(len(rows) - len(most))
        return plain(*args)

    monkeypatch.setattr(blocks, "matching", matching)
    found = blocks.rehearse(kind, value, at=timezone.now())
    assert found == ((0, 0) if kind == "network" else (ROWS, ROWS - 7))
    assert max(most, default=0) <= CHUNK


def test_a_file_of_json_holds_what_is_kept():
    kept = {"address": "é@example.org", "comments": iter([{"a": 1}, {"b": ["ü", None]}]), "notifications": iter([])}
    from comments.views.data import as_file

    text = as_file(kept).getvalue().decode()
    assert json.loads(text) == {
        "address": "é@example.org",
        "comments": [{"a": 1}, {"b": ["ü", None]}],
        "notifications": [],
    }
    assert "é" in text


def test_a_table_begins_with_its_heads_whatever_comes():
    assert csv_export.csv_response("x", ["a", "b"], []).getvalue().decode() == "\ufeffa,b\r\n"


@pytest.mark.django_db(transaction=True)
def test_a_table_is_streamed_outside_of_a_transaction_too(client):
    boss = make_user("boss", superuser=True)
    decided(publish_story(), boss)
    client.force_login(boss)
    answer = client.get("/admin/comments/comment/audit-log/export/?verb=pick")
    assert answer.getvalue().decode().count("\n") == ROWS + 1
    assert Commenter.objects.exists()
