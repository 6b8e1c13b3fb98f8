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
    keys = {"SECRET_KEY": settings.SECRET_KEY, "ADDRESS_KEY": settings.ADDRESS_KEY}
    own = {"DEBUG": "1", "HTTPS": "0", "DATABASE_URL": database_url()} | keys
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"} | more


class Server:
    """The server that is shipped, on this test's database, always on the same port; killed as by `kill -9`."""

    def __init__(self, **own):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.own = {"HOST": "127.0.0.1", "PORT": str(self.port), "LANGUAGE_CODE": "en"} | own
        self.start()

    def start(self):
        """Start it, and return once it listens."""
        command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.py", "newsroom.wsgi"]
        # In a session of its own: its workers are killed with it.
        self.process = subprocess.Popen(  # noqa: S603 (every argument is written here)
            command, cwd=ROOT, env=environment(**self.own), stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        said = next((line for line in self.process.stderr if "Listening at" in line), "")
        assert self.address in said

    def kill(self):
        """Kill it and its workers, without a word of warning."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()


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


def family(pid):
    """Return the ids of a process, its children and theirs."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def answers(port):
    """Return whether somebody listens at this port."""
    with closing(socket.socket()) as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def free_port():
    """Return a port of 127.0.0.1 that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
