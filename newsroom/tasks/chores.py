"""What a worker does beside its tasks, each at its own pace (settings.CHORES); several workers may do the same."""

import logging
import time

from django.conf import settings
from django.db import Error, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from newsroom.tasks.process import TimeLimitExceeded, time_limit
from newsroom.tasks.retry import kind_of

log = logging.getLogger(__name__)


class Chores:
    """The chores of one lane, and when this worker did them last."""

    def __init__(self, lane):
        self.paces = {path: pace for path, (its_lane, pace) in settings.CHORES.items() if its_lane == lane}
        self.limit = settings.LANES[lane]
        self.done = {}

    def due(self):
        """Yield the chores that haven't been done for as long as their pace; each counts as done from now on."""
        for path, pace in self.paces.items():
            if time.monotonic() - self.done.get(path, -pace) >= pace:
                self.done[path] = time.monotonic()
                yield path

    def do_due(self, before_each=lambda: None):
        """Do what is due; what fails or takes too long is logged, and done again at its time."""
        for path in self.due():
            before_each()
            try:
                with time_limit(self.limit):
                    import_string(path)(timezone.now())
            except (Error, TimeLimitExceeded) as error:  # its trace says nothing that isn't known
                log.warning("The chore %s failed (%s).", path, kind_of(error))
                renew_connections()
            except Exception:  # whatever it trips over, the others go on
                log.exception("The chore %s failed.", path)
                renew_connections()


def renew_connections():
    """Let go of the database connections, the pool's too: after a failure nobody knows which of them are whole."""
    for connection in connections.all(initialized_only=True):
        if connection.in_atomic_block:
            continue  # somebody else's, such as a test's
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
