"""The tables behind the page cache, of failed log-ins, and of what is known of the worker."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

TRIES_TOLD = 20  # further tries aren't counted: a row mustn't grow with each


class Stamp(models.Model):
    """
    A key and a number: whatever changes a page adds one to its stamp, in the same transaction.

    `acted_at` is when the last of these acts took effect, by the clock of whoever did it.
    """

    key = models.CharField(max_length=100, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    acted_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.key} {self.number}"


class Flip(models.Model):
    """A moment at which the clock alone changes the pages of a stamp: an edition goes live, or ends."""

    key = models.CharField(max_length=100)
    flips_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "flips_at"], name="flip_once")]

    def __str__(self):
        return f"{self.key} {self.flips_at:%Y-%m-%d %H:%M:%S}"


class LoginFailureQuerySet(models.QuerySet):
    """The questions that the log-in asks."""

    def between(self, since, until):
        """Return what failed in (since, until]."""
        return self.filter(failed_at__gt=since, failed_at__lte=until)

    def before(self, moment):
        """Return what failed by this moment."""
        return self.filter(failed_at__lte=moment)

    def forget(self, attempt):
        """Take back an attempt that was a success."""
        self.filter(pk=attempt.pk).delete()


class LoginFailure(models.Model):
    """A log-in that failed: of which account and from which network, as keys that tell neither."""

    account_key = models.CharField(max_length=64)
    network_key = models.CharField(max_length=64)
    failed_at = models.DateTimeField()

    objects = LoginFailureQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("account_key", "failed_at", name="login_failure_of_account"),
            models.Index("network_key", "failed_at", name="login_failure_of_network"),
        ]

    def __str__(self):
        return f"login failure {self.pk}"


class HeartbeatQuerySet(models.QuerySet):
    """How a worker says that it lives."""

    def beat(self, lane, *, worker, at):
        """Note that this worker of the lane lives."""
        self.update_or_create(lane=lane, defaults={"worker": worker, "beat_at": at})


class Heartbeat(models.Model):
    """When a worker of a lane last said that it lives; of several the latest counts."""

    lane = models.CharField(max_length=32, primary_key=True)
    worker = models.CharField(max_length=32)
    beat_at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self):
        return f"{self.lane} {self.beat_at:%Y-%m-%d %H:%M:%S}"


class WorkQuerySet(DBTaskResultQuerySet):
    """The questions asked about tasks, and how their state changes: each change only if nobody was faster."""

    def of_lane(self, lane):
        """Return the tasks of a lane."""
        return self.filter(queue_name=lane)

    def asked(self, path, arguments):
        """Return the tasks of this function and with these arguments that aren't over."""
        asked_for = {"args": list(arguments), "kwargs": {}}
        return self.filter(task_path=path, args_kwargs=asked_for, status__in=[Status.READY, Status.RUNNING])

    def untried(self):
        """Return what waits for its first try."""
        return self.filter(status=Status.READY, exception_class_path="")

    def failing(self):
        """Return what has failed and is tried again."""
        return self.filter(status=Status.READY).exclude(exception_class_path="")

    def lost(self, begun_by):
        """Return what was begun by this moment and hasn't ended: its worker has died."""
        return self.running().filter(started_at__lte=begun_by)

    def over_before(self, moment):
        """Return what was done or given up by this moment."""
        return self.finished().filter(finished_at__lte=moment)

    def held(self, row):
        """Return the task if it is still being tried as this row says, and not by another worker."""
        return self.filter(pk=row.pk, status=Status.RUNNING, started_at=row.started_at)

    def taken_by(self, worker, *, at):
        """Return a task whose time has come, taken by this worker (its id); None where there is none."""
        while row := self.ready().first():
            changes = {
                "status": Status.RUNNING,
                "started_at": at,
                "worker_ids": [*row.worker_ids, worker][-TRIES_TOLD:],
            }
            if self.filter(pk=row.pk, status=Status.READY).update(**changes):
                for name, value in changes.items():
                    setattr(row, name, value)
                return row
        return None

    def done(self, *, at):
        """Note that these are done; whom they were about is forgotten."""
        told = {"exception_class_path": "", "traceback": "", "args_kwargs": {"args": [], "kwargs": {}}}
        return self.update(status=Status.SUCCESSFUL, finished_at=at, **told)

    def failed_with(self, kind, places, *, again, at):
        """Note that these failed, and where in the code; `again` is when they are tried again, None for never."""
        told = {"exception_class_path": kind, "traceback": places}
        if again is None:
            return self.update(status=Status.FAILED, finished_at=at, **told)
        return self.update(status=Status.READY, run_after=again, **told)

    def try_now(self, *, at):
        """Have tried now what was given up or waits for another try; return how many those are."""
        wanted = self.filter(status__in=[Status.READY, Status.FAILED]).exclude(exception_class_path="")
        return wanted.update(status=Status.READY, run_after=at, finished_at=None)


class Work(DBTaskResult):
    """A task's row, as the worker and the desk see it."""

    objects = WorkQuerySet.as_manager()

    class Meta:
        proxy = True
        default_permissions = ()
        permissions = [("see_tasks", _("Can see background tasks and retry them"))]

    def __str__(self):
        return f"task {self.pk}"

    @property
    def tries(self):
        """How often it was begun, TRIES_TOLD at most."""
        return len(self.worker_ids)

    @property
    def counts_no_more(self):
        """Whether it may have been begun more often than `tries` says."""
        return self.tries == TRIES_TOLD
