"""Under load every page is, byte for byte, the one that is served when all is quiet."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest

from tests.comments.factories import make_comment
from tests.factories import publish_story
from tests.processes import Server

READERS = 8
EACH = 80  # pages; with one linker for all threads one in 50 to 300 was wrong
THREADS = 25  # one page of a discussion, with a reply to each


def said(story, number):
    """Return a comment's text that no other comment has: two paragraphs, signs, a link."""
    mark = f"{story}-{number}"
    return (
        f"Reader {mark} & others < everybody: “{mark * 4}”.\n\n"
        f"See https://paper{number}.example/{story}?a={number}&b={story} ({mark}),\nthen {mark} again, & {mark}."
    )


def make_discussed_story(name):
    """Publish a story of fifty comments, each with words of its own; return its path."""
    edition = publish_story(headline=f"High water at {name}")
    for number in range(THREADS):
        root = make_comment(edition=edition, body=said(name, number))
        make_comment(to=root, body=said(name, number + THREADS))
    return edition.path


@pytest.fixture
def server(transactional_db):
    running = Server(WEB_WORKERS="2", WEB_THREADS="4")
    yield running
    running.kill()


def ask(connection, path, tag=None):
    """Return (status, entity tag, body) of a page."""
    connection.request("GET", path, headers={"If-None-Match": tag} if tag else {})
    response = connection.getresponse()
    return response.status, response.headers["ETag"], response.read()


def read_on(server, quiet, number):
    """Read both stories in turn; return a list of the pages that weren't right."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    paths = sorted(quiet, reverse=bool(number % 2))
    wrong = []
    for asked in range(EACH):
        path = paths[asked % 2]
        _status, tag, body = quiet[path]
        # A browser that has the page asks whether it is still right.
        has_it = asked % 5 == 4
        answer = ask(connection, path, tag if has_it else None)
        if answer != ((304, tag, b"") if has_it else (200, tag, body)):
            wrong.append((path, answer[0]))
    connection.close()
    return wrong


def test_eight_readers_at_once_each_get_the_page_that_one_gets_alone(server):
    paths = [make_discussed_story(name) for name in ("Orvane", "Quille")]
    alone = HTTPConnection("127.0.0.1", server.port, timeout=30)
    quiet = {path: ask(alone, path) for path in paths}
    alone.close()
    for name, (status, _tag, body) in zip(("Orvane", "Quille"), quiet.values(), strict=True):
        assert status == 200
        assert all(f">https://paper{n}.example/{name}?".encode() in body for n in range(2 * THREADS))

    with ThreadPoolExecutor(READERS) as readers:
        found = list(readers.map(lambda number: read_on(server, quiet, number), range(READERS)))

    wrong = [page for pages in found for page in pages]
    assert not wrong, f"{len(wrong)} wrong answers of {READERS * EACH}, among them {wrong[:3]}"
