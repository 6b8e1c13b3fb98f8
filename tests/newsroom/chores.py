"""Tasks that only tests ask for."""

import os
import time
from pathlib import Path

from django_tasks import task


@task()
def note(path):
    """Write down which process did it."""
    Path(path).write_text(str(os.getpid()))


@task()
def get_stuck_once(path):
    """Write down which process did it, and go on for an hour; the second time, do nothing."""
    if not Path(path).exists():
        note.call(path)
        time.sleep(3600)


@task()
def fail():
    """Fail."""
    raise ValueError("As always")
