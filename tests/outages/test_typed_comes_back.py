"""The database locked, the disk full, PostgreSQL gone: what was typed comes back, and taken when sent again."""

import resource
import sqlite3
from contextlib import closing, contextmanager
from io import BytesIO
from secrets import token_bytes

import pytest
from PIL import Image as Pixels

from tests.forms import read
from tests.outages.asking import ask
from tests.outages.papers import copied
from tests.outages.reading import sent_again
from tests.processes import children, served

WORDS = "A gull, she said.\n\nAnd a tern?"
NOTHING, EVERYTHING = 1, resource.RLIM_INFINITY  # bytes that a file may have


@contextmanager
def locked(server, paper):
    """Let another process write, and not end."""
    with closing(sqlite3.connect(paper.database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def full(server, paper):
    """Let no process of the server write into any file."""
    limit(server.pid, NOTHING)
    yield
    limit(server.pid, EVERYTHING)


def limit(pid, most):
    """Limit a process first, then those it has begun: one that it begins meanwhile has its limit."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, EVERYTHING))
    for child in children(pid):
        limit(child, most)


@contextmanager
def gone(server, paper):
    """Stop PostgreSQL, and start it again."""
    paper.postgres.stop()
    yield
    paper.postgres.start()


@pytest.fixture(scope="module", params=[locked, full, pytest.param(gone, marks=pytest.mark.own_postgres)])
def fault(request):
    """Return each of the three."""
    return request.param


@pytest.fixture(scope="module")
def paper(fault, request, tmp_path_factory):
    """Return a paper for that fault alone."""
    if fault is gone:
        return request.getfixturevalue("on_postgres")
    return copied(request.getfixturevalue("on_sqlite"), tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def server(paper):
    """Yield a server on it."""
    with served(**paper.environment) as server:
        yield server


@pytest.fixture
def trouble(fault, server, paper):
    """Return the context in which the database can't be written."""
    return fault(server, paper)


def desk(paper, server):
    """Return (the cookies of an editor at the desk, the fields of the story's form)."""
    cookies = {"sessionid": paper.session}
    page = ask(server.address, f"/admin/articles/story/{paper.story_id}/change/", cookies=cookies)
    cookies["csrftoken"] = page.headers["Set-Cookie"].split("csrftoken=")[1].split(";")[0]
    return cookies, read(page.text)


def test_a_readers_comment(trouble, paper, server):
    fields = [("name", "Zenobie"), ("address", "zenobie@example.org"), ("body", WORDS), ("website", "")]
    comes_back(trouble, server, f"/comments/on/{paper.story_id}/", fields)


def test_a_readers_report(trouble, paper, server):
    fields = [("category", "insult"), ("words", WORDS), ("address", ""), ("website", "")]
    comes_back(trouble, server, f"/comments/{paper.comment}/report/", fields)


def test_a_readers_edit(trouble, paper, server):
    comes_back(trouble, server, f"/comments/receipt/{paper.receipt}/edit/", [("body", WORDS), ("edits", "0")])


@pytest.mark.parametrize("button", ["_continue", "_publish"])
def test_a_story(trouble, paper, server, button):
    cookies, fields = desk(paper, server)
    fields |= {"standfirst": WORDS, button: "1"}
    path = f"/admin/articles/story/{paper.story_id}/change/"
    comes_back(trouble, server, path, list(fields.items()), cookies=cookies)


def comes_back(trouble, server, path, fields, cookies=None):
    """Check that a POST is answered with all that was in it, and taken once that is over."""
    headers = {"Sec_Fetch_Site": "same-origin", "Referer": server.address, "cookies": cookies}
    with trouble:
        answer = ask(server.address, path, fields=fields, **headers)
    assert answer.status == 503, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert f"{WORDS}</textarea>" in answer.text
    again = sent_again(answer.text)
    assert again == fields
    assert ask(server.address, path, fields=again, **headers).status in (302, 303)


# Pixels. What is larger than half a megabyte passes through a file of the server's, before anybody looks at it.
@pytest.mark.parametrize("size", [(64, 48), (640, 480)])
def test_a_file_is_told_in_json_and_nothing_is_left_of_it(trouble, paper, server, size):
    cookies, fields = desk(paper, server)
    token = [("csrfmiddlewaretoken", fields["csrfmiddlewaretoken"]), ("again", "1")]
    before = stored(paper)
    with trouble:
        answer = upload(server, token, cookies, size)
    assert answer.status == 503, answer.text
    assert "not responding" in answer.json()["error"]
    assert stored(paper) == before
    assert "id" in upload(server, token, cookies, size).json()


def upload(server, fields, cookies, size):
    files = {"file": picture_file(size)}
    return ask(server.address, "/admin/articles/image/upload/", fields=fields, files=files, cookies=cookies)


def picture_file(size):
    """Return a picture's file, as a form sends it; of noise, so that it has three bytes a pixel."""
    file = BytesIO()
    Pixels.frombytes("RGB", size, token_bytes(3 * size[0] * size[1])).save(file, "PNG")
    file.seek(0)
    file.name = "gull.png"
    return file


def stored(paper):
    """Return the files in the paper's folder of pictures."""
    return sorted(path for path in paper.media.rglob("*") if path.is_file())
