"""Other processes of the site, on a test's database; it must be a test with real transactions."""

import os
import socket
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

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


def free_port():
    """Return a port of 127.0.0.1 that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
