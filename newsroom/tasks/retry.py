"""After a task's try: it is done, or tried again after a growing pause, or given up; later its row is deleted."""

import logging
import traceback
from datetime import datetime, timedelta

from django.utils import timezone

from newsroom.models import BackgroundTask

FIRST_PAUSE = timedelta(seconds=30)  # each is twice as long as the one before
LONGEST_PAUSE = timedelta(hours=1)
# A task is tried for so long after it was enqueued, and its row stays for so long after it is over.
KEPT = timedelta(days=30)
GRACE = timedelta(seconds=30)  # beyond a queue's limit; then the worker counts as dead

log = logging.getLogger(__name__)


def pause_after(tries: int) -> timedelta:
    """30 s, 1, 2, 4 … 60 minutes."""
    # The exponent is bounded: an hour is reached at the eighth.
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 10), LONGEST_PAUSE)


def record_outcome(row: BackgroundTask, error: BaseException | None, *, at: datetime) -> None:
    """
    Write down how a try ended: `error` is what was raised, None where the task is done.

    Only the error's class and the places in the code are kept: its message may hold an address or a token. Nothing is
    written where another worker has taken the task meanwhile.
    """
    if error is None:
        BackgroundTask.objects.held(row).done(at=at)
        return
    _record_failure(row, kind_of(error), "".join(traceback.format_tb(error.__traceback__)), at=at)


def reap(queue: str, limit: timedelta, *, at: datetime) -> None:
    """Retry the tasks whose worker has died, in a queue with this limit; delete the rows of old ones."""
    for row in BackgroundTask.objects.of_queue(queue).lost(at - limit - GRACE):
        _record_failure(row, "WorkerLost", "", at=at)
    BackgroundTask.objects.of_queue(queue).over_before(at - KEPT).delete()


def kind_of(error: BaseException) -> str:
    """The dotted name of an error's class, or its own `kind` where it stands for another error."""
    if hasattr(error, "kind"):
        return error.kind
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _record_failure(row: BackgroundTask, kind: str, places: str, *, at: datetime) -> None:
    again = None if at - row.enqueued_at >= KEPT else at + pause_after(row.tries)
    # Another worker may be reaping too, and a lost one may have ended after all.
    if not BackgroundTask.objects.held(row).failed_with(kind, places, again=again, at=at):
        return
    when = f"is tried again at {timezone.localtime(again):%H:%M:%S}" if again else "is given up"
    log.warning("Task %s of %s failed (%s) and %s; tries: %d.", row.pk, row.task_path, kind, when, row.tries)
