"""Other processes of the site, on a test's database; it must be a test with real transactions."""

import os
import signal
import socket
import subprocess
import sys
import time
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


class Server:
    """The server that we ship, on this test's database and always on the same port."""

    def __init__(self, **more):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = environment(HOST="127.0.0.1", PORT=str(self.port), LANGUAGE_CODE="en", **more)
        self.start()

    def start(self):
        """Start it, and return once it listens."""
        command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.py", "newsroom.wsgi"]
        # In a session of its own: its processes are killed with it.
        self.process = subprocess.Popen(  # noqa: S603 (every argument is written here)
            command, cwd=ROOT, env=self.environment, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        said = next((line for line in self.process.stderr if "Listening at" in line), "")
        assert self.address in said

    def kill(self):
        """Kill it with all its processes, as by `kill -9`."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()
