"""The process that does one lane's tasks and chores, and outlives whatever they and the database do to it."""

import logging
import time
from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string

from newsroom.models import Heartbeat, Work
from newsroom.tasks import retry
from newsroom.tasks.chores import Chores, renew_connections
from newsroom.tasks.process import Pulse, Stop, TimeLimitExceeded, is_alive, time_limit

# In seconds.
INTERVAL = 1  # between two looks at the tasks
BEAT_EVERY = 10
REAP_EVERY = 30
LONGEST_PAUSE = 30  # while the database is away

log = logging.getLogger(__name__)


class Worker:
    """Does the tasks of one lane (settings.LANES) that wait, and its chores."""

    def __init__(self, lane, *, beside=None, pulse=None):
        """`beside`: the process without which there is nothing to do. `pulse`: the pipe of the supervisor (Pulse)."""
        self.lane, self.limit = lane, settings.LANES[lane]
        self.beside, self.pulse = beside, Pulse(pulse)
        self.id = get_random_string(32)
        self.chores = Chores(lane)
        self._done = {}  # {what is done every so many seconds: when it was}
        self._outcome = None  # (task, error) that couldn't be written down yet

    @cached_property
    def stop(self):
        """What tells it to stop."""
        return Stop()

    def run_on(self):
        """Work until told to stop, or until the process beside it has gone; what fails is tried again, ever later."""
        self.stop.listen()
        pause = INTERVAL
        while not self._is_over():
            try:
                is_busy = self.turn()
                pause = INTERVAL
            except Exception as error:  # mostly the database, restarted or away
                log.warning("The worker of %s goes on in %d s (%s).", self.lane, pause, retry.kind_of(error))
                renew_connections()
                self.stop.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            if not is_busy:
                self.stop.wait(INTERVAL)

    def turn(self):
        """Do the chores that are due and one task; return whether there was a task."""
        close_old_connections()
        self._write_outcome()
        self._beat()
        if self._is_time("reap", REAP_EVERY):
            retry.reap(self.lane, timedelta(seconds=self.limit), at=timezone.now())
        self.chores.do_due(before_each=self._beat)
        return self._do_one()

    def do_waiting(self):
        """Do all tasks whose time has come."""
        while self._do_one():
            pass

    def _do_one(self):
        row = Work.objects.of_lane(self.lane).taken_by(self.id, at=timezone.now())
        if row is None:
            return False
        self._beat()
        # Remembered until it is written: a mail that has gone isn't sent again because the database was away.
        self._outcome = row, self._tried(row)
        self._write_outcome()
        return True

    def _tried(self, row):
        try:
            with time_limit(self.limit):
                row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        except (Exception, TimeLimitExceeded) as error:  # whatever it is: it's written down, and the lane goes on
            renew_connections()
            return error
        return None

    def _write_outcome(self):
        if self._outcome:
            retry.settle(*self._outcome, at=timezone.now())
            self._outcome = None

    def _beat(self):
        if not self.pulse.beat():
            self.stop.tell()
        if self._is_time("beat", BEAT_EVERY):
            Heartbeat.objects.beat(self.lane, worker=self.id, at=timezone.now())

    def _is_time(self, what, every):
        is_time = what not in self._done or time.monotonic() - self._done[what] >= every
        if is_time:
            self._done[what] = time.monotonic()
        return is_time

    def _is_over(self):
        return self.stop.is_told or (self.beside is not None and not is_alive(self.beside))
