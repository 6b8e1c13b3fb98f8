"""Tasks that only tests ask for."""

import os
import time
from pathlib import Path

from django_tasks import task

WORDS = "As always: <reader@example.org>"


@task(queue_name="mail")
def note(path):
    """Write down which process did it."""
    Path(path).write_text(str(os.getpid()))


@task(queue_name="mail")
def hold(path):
    """Write down which process does it, as often as it is done, and go on until there is a second file."""
    with Path(path).open("a") as file:
        file.write(f"{os.getpid()}\n")
    while not Path(f"{path}.go").exists():
        time.sleep(0.05)


@task(queue_name="mail")
def get_stuck_once(path):
    """Write down which process did it, and go on for an hour; the second time, do nothing."""
    if not Path(path).exists():
        note.call(path)
        time.sleep(3600)


@task(queue_name="mail")
def fail():
    """Fail, with an address in the words."""
    raise ValueError(WORDS)
