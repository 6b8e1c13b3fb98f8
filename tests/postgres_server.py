"""A PostgreSQL server of a test's own, which the test may stop and start: the machine's own is never touched."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
BINARIES = INSTALLED[-1] if INSTALLED else None
OWNER = "postgres"  # PostgreSQL refuses to run as root
# What a test writes need not outlive the machine.
OPTIONS = "-c fsync=off -c full_page_writes=off -c max_connections=60 -c listen_addresses=127.0.0.1"


class PostgresServer:
    """A server in `folder`, on a port that stays the same from one start to the next."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.url = f"postgres://{OWNER}@127.0.0.1:{self.port}/postgres"

    def create(self):
        """Lay out an empty cluster, which asks nobody for a password."""
        _run("initdb", "-D", self.data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")

    @property
    def data(self):
        return f"{self.folder}/data"

    def start(self):
        """Start, and return when it answers."""
        options = f"{OPTIONS} -p {self.port} -k {self.folder}"
        _run("pg_ctl", "start", "-w", "-D", self.data, "-l", f"{self.folder}/log", "-o", options)

    def stop(self, mode="immediate"):
        """Stop: "immediate" as after a crash, "fast" as by an administrator; clients lose their connections."""
        _run("pg_ctl", "stop", "-w", "-D", self.data, "-m", mode)


@contextmanager
def postgres_server():
    """Yield a running, empty PostgresServer; nothing of it is left afterwards."""
    folder = tempfile.mkdtemp(prefix="postgres-")
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        server = PostgresServer(folder)
        server.create()
        server.start()
        try:
            yield server
        finally:
            if Path(server.data, "postmaster.pid").exists():
                server.stop()
    finally:
        shutil.rmtree(folder)


def free_port():
    """Return a port of 127.0.0.1 that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _run(program, *arguments):
    """Run one of PostgreSQL's programs as its owner; AssertionError with its words where it fails."""
    command = [str(BINARIES / program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", OWNER, "--", *command]
    # The server inherits what its starter writes to: a pipe would stay open for as long as it runs.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", check=False)  # noqa: S603
        said.seek(0)
        assert done.returncode == 0, said.read().decode()
