"""The state of the background tasks and of their workers, for the desk and for health checks."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from newsroom.models import BackgroundTask, Heartbeat
from newsroom.tasks.retry import GRACE
from newsroom.types import StrOrPromise

MOST = 100  # tasks that the page lists of each state

KINDS: dict[str, StrOrPromise] = {
    "articles.images.files.make_renditions": _("picture files"),
    "articles.images.files.remove": _("file deletion"),
    "comments.mail.verification.answer_request": _("request for personal data"),
    "comments.mail.verification.send_link": _("email with a link"),
}
QUEUES = {"mail": _("Emails"), "pictures": _("Pictures")}
FAILED = {"given_up", "failing"}  # the states of what can be tried again


class State(NamedTuple):
    """The tasks in one state: their number, and the first MOST of them, each with its kind in words."""

    name: str
    title: StrOrPromise
    number: int
    tasks: list[tuple[StrOrPromise, DBTaskResult]]


def queues(at: datetime) -> dict[str, dict[str, Any]]:
    """{queue: {"state", "beat_at"}}: “ok”, “stale” or “missing”, and its last heartbeat or None."""
    beats = {beat.queue: beat.beat_at for beat in Heartbeat.objects.all()}
    return {queue: _queue(beats.get(queue), limit, at) for queue, limit in settings.QUEUES.items()}


def numbers() -> dict[str, int]:
    return {name: rows.count() for name, (title, rows) in _sets().items()}


def states() -> list[State]:
    """Worst first."""
    found = []
    for name, (title, rows) in _sets().items():
        tasks = [(KINDS.get(task.task_path, task.task_path), task) for task in rows[:MOST]]
        number = rows.count() if len(tasks) == MOST else len(tasks)
        found.append(State(name, title, number, tasks))
    return found


def try_again(number: UUID | None, *, at: datetime) -> int:
    """Retry the failed task with this number now, or all where `number` is None."""
    rows = BackgroundTask.objects.all() if number is None else BackgroundTask.objects.filter(pk=number)
    return rows.try_now(at=at)


def _sets() -> dict[str, tuple[StrOrPromise, DBTaskResultQuerySet]]:
    return {
        "given_up": (_("Given up"), BackgroundTask.objects.failed()),
        "failing": (_("Failed, will be retried"), BackgroundTask.objects.failing()),
        "running": (_("Running"), BackgroundTask.objects.running()),
        "waiting": (_("Waiting"), BackgroundTask.objects.untried()),
    }


def _queue(beat_at: datetime | None, limit: int, at: datetime) -> dict[str, Any]:
    # No heartbeat is written while a task runs.
    is_stale = beat_at is not None and at - beat_at > timedelta(seconds=limit) + GRACE
    return {"state": "missing" if beat_at is None else "stale" if is_stale else "ok", "beat_at": beat_at}
