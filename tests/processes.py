"""Other processes of the site, on a test's database; it must be a test with real transactions."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from tests.newsroom.tree import ROOT

PATIENCE = 60  # seconds; a busy machine is no fault of the process
INTERVAL = 0.05  # seconds


def environment(**more):
    """Return the environment of a process that runs the site on this test's database, with the site's own settings."""
    keys = {"SECRET_KEY": settings.SECRET_KEY, "ADDRESS_KEY": settings.ADDRESS_KEY}
    own = {"DEBUG": "1", "HTTPS": "0", "DATABASE_URL": database_url()} | keys
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"} | more


def database_url():
    """Return the address of this test's database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl()


def wait_until(done, *, patience=PATIENCE):
    """Return what `done` returns once that is true; raises AssertionError after so many seconds."""
    deadline = time.monotonic() + patience
    while not (answer := done()):
        assert time.monotonic() < deadline, "It never came."
        time.sleep(INTERVAL)
    return answer


def wait_for_a_lock():
    """Return once somebody waits for a lock that this connection holds; on PostgreSQL alone."""
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"

    def waits():
        with connection.cursor() as cursor:
            return cursor.execute(asked).fetchone()[0]

    wait_until(waits)


class Server:
    """The server that we ship, always on the same port, on this test's database unless `on` is another environment."""

    def __init__(self, *, on=None, **more):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        place = {"HOST": "127.0.0.1", "PORT": str(self.port)}
        base = environment(LANGUAGE_CODE="en") if on is None else os.environ | on
        self.environment = base | place | more
        self.start()

    @property
    def pid(self):
        """The id of its first process."""
        return self.process.pid

    def start(self):
        """Start it, and return once it listens."""
        command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.py", "newsroom.wsgi"]
        # In a session of its own: its processes are killed with it.
        self.process = subprocess.Popen(  # noqa: S603 (every argument is written here)
            command, cwd=ROOT, env=self.environment, start_new_session=True
        )
        wait_until(lambda: answers(self.port) or self.process.poll() is not None)
        assert self.process.poll() is None, "The server didn't start."

    def kill(self):
        """Kill it with all its processes, as by `kill -9`."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def served(**environment):
    """Run the server in this environment alone, whatever the test's database is, and yield it."""
    server = Server(on=environment)
    try:
        yield server
    finally:
        server.kill()


@contextmanager
def working(*command, **environment):
    """Run the worker, or the command that keeps one, in this environment alone, and yield its process."""
    command = command or (sys.executable, "manage.py", "worker")
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, start_new_session=True)  # noqa: S603
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def children(pid):
    """Return the ids of the processes that this one has begun."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def answers(port):
    """Return whether somebody listens at this port."""
    with closing(socket.socket()) as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def free_port():
    """Return a port of 127.0.0.1 that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
