"""What is known of the work behind the requests: what waits, runs, fails, and whether the workers live."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from newsroom.models import Heartbeat, Work
from newsroom.tasks.retry import GRACE

MOST = 100  # tasks that the page lists of each state

# What tasks are for, in words.
KINDS = {
    "articles.images.files.make_renditions": _("picture files"),
    "articles.images.files.remove": _("file deletion"),
    "comments.mail.verification.answer_request": _("request for personal data"),
    "comments.mail.verification.send_link": _("email with a link"),
}
LANES = {"mail": _("Emails"), "pictures": _("Pictures")}


FAILED = {"given_up", "failing"}  # the states of what can be tried again


class State(NamedTuple):
    """The tasks in one state: their number, and the first MOST of them, each with its kind in words."""

    name: str
    title: str
    number: int
    tasks: list


def lanes(at):
    """Return {lane: {"state", "beat_at"}}: “ok”, “stale” or “missing”, and the moment of its last heartbeat or None."""
    beats = {beat.lane: beat.beat_at for beat in Heartbeat.objects.all()}
    return {lane: _lane(beats.get(lane), limit, at) for lane, limit in settings.LANES.items()}


def numbers():
    """Return {state: number of tasks} for waiting, running, failing and given_up."""
    return {name: rows.count() for name, (title, rows) in _sets().items()}


def states():
    """Return a State for given up, failing, running and waiting, worst first."""
    found = []
    for name, (title, rows) in _sets().items():
        tasks = [(KINDS.get(task.task_path, task.task_path), task) for task in rows[:MOST]]
        number = rows.count() if len(tasks) == MOST else len(tasks)
        found.append(State(name, title, number, tasks))
    return found


def try_again(number, *, at):
    """Have a failed task tried now, or all of them where `number` is None; return how many those are."""
    rows = Work.objects.all() if number is None else Work.objects.filter(pk=number)
    return rows.try_now(at=at)


def _sets():
    return {
        "given_up": (_("Given up"), Work.objects.failed()),
        "failing": (_("Failed, will be retried"), Work.objects.failing()),
        "running": (_("Running"), Work.objects.running()),
        "waiting": (_("Waiting"), Work.objects.untried()),
    }


def _lane(beat_at, limit, at):
    # A task that takes its whole time says nothing meanwhile.
    is_stale = beat_at is not None and at - beat_at > timedelta(seconds=limit) + GRACE
    return {"state": "missing" if beat_at is None else "stale" if is_stale else "ok", "beat_at": beat_at}
