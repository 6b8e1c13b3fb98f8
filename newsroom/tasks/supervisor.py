"""Runs a worker process for each queue: starts it again when it dies, kills it when it hangs."""

import logging
import os
import subprocess
import sys
import time

from django.conf import settings

from newsroom.tasks.process import Stop, is_alive
from newsroom.tasks.retry import GRACE

# In seconds.
INTERVAL = 0.5
LONGEST_PAUSE = 30
LASTED = 60  # a process that has lived for so long is started again at once

log = logging.getLogger(__name__)


class QueueProcess:
    """The process of one queue, and the pipe that it beats into."""

    def __init__(self, name: str) -> None:
        self.name, self.limit = name, settings.QUEUES[name]
        self.pause, self.begins_at = 0.5, 0.0
        self.process: subprocess.Popen | None = None
        self.pipe = -1  # a file descriptor, while there is a process

    def start(self) -> None:
        """Start the process; raises OSError where the system has no memory or descriptor for it."""
        self.pipe, writer = os.pipe()
        os.set_blocking(self.pipe, False)
        options = ["--queue", self.name, "--pulse", str(writer)]
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker", *options]
        try:
            self.process = subprocess.Popen(command, pass_fds=[writer])  # noqa: S603 (every argument is ours)
        except OSError:
            os.close(self.pipe)
            raise
        finally:
            os.close(writer)
        self.begins_at = self.heard_at = time.monotonic()

    def look_after(self) -> None:
        """Start the process where it isn't running; kill it where it hasn't beaten for too long."""
        if self.process is None:
            if time.monotonic() >= self.begins_at:
                self._try_to_start()
        elif (code := self.process.poll()) is not None:
            self._bury(code)
        elif self._is_silent():
            log.error("The worker of %s was silent for more than %d s and is killed.", self.name, self.limit)
            self.process.kill()

    def end(self) -> None:
        """Ask the process to stop."""
        if self.process:
            self.process.terminate()

    def wait(self) -> None:
        """Wait until it has stopped, for as long as a task may take; then kill it."""
        if self.process:
            try:
                self.process.wait(self.limit + GRACE.total_seconds())
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def _try_to_start(self) -> None:
        try:
            self.start()
        except OSError as error:
            log.warning("The worker of %s can’t be started (%s).", self.name, error.strerror)
            self._wait_longer()

    def _is_silent(self) -> bool:
        while self._heard():
            self.heard_at = time.monotonic()
        return time.monotonic() - self.heard_at > self.limit + GRACE.total_seconds()

    def _heard(self) -> bytes:
        try:
            return os.read(self.pipe, 1024)
        except BlockingIOError:
            return b""

    def _bury(self, code: int) -> None:
        log.warning("The worker of %s has died (%d).", self.name, code)
        os.close(self.pipe)
        self.process = None
        if time.monotonic() - self.begins_at > LASTED:
            self.pause = 0.5
        self._wait_longer()

    def _wait_longer(self) -> None:
        self.pause = min(2 * self.pause, LONGEST_PAUSE)
        self.begins_at = time.monotonic() + self.pause


class Supervisor:
    """Keeps the processes running until told to stop, or until the process `beside` has ended."""

    def __init__(self, *, beside: int | None = None) -> None:
        """`beside`: the id of a process with which the worker ends, such as the server."""
        self.beside = beside
        self.stop = Stop()
        self.queues = [QueueProcess(name) for name in settings.QUEUES]

    def run_on(self) -> None:
        """Look after the processes; then let each finish its task."""
        self.stop.listen()
        while not self.stop.wait(INTERVAL) and (self.beside is None or is_alive(self.beside)):
            for queue in self.queues:
                queue.look_after()
        for queue in self.queues:
            queue.end()
        for queue in self.queues:
            queue.wait()
