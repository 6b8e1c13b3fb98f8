"""Processes of the server and of the worker are killed while readers write and the desk works."""

import itertools
import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from PIL import Image

from tests.drills.crowd import Crowd
from tests.drills.drill import wait_until
from tests.drills.paper import a_paper
from tests.drills.people import Editor, Writers, asked, kept_once
from tests.processes import children, served, working

KILLS = 30  # of the server's processes, and of the worker's
PAUSES = 0.3, 3  # seconds between two kills: now in the midst of starting, now at work
SEED = int(os.environ.get("DRILL_SEED", "9"))
STORIES = 4
WRITERS = 3


def drill():
    """Do it, and return the figures."""
    with a_paper(stories=STORIES) as paper, served(**paper.environment) as server:
        desk = Desk(paper, server.address)
        writers = [Writers(server.address, paper.stories) for _ in range(WRITERS)]
        with working("sh", "deploy/worker.sh", str(server.pid), **paper.environment) as keeper:
            with Crowd(breath=0.5) as crowd:
                for each in writers:
                    crowd.add("comment", 1, each.send)
                for do in (desk.publish, desk.approve, desk.upload):
                    crowd.add("desk", 1, do)
                kill_all(server, keeper)
            paper.ledger.let_limits_pass()
            for each in writers:
                each.finish()
            wait_until(lambda: paper.ledger.let_pauses_pass() or not paper.ledger.undone())
        assert asked(server.address, paper.story).status == 200
        comments = kept_once(paper, *writers)
        return f"{KILLS} kills each, seed {SEED}; {comments} comments, each there once; {desk.kept()}; {tidy(paper)}"


def kill_all(server, keeper):
    """Kill KILLS processes of each, at moments of their own."""
    threads = [
        threading.Thread(target=kill, args=[living, random.Random(SEED + number)])  # noqa: S311
        for number, living in enumerate((lambda: children(server.pid), lambda: workers(keeper.pid)))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def kill(living, chance):
    """Kill one of the living, again and again."""
    for _ in range(KILLS):
        time.sleep(chance.uniform(*PAUSES))
        with suppress(ProcessLookupError):
            os.kill(chance.choice(wait_until(living)), signal.SIGKILL)


def workers(keeper):
    """Return the processes that the script has begun for the worker: the supervisor, and one for each queue."""
    with suppress(FileNotFoundError):  # one has just ended
        supervisors = [pid for pid in children(keeper) if b"manage.py" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        return [*supervisors, *(process for pid in supervisors for process in children(pid))]
    return []


class Desk:
    """What the desk does meanwhile, and what of it was acknowledged."""

    def __init__(self, paper, address):
        self.paper, self.address, self.editor = paper, address, Editor(paper)
        self.stories, self.numbers = itertools.cycle(paper.stories), itertools.count(1)
        self.published, self.approved, self.uploaded = [], [], []

    def publish(self):
        """Publish the next story with a standfirst that no other has; no digits, which no silent fix may change."""
        standfirst = f"What the tide brought: {spelt(next(self.numbers))}."
        answer = self.editor.publish(self.address, next(self.stories), standfirst)
        if answer and answer.status == 302:
            self.published.append(standfirst)

    def approve(self):
        """Approve some comments."""
        self.approved += self.editor.approve(self.address)

    def upload(self):
        """Send a picture."""
        answer = self.editor.upload(self.address)
        if answer and answer.status == 200:
            self.uploaded.append(answer.json()["id"])

    def kept(self):
        """Check that all of it is in the database; return the numbers."""
        ledger = self.paper.ledger
        editions = Counter(ledger.column("SELECT standfirst FROM articles_edition"))
        lost = [each for each in self.published if editions[each] != 1]
        assert not lost, f"Published, and not there once: {lost}"
        lost = {*self.approved} - {*ledger.column("SELECT public_id FROM comments_comment WHERE status = 'approved'")}
        assert not lost, f"Approved, and not so: {lost}"
        lost = {*self.uploaded} - {*ledger.column("SELECT id FROM articles_image")}
        assert not lost, f"Uploaded, and not there: {lost}"
        assert self.published and self.approved and self.uploaded
        return f"{len(self.published)} editions, {len(self.approved)} approvals, {len(self.uploaded)} pictures kept"


def spelt(number):
    """Return a number as a word of its own, such as “bcd” for 123."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def tidy(paper):
    """Check that counts are right, every picture has its files, and no task is left; return the number of files."""
    drifted = paper.ledger.rows(
        "SELECT id, approved_count FROM comments_discussion WHERE approved_count <> (SELECT COUNT(*)"
        " FROM comments_comment WHERE status = 'approved' AND discussion_id = comments_discussion.id)"
    )
    assert not drifted, f"Counts that have drifted: {drifted}"
    states = Counter(status for status, _tries in paper.ledger.tasks().values())
    assert set(states) <= {"SUCCESSFUL"}, f"Tasks that weren't done: {states}"
    assert not paper.ledger.without_files()
    names = paper.ledger.files()
    for name in names:
        Image.open(paper.media / name).load()
    return f"{len(names)} files open"
