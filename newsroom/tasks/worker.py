"""The process that runs one queue's tasks, and goes on whatever happens to them or to the database."""

import logging
import time
from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string

from newsroom.models import BackgroundTask, Heartbeat
from newsroom.tasks import retry
from newsroom.tasks.periodic import PeriodicTasks, renew_connections
from newsroom.tasks.process import Pulse, Stop, TimeLimitExceeded, is_alive, time_limit

# In seconds.
INTERVAL = 1  # between two looks at the tasks
BEAT_EVERY = 10
REAP_EVERY = 30
LONGEST_PAUSE = 30  # while the database is away

log = logging.getLogger(__name__)


class Worker:
    """Runs the tasks of one queue (settings.QUEUES), and its periodic tasks."""

    def __init__(self, queue: str, *, beside: int | None = None, pulse: int | None = None) -> None:
        """`beside`: the process (its id) with which the worker ends. `pulse`: the supervisor's pipe, see Pulse."""
        self.queue, self.limit = queue, settings.QUEUES[queue]
        self.beside, self.pulse = beside, Pulse(pulse)
        self.id = get_random_string(32)
        self.periodic = PeriodicTasks(queue)
        self._begun: dict[str, float] = {}  # {"beat" or "reap": when it last was}
        self._outcome: tuple[BackgroundTask, BaseException | None] | None = None  # not written down yet

    @cached_property
    def stop(self) -> Stop:
        return Stop()

    def run_on(self) -> None:
        """Work until told to stop, or until the process beside it has ended."""
        self.stop.listen()
        pause = INTERVAL
        while not self.stop.is_told and (self.beside is None or is_alive(self.beside)):
            try:
                is_busy = self.turn()
                pause = INTERVAL
            except Exception as error:  # mostly the database, restarted or away
                log.warning("The worker of %s goes on in %d s (%s).", self.queue, pause, retry.kind_of(error))
                renew_connections()
                self.stop.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            if not is_busy:
                self.stop.wait(INTERVAL)

    def turn(self) -> bool:
        """Run the periodic tasks that are due and one task; False where there was no task."""
        close_old_connections()
        self._write_outcome()
        self._beat()
        if self._is_time("reap", REAP_EVERY):
            retry.reap(self.queue, timedelta(seconds=self.limit), at=timezone.now())
        self.periodic.run_due(before_each=self._beat)
        return self._do_one()

    def do_waiting(self) -> None:
        """Run all tasks that are due."""
        while self._do_one():
            pass

    def _do_one(self) -> bool:
        row = BackgroundTask.objects.of_queue(self.queue).taken_by(self.id, at=timezone.now())
        if row is None:
            return False
        self._beat()
        # Remembered until it is written: a mail that has gone isn't sent again because the database was away.
        self._outcome = row, self._tried(row)
        self._write_outcome()
        return True

    def _tried(self, row: BackgroundTask) -> BaseException | None:
        try:
            with time_limit(self.limit):
                row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        except (Exception, TimeLimitExceeded) as error:  # whatever it is: it's written down, and the queue goes on
            renew_connections()
            return error
        return None

    def _write_outcome(self) -> None:
        if self._outcome:
            retry.record_outcome(*self._outcome, at=timezone.now())
            self._outcome = None

    def _beat(self) -> None:
        if not self.pulse.beat():
            self.stop.tell()
        if self._is_time("beat", BEAT_EVERY):
            Heartbeat.objects.beat(self.queue, worker=self.id, at=timezone.now())

    def _is_time(self, what: str, every: float) -> bool:
        is_time = what not in self._begun or time.monotonic() - self._begun[what] >= every
        if is_time:
            self._begun[what] = time.monotonic()
        return is_time
