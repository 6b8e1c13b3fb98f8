"""Functions that a worker calls at fixed intervals (settings.PERIODIC_TASKS)."""

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import Error, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from newsroom.tasks.process import TimeLimitExceeded, time_limit
from newsroom.tasks.retry import kind_of

log = logging.getLogger(__name__)


class PeriodicTasks:
    """The periodic tasks of one queue, and when this worker last ran each."""

    def __init__(self, queue: str) -> None:
        self.intervals = {
            path: seconds for path, (its_queue, seconds) in settings.PERIODIC_TASKS.items() if its_queue == queue
        }
        self.limit = settings.QUEUES[queue]
        self.begun: dict[str, float] = {}

    def due(self) -> Iterator[str]:
        """Yield what hasn't run for its interval; each counts as run from now on."""
        for path, seconds in self.intervals.items():
            if time.monotonic() - self.begun.get(path, -seconds) >= seconds:
                self.begun[path] = time.monotonic()
                yield path

    def run_due(self, before_each: Callable[[], Any] = lambda: None) -> None:
        """Run what is due; log what fails or takes too long, and run it again after its interval."""
        for path in self.due():
            before_each()
            try:
                with time_limit(self.limit):
                    import_string(path)(timezone.now())
            except (Error, TimeLimitExceeded) as error:  # its trace says nothing that isn't known
                log.warning("The periodic task %s failed (%s).", path, kind_of(error))
                renew_connections()
            except Exception:  # whatever it trips over, the others go on
                log.exception("The periodic task %s failed.", path)
                renew_connections()


def renew_connections() -> None:
    """Close the database connections, the pool's too: after a failure any of them may be broken."""
    for connection in connections.all(initialized_only=True):
        if connection.in_atomic_block:
            continue  # a test's
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
