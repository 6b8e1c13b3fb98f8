"""A paper of a drill's own, and what stands in its database, read past the site's own code."""

import json
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.outages.papers import laid_out

# As a newsroom runs it, without TLS: each reader's address comes from a proxy.
SERVED = {
    "DEBUG": "0",
    "ALLOWED_HOSTS": "127.0.0.1",
    "SITE_URL": "http://127.0.0.1",
    "ADDRESS_KEY": "addresses-of-a-drill-" * 3,
    "SECRET_KEY": "signatures-of-a-drill-" * 3,
    "PROXIES": "1",
    "EMAIL_URL": "dummymail://",
}
TASKS = "django_tasks_database_dbtaskresult"


@contextmanager
def a_paper(*, stories=1, **environment):
    """Yield a paper (tests/outages/papers.py), on SQLite unless the environment says otherwise, with a `ledger`."""
    with tempfile.TemporaryDirectory(prefix="drill-") as name:
        folder = Path(name)
        own = {"DATABASE_URL": f"sqlite:///{folder}/paper.sqlite3", "PRIVATE_ROOT": f"{folder}/private"}
        paper = laid_out(folder, stories=stories, **SERVED | own | environment)
        paper.ledger = Ledger(paper.environment["DATABASE_URL"])
        yield paper


class Ledger:
    """The rows of a paper's database."""

    def __init__(self, url):
        self.url = url

    def rows(self, query):
        """Return what a query answers, a list of tuples; whatever it changes is kept."""
        if self.url.startswith("postgres"):
            with psycopg.connect(self.url, autocommit=True) as connection:
                cursor = connection.execute(query)
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(urlsplit(self.url).path[1:], timeout=20, isolation_level=None)) as connection:
            return connection.execute(query).fetchall()

    def column(self, query):
        """Return the first value of each row."""
        return [row[0] for row in self.rows(query)]

    def bodies(self):
        """Return the texts of all comments."""
        return self.column("SELECT body FROM comments_comment")

    def tasks(self):
        """Return {id: (status, number of tries)} of all tasks."""
        rows = self.rows(f"SELECT id, status, worker_ids FROM {TASKS}")  # noqa: S608
        return {id: (status, len(as_value(workers))) for id, status, workers in rows}

    def undone(self):
        """Return the states of the tasks that are neither done nor given up."""
        return [status for status, _tries in self.tasks().values() if status in ("READY", "RUNNING")]

    def without_files(self):
        """Return the numbers of the pictures whose renditions aren't made."""
        return self.column("SELECT id FROM articles_image WHERE rendered = ''")

    def files(self):
        """Return the names of all files of pictures: the masters' and the renditions'."""
        names = []
        for file, crops in self.rows("SELECT file, renditions FROM articles_image"):
            formats = [made for formats in as_value(crops).values() for made in formats.values()]
            names += [file, *(name for made in formats for *_size, name in made)]
        return names

    def let_pauses_pass(self):
        """Change the times of what waits for another try, as time that passes would."""
        self.rows(f"UPDATE {TASKS} SET run_after = '{an_hour_ago()}' WHERE status = 'READY'")  # noqa: S608
        due = f"due_at = '{an_hour_ago()}', claimed_until = NULL"
        self.rows(f"UPDATE comments_notification SET {due} WHERE sent_at IS NULL")  # noqa: S608

    def let_limits_pass(self):
        """Change the times of what is running, so that it is taken for lost with its worker."""
        self.rows(f"UPDATE {TASKS} SET started_at = '{an_hour_ago()}' WHERE status = 'RUNNING'")  # noqa: S608


def an_hour_ago():
    """Return the moment an hour ago, longer than any pause; as Django writes it into SQLite, where it's text."""
    return str(datetime.now(UTC).replace(tzinfo=None) - timedelta(hours=1))


def as_value(stored):
    """Return what a column of JSON holds: SQLite gives its text."""
    return json.loads(stored) if isinstance(stored, str) else stored
