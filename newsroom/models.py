"""The tables of the page cache, of failed log-ins and of background tasks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

TRIES_TOLD = 20  # further tries aren't counted, so that a row doesn't grow with each


class Stamp(models.Model):
    """
    A key and a number: a change to a page adds one to its stamp, in the same transaction.

    `acted_at` is when the last change took effect, by the clock of the machine that made it.
    """

    key = models.CharField(max_length=100, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    acted_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


class Flip(models.Model):
    """A moment at which the clock alone changes the pages of a stamp: an edition goes live, or ends."""

    key = models.CharField(max_length=100)
    flips_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "flips_at"], name="flip_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.flips_at:%Y-%m-%d %H:%M:%S}"


class LoginFailureQuerySet(models.QuerySet["LoginFailure"]):
    """Failed log-ins by time."""

    def between(self, since: datetime, until: datetime) -> Self:
        """`until` is included, `since` isn't."""
        return self.filter(failed_at__gt=since, failed_at__lte=until)

    def before(self, moment: datetime) -> Self:
        return self.filter(failed_at__lte=moment)

    def forget(self, attempt: "LoginFailure") -> None:
        """Delete an attempt that succeeded."""
        self.filter(pk=attempt.pk).delete()


class LoginFailure(models.Model):
    """A failed log-in, with its account and its network as keyed digests."""

    account_key = models.CharField(max_length=64)
    network_key = models.CharField(max_length=64)
    failed_at = models.DateTimeField()

    objects = LoginFailureQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("account_key", "failed_at", name="login_failure_of_account"),
            models.Index("network_key", "failed_at", name="login_failure_of_network"),
        ]

    def __str__(self) -> str:
        return f"login failure {self.pk}"


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    """Heartbeats by queue."""

    def beat(self, queue: str, *, worker: str, at: datetime) -> None:
        """Note that a worker of this queue is alive."""
        self.update_or_create(queue=queue, defaults={"worker": worker, "beat_at": at})


class Heartbeat(models.Model):
    """The last heartbeat of a queue's workers."""

    queue = models.CharField(max_length=32, primary_key=True)
    worker = models.CharField(max_length=32)
    beat_at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.queue} {self.beat_at:%Y-%m-%d %H:%M:%S}"


class BackgroundTaskQuerySet(DBTaskResultQuerySet):
    """Tasks by state, and the changes of state, each of which is a compare-and-set."""

    def of_queue(self, queue: str) -> Self:
        return self.filter(queue_name=queue)

    def asked(self, path: str, arguments: Iterable[Any]) -> Self:
        """Find the unfinished tasks of this function with these arguments."""
        asked_for = {"args": list(arguments), "kwargs": {}}
        return self.filter(task_path=path, args_kwargs=asked_for, status__in=[Status.READY, Status.RUNNING])

    def untried(self) -> Self:
        return self.filter(status=Status.READY, exception_class_path="")

    def failing(self) -> Self:
        return self.filter(status=Status.READY).exclude(exception_class_path="")

    def lost(self, begun_by: datetime) -> models.QuerySet["BackgroundTask"]:
        """Tasks that were begun by this moment and haven't ended: their worker has died."""
        # The package's queryset names its own model.
        return self.running().filter(started_at__lte=begun_by)  # type: ignore[return-value]  # see above

    def over_before(self, moment: datetime) -> DBTaskResultQuerySet:
        return self.finished().filter(finished_at__lte=moment)

    def held(self, row: "BackgroundTask") -> Self:
        """The task if this row's try still runs, and no later one."""
        return self.filter(pk=row.pk, status=Status.RUNNING, started_at=row.started_at)

    def taken_by(self, worker: str, *, at: datetime) -> "BackgroundTask | None":
        """Take a task that is due for this worker (its id); None where there is none."""
        while row := self.ready().first():
            changes = {
                "status": Status.RUNNING,
                "started_at": at,
                "worker_ids": [*row.worker_ids, worker][-TRIES_TOLD:],
            }
            if self.filter(pk=row.pk, status=Status.READY).update(**changes):
                for name, value in changes.items():
                    setattr(row, name, value)
                return row  # type: ignore[return-value]  # see `lost`
        return None

    def done(self, *, at: datetime) -> int:
        """Mark these as done, and delete their arguments, which may hold personal data."""
        told = {"exception_class_path": "", "traceback": "", "args_kwargs": {"args": [], "kwargs": {}}}
        return self.update(status=Status.SUCCESSFUL, finished_at=at, **told)

    def failed_with(self, kind: str, places: str, *, again: datetime | None, at: datetime) -> int:
        """Mark these as failed: error class, places in the code, and when they are tried again (None: never)."""
        told = {"exception_class_path": kind, "traceback": places}
        if again is None:
            return self.update(status=Status.FAILED, finished_at=at, **told)
        return self.update(status=Status.READY, run_after=again, **told)

    def try_now(self, *, at: datetime) -> int:
        """Retry now those that were given up or wait for another try."""
        wanted = self.filter(status__in=[Status.READY, Status.FAILED]).exclude(exception_class_path="")
        return wanted.update(status=Status.READY, run_after=at, finished_at=None)


class BackgroundTask(DBTaskResult):
    """A task's row (django-tasks-db), with our retries."""

    objects = BackgroundTaskQuerySet.as_manager()  # type: ignore[misc]  # the package says ClassVar

    class Meta:
        proxy = True
        default_permissions = ()
        permissions = [("see_tasks", _("Can see background tasks and retry them"))]

    def __str__(self) -> str:
        return f"task {self.pk}"

    @property
    def tries(self) -> int:
        """The number of tries, TRIES_TOLD at most."""
        return len(self.worker_ids)

    @property
    def counts_no_more(self) -> bool:
        """Whether there may have been more tries than `tries` says."""
        return self.tries == TRIES_TOLD
