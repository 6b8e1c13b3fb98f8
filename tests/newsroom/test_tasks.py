"""Work that breaks off is done all the same, and given up in the end; the worker lives and ends with its server."""

import logging
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsroom.tasks import AGAIN_AFTER, ATTEMPTS, KEPT, LOST_AFTER, Worker, reap
from tests.newsroom import chores
from tests.newsroom.tree import ROOT
from tests.processes import environment, wait_until
from tests.tasks import run_tasks

SECOND = timedelta(seconds=1)


def state():
    """Return the one task's state, and how often it was begun."""
    row = DBTaskResult.objects.get()
    return row.status, len(row.worker_ids)


@pytest.mark.django_db
class TestReaping:
    """What becomes of tasks that broke off."""

    def test_a_failed_task_is_done_again_a_minute_later_three_times_in_all(self, time_machine):
        time_machine.move_to("2026-06-01T10:00:00Z", tick=False)
        chores.fail.enqueue()
        for attempt in range(1, ATTEMPTS + 1):
            with pytest.raises(AssertionError, match="As always"):
                run_tasks()
            assert state() == ("FAILED", attempt)
            reap(timezone.now() + AGAIN_AFTER - SECOND)
            assert state() == ("FAILED", attempt)
            reap(timezone.now() + AGAIN_AFTER)
            time_machine.shift(AGAIN_AFTER)
        assert state() == ("FAILED", ATTEMPTS)

    def test_a_task_that_was_lost_each_time_is_left_and_that_is_logged(self, caplog):
        chores.fail.enqueue()
        now = timezone.now()
        for attempt in range(1, ATTEMPTS + 1):
            DBTaskResult.objects.get().claim("a worker")
            reap(now + LOST_AFTER - SECOND)
            assert state() == ("RUNNING", attempt)
            with caplog.at_level(logging.WARNING, "newsroom.tasks"):
                reap(timezone.now() + LOST_AFTER)
        assert state() == ("FAILED", ATTEMPTS)
        assert "given back after attempt 1." in caplog.text
        assert f"left after {ATTEMPTS} attempts." in caplog.text

    def test_what_is_done_or_left_is_forgotten_after_a_month(self, tmp_path):
        chores.note.enqueue(str(tmp_path / "done"))
        run_tasks()
        reap(timezone.now() + KEPT - SECOND)
        assert state() == ("SUCCESSFUL", 1)
        reap(timezone.now() + KEPT)
        assert not DBTaskResult.objects.exists()

    def test_what_waits_is_neither_given_back_nor_forgotten(self, tmp_path):
        chores.note.enqueue(str(tmp_path / "done"))
        reap(timezone.now() + 2 * KEPT)
        assert state() == ("READY", 0)


@pytest.mark.django_db(transaction=True)
def test_a_task_of_a_transaction_that_is_undone_was_never_asked_for(tmp_path):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        chores.note.enqueue(str(tmp_path / "done"))
        raise ZeroDivisionError
    Worker().run()
    assert not (tmp_path / "done").exists()


@pytest.fixture
def start():
    """Return a function that starts a program on this test's database; what still runs at the end is killed."""
    running = []

    def start_(*command):
        # In a session of its own: what it starts is killed with it.
        process = subprocess.Popen(command, cwd=ROOT, env=environment(), start_new_session=True)  # noqa: S603
        running.append(process)
        return process

    yield start_
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def server(start):
    """Start something that lives on, as a server does."""
    return start(sys.executable, "-c", "import time; time.sleep(600)")


def who_did(path):
    """Return the number of the process that did a chore, once it has."""
    return wait_until(lambda: path.exists() and int(path.read_text() or 0))


@pytest.mark.django_db(transaction=True)
class TestTheWorker:
    """`manage.py worker`, and the script that keeps it beside the server."""

    def test_a_killed_workers_task_is_given_back_and_done(self, start, tmp_path):
        done = tmp_path / "done"
        chores.get_stuck_once.enqueue(str(done))
        worker = start(sys.executable, "manage.py", "worker")
        os.kill(who_did(done), signal.SIGKILL)
        worker.wait()
        assert state() == ("RUNNING", 1)
        reap(timezone.now() + LOST_AFTER)
        Worker().run()
        assert state() == ("SUCCESSFUL", 2)

    def test_told_to_stop_it_stops(self, start, tmp_path):
        chores.note.enqueue(str(tmp_path / "done"))
        worker = start(sys.executable, "manage.py", "worker")
        who_did(tmp_path / "done")
        worker.terminate()
        assert worker.wait(30) == 0

    def test_beside_a_server_it_is_started_again_when_it_dies_and_ends_with_the_server(self, start, server, tmp_path):
        script = start("sh", str(Path("deploy") / "worker.sh"), str(server.pid))
        first, second = tmp_path / "first", tmp_path / "second"
        chores.note.enqueue(str(first))
        os.kill(who_did(first), signal.SIGKILL)
        chores.note.enqueue(str(second))
        assert who_did(second) != who_did(first)
        server.kill()
        server.wait()
        assert script.wait(30) == 0
