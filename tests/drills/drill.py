"""What a drill is, and what it may find."""

import os
from collections.abc import Callable
from typing import NamedTuple

from tests import processes

# On a busy machine everything is waited for so many times as long; what is measured isn't.
FACTOR = float(os.environ.get("DRILL_PATIENCE", "1"))


class NotRun(Exception):
    """The machine lacks what the drill needs; the message says what to do."""


class Drill(NamedTuple):
    """
    One drill.

    title     what happens
    deadline  seconds, after which it is red
    do        does it, and returns its figures as text; raises AssertionError or NotRun
    """

    title: str
    deadline: int
    do: Callable[[], str]


def wait_until(done):
    """Return what `done` returns once that is true; raises AssertionError when it takes too long."""
    return processes.wait_until(done, patience=processes.PATIENCE * FACTOR)


def median(numbers):
    """Return the middle one of these."""
    ranked = sorted(numbers)
    return ranked[len(ranked) // 2]
