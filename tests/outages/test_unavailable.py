"""The answer to an outage, or to a mistake of ours, brings back all that was typed."""

import sqlite3
from html import escape, unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, OperationalError, connection
from django.urls import path

from newsroom.http.outages import is_outage
from newsroom.http.unavailable import answers_json
from tests.outages.reading import sent_again


def fails(request):
    """Trip over a full disk."""
    raise OSError(28, "No space left on device")


def breaks(request):
    """Trip over a mistake of ours."""
    raise KeyError("marker-of-a-mistake")


def wraps(request):
    """Trip over something that was raised from a full disk."""
    try:
        fails(request)
    except OSError as error:
        raise RuntimeError("The page can't be made.") from error


urlpatterns = [
    path("fails/", fails),
    path("admin/fails/", fails),  # where files are taken
    path("breaks/", breaks),
    path("wraps/", wraps),
    path("script/", answers_json(lambda request: fails(request))),
]
handler500 = "newsroom.http.unavailable.server_error"

pytestmark = pytest.mark.urls(__name__)

BODY = "A gull, she said.\n\n<b>Two</b> gulls & a tern."
TYPED = [("name", "Zenobie"), ("address", "zenobie@example.org"), ("body", BODY)]


@pytest.fixture
def visitor(client):
    """Return a client to whom a mistake of ours is a page, as it is to a browser."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("address", "status"), [("/fails/", 503), ("/wraps/", 503), ("/breaks/", 500)])
def test_what_was_typed_comes_back_to_be_read_and_sent_again(visitor, address, status):
    response = visitor.post(f"{address}?page=2", dict(TYPED))
    assert response.status_code == status
    assert sent_again(response.content.decode()) == TYPED
    page = response.content.decode()
    assert f'action="{address}?page=2"' in page
    assert "marker-of-a-mistake" not in page
    for _name, value in TYPED:
        assert page.count(escape(value, quote=False)) == 2  # in its field, and where it is read
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert ("Retry-After" in response) == (status == 503)


def test_every_field_of_the_desk_is_sent_again_and_its_texts_are_read(visitor):
    fields = {
        "csrfmiddlewaretoken": "a-token",
        "headline": "Low water",
        "tags": ["3", "8"],
        "articles_textblock_set-0-html": "<p>The tide came in.</p><h2>At <em>noon</em></h2>",
        "_continue": "1",
    }
    response = visitor.post("/fails/", fields)
    sent = [
        (name, value) for name, values in fields.items() for value in ([values] if isinstance(values, str) else values)
    ]
    assert sent_again(response.content.decode()) == sent
    page = response.content.decode()
    assert "The tide came in.\nAt noon</textarea>" in page
    assert "Save again" in page
    assert "a-token</textarea>" not in page


def test_a_file_cant_come_back_and_is_asked_for(visitor):
    file = SimpleUploadedFile("gull.jpg", b"a gull")
    response = visitor.post("/admin/fails/", {"file": file, "alt": "A gull"})
    page = response.content.decode()
    assert "This page can’t keep a file" in page
    assert 'enctype="multipart/form-data"' in page
    assert sent_again(response.content.decode()) == [("alt", "A gull")]


def test_a_password_never_comes_back(visitor):
    page = visitor.post("/fails/", {"username": "lea", "password": "a long pass phrase"}).content.decode()
    assert "a long pass phrase" not in page
    assert "<form" not in page


@pytest.mark.parametrize("address", ["/fails/", "/breaks/"])
def test_a_script_that_asks_for_json_is_told_in_json(visitor, address):
    response = visitor.post(address, {"body": BODY}, headers={"accept": "application/json"})
    assert list(response.json()) == ["error"]
    assert response["Cache-Control"] == "no-store"


def test_a_view_for_scripts_answers_in_json_whatever_is_asked_for(visitor):
    response = visitor.post("/script/")
    assert response.status_code == 503
    assert "not responding" in response.json()["error"]


def test_a_page_that_can_only_be_read_is_asked_for_again(visitor):
    response = visitor.get("/fails/?page=2")
    assert response.status_code == 503
    page = unescape(response.content.decode())
    assert 'href="/fails/?page=2"' in page
    assert "<form" not in page


def test_the_page_of_an_outage_asks_the_database_nothing(visitor, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        visitor.post("/fails/", dict(TYPED))


@pytest.mark.django_db
def test_a_query_that_is_wrong_is_our_mistake():
    with pytest.raises(DatabaseError) as told, connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    assert not is_outage(told.value)


def test_a_locked_database_is_no_mistake_of_ours(tmp_path):
    first, second = (sqlite3.connect(tmp_path / "news.sqlite3", timeout=0, isolation_level=None) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as told:
        second.execute("BEGIN IMMEDIATE")
    error = OperationalError("database is locked")
    error.__cause__ = told.value
    assert is_outage(error)
    first.close()
    second.close()
