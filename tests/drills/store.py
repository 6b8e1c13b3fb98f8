"""The object store goes down and comes back: uploads are told so, pages go on, and renditions are made later."""

from io import BytesIO

import boto3
from PIL import Image

from tests.drills.drill import wait_until
from tests.drills.paper import a_paper
from tests.drills.people import Editor, asked
from tests.processes import served, working
from tests.s3_store import KEYS, PUBLIC, Store

PICTURES = 3


def drill():
    """Do it, and return the figures."""
    store = Store()
    store.start()
    try:
        with a_paper(**store.environment()) as paper, served(**paper.environment) as server:
            editor = Editor(paper)
            for _ in range(PICTURES):
                assert "id" in editor.upload(server.address).json()
            store.stop()
            with working(**paper.environment):
                slowest = without_it(paper, editor, server)
                store.start()
                assert "id" in editor.upload(server.address).json()
                wait_until(lambda: paper.ledger.let_pauses_pass() or not paper.ledger.undone())
            number = opened(store, paper)
    finally:
        store.stop()
    return (
        f"an upload was told after {slowest:.1f} s; {PICTURES + 1} pictures with {number} renditions after its return"
    )


def without_it(paper, editor, server):
    """Check what is said while it is away, and that the worker tries; return how many seconds an upload took."""
    answer = editor.upload(server.address)
    assert answer.status == 503, answer.text
    assert "not responding" in answer.json()["error"], answer.text
    assert len(paper.ledger.rows("SELECT id FROM articles_image")) == PICTURES
    for path in ("/", paper.story, "/health/"):
        assert asked(server.address, path).status == 200
    assert editor.get(server.address, f"/admin/articles/story/{paper.story_id}/change/").status == 200
    wait_until(lambda: all(tries for _status, tries in paper.ledger.tasks().values()))
    assert len(paper.ledger.without_files()) == PICTURES
    return answer.seconds


def opened(store, paper):
    """Check that every file that the database names is in the store and is a picture; return how many renditions."""
    assert not paper.ledger.without_files()
    bucket = boto3.resource("s3", endpoint_url=store.address, **KEYS).Bucket(PUBLIC)
    names = paper.ledger.files()
    for name in names:
        Image.open(BytesIO(bucket.Object(name).get()["Body"].read())).load()
    return len(names) - PICTURES - 1
