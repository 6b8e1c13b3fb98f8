"""The worker as processes: killed, hung, told to stop, without its database; mail and pictures beside each other."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from articles.images.intake import take_in
from articles.models import Image
from comments.mail import verification
from newsroom.models import BackgroundTask, Heartbeat
from newsroom.tasks import supervisor
from newsroom.tasks.retry import GRACE, reap
from tests.articles.images.test_files import upload
from tests.comments.factories import make_comment
from tests.mail_server import mail_server
from tests.newsroom import sample_tasks
from tests.newsroom.tree import ROOT
from tests.processes import environment, wait_until

LIMIT = timedelta(seconds=60)
WORKER = (sys.executable, "manage.py", "worker")


@pytest.fixture
def start():
    """Return a function that starts a program on this test's database; what still runs at the end is killed."""
    running = []

    def start_(*command, **more):
        # In a session of its own: what it starts is killed with it.
        process = subprocess.Popen(command, cwd=ROOT, env=environment(**more), start_new_session=True)  # noqa: S603
        running.append(process)
        return process

    yield start_
    for process in running:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        finally:
            process.wait()


@pytest.fixture
def server(start):
    """Start something that lives on, as a server does."""
    return start(sys.executable, "-c", "import time; time.sleep(600)")


def who_did(path):
    """Return the number of the process that did a task, once it has."""
    return wait_until(lambda: path.exists() and int(path.read_text().split("\n")[0] or 0))


def is_gone(process):
    """Return whether there is no process of this number any more."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.django_db(transaction=True)
class TestLivingAndDying:
    """`manage.py worker`, and the script that keeps it beside the server."""

    def test_a_killed_queue_process_is_started_again_and_its_task_done(self, start, tmp_path):
        done = tmp_path / "done"
        sample_tasks.get_stuck_once.enqueue(str(done))
        start(*WORKER)
        os.kill(who_did(done), signal.SIGKILL)
        sample_tasks.note.enqueue(str(tmp_path / "next"))
        who_did(tmp_path / "next")
        reap("mail", LIMIT, at=timezone.now() + LIMIT + GRACE)
        BackgroundTask.objects.all().try_now(at=timezone.now())
        wait_until(lambda: BackgroundTask.objects.successful().count() == 2)

    def test_told_to_stop_it_stops_with_all_that_it_started(self, start, tmp_path):
        sample_tasks.hold.enqueue(str(tmp_path / "held"))
        worker = start(*WORKER)
        queue = who_did(tmp_path / "held")
        worker.terminate()
        (tmp_path / "held.go").touch()
        assert worker.wait(60) == 0
        assert is_gone(queue)
        # What was under way is finished first.
        assert BackgroundTask.objects.successful().exists()

    def test_when_it_is_killed_its_queue_processes_end(self, start, tmp_path):
        sample_tasks.note.enqueue(str(tmp_path / "done"))
        worker = start(*WORKER)
        queue = who_did(tmp_path / "done")
        worker.kill()
        wait_until(lambda: is_gone(queue))

    def test_a_queue_process_that_hangs_is_killed_and_another_goes_on(self, monkeypatch, tmp_path):
        for name, value in environment().items():
            monkeypatch.setenv(name, value)
        sample_tasks.get_stuck_once.enqueue(str(tmp_path / "hung"))
        queue = supervisor.QueueProcess("mail")
        queue.look_after()
        first = who_did(tmp_path / "hung")
        queue.limit, limit = -GRACE.total_seconds(), queue.limit
        queue.look_after()
        assert queue.process.wait() == -signal.SIGKILL
        queue.limit = limit
        sample_tasks.note.enqueue(str(tmp_path / "next"))
        try:
            wait_until(lambda: queue.look_after() or (tmp_path / "next").exists())
            assert who_did(tmp_path / "next") != first
        finally:
            queue.process.kill()
            queue.process.wait()
            os.close(queue.pipe)

    def test_beside_a_server_it_is_started_again_when_it_dies_and_ends_with_the_server(self, start, server, tmp_path):
        script = start("sh", str(Path("deploy") / "worker.sh"), str(server.pid))
        sample_tasks.note.enqueue(str(tmp_path / "first"))
        queue = who_did(tmp_path / "first")
        os.kill(int(Path(f"/proc/{queue}/stat").read_text().rpartition(")")[2].split()[1]), signal.SIGKILL)
        wait_until(lambda: is_gone(queue))
        sample_tasks.note.enqueue(str(tmp_path / "second"))
        who_did(tmp_path / "second")
        server.kill()
        server.wait()
        assert script.wait(60) == 0

    def test_it_says_that_it_lives(self, start):
        start(*WORKER)
        wait_until(lambda: {"mail", "pictures"} == set(Heartbeat.objects.values_list("queue", flat=True)))


@pytest.mark.django_db(transaction=True)
class TestQueues:
    """Mail never waits for pictures, nor pictures for mail."""

    def test_a_mail_server_that_hangs_holds_no_picture(self, start, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        with mail_server() as server:
            server.go_on.clear()
            start(*WORKER, EMAIL_URL=f"smtp://127.0.0.1:{server.port}", MEDIA_ROOT=str(tmp_path))
            for _ in range(4):
                verification.ask("verification", make_comment().commenter_id, language="en")
            wait_until(lambda: server.mails)
            take_in(upload(), by=None)
            wait_until(lambda: Image.objects.get().renditions)

    def test_a_picture_that_hangs_holds_no_mail(self, start, tmp_path):
        sample_tasks.hold.using(queue_name="pictures").enqueue(str(tmp_path / "held"))
        with mail_server() as server:
            start(*WORKER, EMAIL_URL=f"smtp://127.0.0.1:{server.port}")
            who_did(tmp_path / "held")
            verification.ask("verification", make_comment().commenter_id, language="en")
            wait_until(lambda: server.mails)


@pytest.mark.own_postgres
@pytest.mark.usefixtures("back_again")
class TestWithoutItsDatabase:
    """The worker outlives its database, takes up again by itself, and does nothing twice."""

    def test_restarted(self, on_postgres, postgres, tmp_path):
        def run(*arguments):
            command = [sys.executable, "manage.py", *arguments]
            environment = os.environ | on_postgres.environment
            return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)  # noqa: S603

        def ask(task, name):
            script = f"from tests.newsroom.sample_tasks import {task}; {task}.enqueue({str(tmp_path / name)!r})"
            assert run("shell", "-v0", "-c", script).wait() == 0

        worker = run("worker")
        try:
            ask("hold", "held")
            queue = who_did(tmp_path / "held")
            postgres.stop()
            (tmp_path / "held.go").touch()
            postgres.start()
            ask("note", "next")
            assert who_did(tmp_path / "next") == queue
            assert (tmp_path / "held").read_text() == f"{queue}\n"
            assert worker.poll() is None
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
