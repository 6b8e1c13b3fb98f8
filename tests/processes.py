"""Other processes of the site, on a test's database; it must be a test with real transactions."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from tests.newsroom.tree import ROOT

PATIENCE = 60  # seconds; a busy machine is no fault of the process
INTERVAL = 0.05  # seconds


def environment(**more):
    """Return the environment of a process that runs the site on this test's database, with the site's own settings."""
    own = {"DEBUG": "1", "HTTPS": "0", "SECRET_KEY": settings.SECRET_KEY, "DATABASE_URL": database_url()}
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"} | more


def database_url():
    """Return the address of this test's database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl()


def wait_until(done):
    """Return what `done` returns once that is true; raises AssertionError when another process takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := done()):
        assert time.monotonic() < deadline, "It never came."
        time.sleep(INTERVAL)
    return answer


class Served(NamedTuple):
    """A server that runs: the address (http://…) that it answers at, and the id of its first process."""

    address: str
    pid: int


@contextmanager
def served(**environment):
    """Run the server that we ship in this environment, and yield it (Served)."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.py", "newsroom.wsgi"]
    environment = os.environ | environment | {"HOST": "127.0.0.1", "PORT": str(port)}
    # In a session of its own: its workers end with it.
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)  # noqa: S603
    try:
        wait_until(lambda: answers(port) or process.poll() is not None)
        assert process.poll() is None, "The server didn't start."
        yield Served(f"http://127.0.0.1:{port}", process.pid)
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
