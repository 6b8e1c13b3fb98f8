"""PostgreSQL is stopped and started under readers, writers and the worker."""

import re
import time
from collections import Counter

from tests.drills.crowd import Crowd
from tests.drills.drill import NotRun, median, wait_until
from tests.drills.paper import a_paper
from tests.drills.people import Editor, Writers, asked, kept_once
from tests.postgres_server import BINARIES, postgres_server
from tests.processes import children, served, working

# In seconds: what is promised.
ANSWERED_WITHIN = 3
FILES_WITHIN = 0.5
RIGHT_WITHIN = 2
# In seconds: how long each part of the drill lasts.
BEFORE, AWAY, AFTER = 4, 8, 4

READERS, WRITERS = 8, 4


def drill():
    """Do it, and return the figures."""
    if not BINARIES:
        raise NotRun("PostgreSQL's programs were not found: install them (Debian: apt install postgresql)")
    with (
        postgres_server() as postgres,
        a_paper(DATABASE_URL=postgres.url) as paper,
        served(**paper.environment) as server,
        working(**paper.environment) as worker,
    ):
        editor = Editor(paper)
        works(paper, editor, server)
        processes = children(worker.pid)
        writers = [Writers(server.address, paper.stories) for _ in range(WRITERS)]
        with Crowd() as crowd:
            come(crowd, server, paper, writers)
            time.sleep(BEFORE)
            away = outage(postgres)
            time.sleep(RIGHT_WITHIN + AFTER)
        figures = judged(crowd, away)
        works(paper, editor, server)
        assert children(worker.pid) == processes, "The worker, or a process of it, had to be started again."
        for each in writers:
            each.finish()
        return f"{figures}; {kept_once(paper, *writers)} comments, each there once"


def works(paper, editor, server):
    """Check that the worker does what it is asked for."""
    assert "id" in editor.upload(server.address).json()
    wait_until(lambda: not paper.ledger.without_files())


def come(crowd, server, paper, writers):
    """Let readers, writers and those who ask for files and for the health come."""
    static = re.search(r'href="(/static/[^"]+\.css)"', asked(server.address, paper.story).text)[1]
    crowd.add("page", READERS, lambda: asked(server.address, paper.story))
    for each in writers:
        crowd.add("comment", 1, each.send)
    crowd.add("file", 1, lambda: asked(server.address, static))
    crowd.add("file", 1, lambda: asked(server.address, "/health/"))


def outage(postgres):
    """Stop PostgreSQL, wait, and start it; return the moments since and until which it was away."""
    postgres.stop("immediate")
    since = time.monotonic()
    time.sleep(AWAY)
    until = time.monotonic()
    postgres.start()
    return since, until, time.monotonic()


def judged(crowd, away):
    """Check what was answered, and return the figures."""
    since, until, back = away
    asked_for = crowd.of("page", "comment")
    strange = Counter(status(note) for note in asked_for) - Counter({200: 10**6, 303: 10**6, 503: 10**6})
    assert not strange, f"Answers of another kind than a page, an acknowledgement or 503: {strange}"
    # What the machine takes anyway, as busy as it is, isn't the outage's.
    usual = max(note.seconds for note in crowd.of("page", "comment", until=since - 1))
    during = crowd.of("page", "comment", since=since, until=until)
    assert {status(note) for note in during} == {503}, Counter(map(status, during))
    slowest = max(note.seconds for note in during)
    assert slowest <= ANSWERED_WITHIN + usual, f"{slowest:.2f} s for an answer; {usual:.2f} s before"
    files = files_meanwhile(crowd, since, until)
    later = crowd.of("page", "comment", since=back + RIGHT_WITHIN)
    assert later and {status(note) for note in later} <= {200, 303}, Counter(map(status, later))
    return f"{len(asked_for)} answers; away: {len(during)}, the slowest {slowest:.2f} s, files {files:.2f} s"


def files_meanwhile(crowd, since, until):
    """Check static files and the health while it is away; return the median of seconds."""
    usual = median(note.seconds for note in crowd.of("file", until=since))
    files = crowd.of("file", since=since, until=until)
    assert {status(note) for note in files} == {200}, Counter(map(status, files))
    middle = median(note.seconds for note in files)
    assert middle <= max(FILES_WITHIN, 2 * usual), f"{middle:.2f} s for a file; {usual:.2f} s before"
    return middle


def status(note):
    """Return the status of an answer, None where it was lost."""
    return note.result and note.result.status
