"""What becomes of a task: done, or tried again after a growing pause until it is given up; and later forgotten."""

import logging
import traceback
from datetime import timedelta

from newsroom.models import Work

FIRST_PAUSE = timedelta(seconds=30)  # each is twice as long as the one before
LONGEST_PAUSE = timedelta(hours=1)
# Since it was asked for. Until then a task is tried: it is for itself to know that what it was for has passed.
KEPT = timedelta(days=30)  # and, since it was over, how long its row stays
GRACE = timedelta(seconds=30)  # beyond a lane's limit, after which a worker is taken for dead

log = logging.getLogger(__name__)


def pause_after(tries):
    """Return how long a task waits that has failed so many times: 30 s, 1, 2, 4 … 60 minutes."""
    # The exponent is bounded: an hour is reached at the eighth.
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 10), LONGEST_PAUSE)


def settle(row, error, *, at):
    """
    Write down how a try ended: `error` is what was raised, None where the task is done.

    Only the kind of error and the places in the code are kept: its words may hold an address or a token. Nothing is
    written where the task was given to another worker meanwhile.
    """
    if error is None:
        Work.objects.held(row).done(at=at)
        return
    kind = kind_of(error)
    again = None if at - row.enqueued_at >= KEPT else at + pause_after(row.tries)
    places = "".join(traceback.format_tb(error.__traceback__))
    if Work.objects.held(row).failed_with(kind, places, again=again, at=at):
        _tell(row, kind, again)


def reap(lane, limit, *, at):
    """Have what was lost with its worker tried again, in a lane with this limit (timedelta); forget what is over."""
    for row in Work.objects.of_lane(lane).lost(at - limit - GRACE):
        again = None if at - row.enqueued_at >= KEPT else at + pause_after(row.tries)
        # Only if nobody else has: another worker may be reaping too, and this one's may have ended after all.
        if Work.objects.held(row).failed_with("WorkerLost", "", again=again, at=at):
            _tell(row, "WorkerLost", again)
    Work.objects.of_lane(lane).over_before(at - KEPT).delete()


def kind_of(error):
    """Return the kind of an error, “builtins” left out; one that stands for another has its `kind`."""
    if hasattr(error, "kind"):
        return error.kind
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _tell(row, kind, again):
    when = f"is tried again at {again:%H:%M:%S}" if again else "is given up"
    log.warning("Task %s of %s failed (%s) and %s; tries: %d.", row.pk, row.task_path, kind, when, row.tries)
