"""The disk of the database is full: what was typed comes back, and nothing that was acknowledged is lost."""

import html
import resource
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.drills.crowd import Crowd
from tests.drills.drill import wait_until
from tests.drills.paper import a_paper
from tests.drills.people import Writers, asked, kept_once
from tests.processes import children, served

SIZE = "12m"  # of the disk, in which an empty paper takes 2 MB
REFUSED = 20  # comments, after which there is room again
WRITERS = 4


def drill():
    """Do it, and return the figures."""
    with small_disk() as disk, a_paper(DATABASE_URL=f"sqlite:///{disk}/paper.sqlite3") as paper:
        with served(**paper.environment) as server:
            writers = [Writers(server.address, paper.stories) for _ in range(WRITERS)]
            with Crowd() as crowd:
                for each in writers:
                    crowd.add("comment", 1, each.send)
                wait_until(lambda: len(taken(crowd)) > WRITERS)
                with full(server, disk) as how:
                    wait_until(lambda: len(refused(crowd)) >= REFUSED)
                    assert asked(server.address, "/health/").status == 200
                before = len(taken(crowd))
                wait_until(lambda: len(taken(crowd)) > before + 3 * WRITERS)
            for each in writers:
                each.finish()
            words_come_back(crowd)
            number = kept_once(paper, *writers)
        assert paper.ledger.rows("PRAGMA integrity_check") == [("ok",)]
    return f"{how}; {len(refused(crowd))} refusals with the words; {number} comments, each there once; intact"


def taken(crowd):
    """Return the notes of what was acknowledged."""
    return [note for note in crowd.of("comment") if note.result and note.result.status == 303]


def refused(crowd):
    """Return the notes of all other answers."""
    return [note for note in crowd.of("comment") if not (note.result and note.result.status == 303)]


def words_come_back(crowd):
    """Check that each refusal is a 503 with what was typed in it."""
    answers = [note.result for note in refused(crowd)]
    assert all(answer and answer.status == 503 for answer in answers), [answer and answer.status for answer in answers]
    assert all("I was at the quay when tide" in html.unescape(answer.text) for answer in answers)


@contextmanager
def small_disk():
    """Yield a folder: a small file system in memory where this machine lets us mount one."""
    with tempfile.TemporaryDirectory(prefix="disk-") as folder:
        command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "drill", folder]
        with suppress(OSError):
            subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        try:
            yield Path(folder)
        finally:
            if Path(folder).is_mount():
                wait_until(lambda: subprocess.run(["umount", folder], check=False).returncode == 0)  # noqa: S603, S607


@contextmanager
def full(server, disk):
    """Leave no room on the disk, or let the server's processes write none; yields which."""
    if not disk.is_mount():
        limit(server, 1)
        yield "by RLIMIT_FSIZE (no file system could be mounted)"
        limit(server, resource.RLIM_INFINITY)
        return
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    yield f"by a file system of {SIZE}"
    filler.unlink()


def limit(server, most):
    """Let no file of the server's processes grow beyond so many bytes."""
    for pid in [server.pid, *children(server.pid)]:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
