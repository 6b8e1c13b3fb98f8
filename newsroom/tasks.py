"""
Work after the request: who does it, and what becomes of it when a worker is killed or the work fails.

A task is a row, written in the transaction of its cause, and taken by one worker of as many as there are. Every task
must bear being run twice: what breaks off is given back, ATTEMPTS times in all, then it is left and logged.
"""

import logging
import os
import time
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

ATTEMPTS = 3
LOST_AFTER = timedelta(minutes=2)  # since it was begun: no task of ours takes so long
AGAIN_AFTER = timedelta(minutes=1)  # since it failed
KEPT = timedelta(days=30)  # since it was over
INTERVAL = 1  # second between two looks at the tasks
REAP_EVERY = 30  # seconds

log = logging.getLogger(__name__)


class Worker(db_worker.Worker):
    """Does the tasks that wait and the chores, looks again every second, and gives back what broke off."""

    def __init__(self, *, beside=None):
        """`beside` is the process (its id) without which the worker has nothing to do, such as the server."""
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        self.beside = beside

    def run_on(self):
        """Run until told to stop, or until the process beside it has gone."""
        reaped, chores = None, Chores()
        while self.running and (self.beside is None or _is_alive(self.beside)):
            if reaped is None or time.monotonic() - reaped > REAP_EVERY:
                reap(timezone.now())
                reaped = time.monotonic()
            chores.do_due()
            self.run()
            time.sleep(INTERVAL)


class Chores:
    """What a worker does beside its tasks, each at its own pace (settings.CHORES); several workers may do the same."""

    def __init__(self):
        self.done = {}

    def do_due(self):
        """Do what hasn't been done for as long as its pace; one that fails is logged, and done again at its time."""
        for path, pace in settings.CHORES.items():
            if time.monotonic() - self.done.get(path, -pace) < pace:
                continue
            self.done[path] = time.monotonic()
            try:
                import_string(path)(timezone.now())
            except Exception:  # whatever it trips over, the tasks go on
                log.exception("The chore %s failed.", path)


def reap(at):
    """Give back what was lost with its worker or has failed, or leave it after ATTEMPTS; forget what is long over."""
    lost = DBTaskResult.objects.running().filter(started_at__lte=at - LOST_AFTER)
    failed = DBTaskResult.objects.failed().filter(finished_at__range=(at - KEPT, at - AGAIN_AFTER))
    for row in lost:
        _give_back(row, lost, at)
    for row in failed:
        if len(row.worker_ids) < ATTEMPTS:
            _give_back(row, failed, at)
    DBTaskResult.objects.finished().filter(finished_at__lte=at - KEPT).delete()


def _give_back(row, among, at):
    is_spent = len(row.worker_ids) >= ATTEMPTS
    changes = {"status": Status.FAILED, "finished_at": at} if is_spent else {"status": Status.READY}
    # Only if it is among them still: another worker may be reaping too, and this one's may have ended after all.
    if among.filter(pk=row.pk).update(**changes):
        said = "left after %d attempts" if is_spent else "given back after attempt %d"
        log.warning(f"Task %s of %s was broken off, and is {said}.", row.pk, row.task_path, len(row.worker_ids))


def _is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
