"""What keeps a neighbour that is away from holding every thread: one asks, and the others don't wait."""

import threading
import time
from contextlib import contextmanager

# Seconds after a failure before somebody asks again, at most: as long as the failure took. Who is refused at once holds
# nobody up, and may ask at once.
LONGEST_PAUSE = 0.5


class Circuit:
    """
    Lets everybody through while a neighbour answers; after a failure nobody for a pause, then one at a time.

    `refusal` is the exception (class) that those are given who aren't let through; each has a message.
    """

    def __init__(self, refusal):
        self.refusal = refusal
        self._lock = threading.Lock()
        self._ask_at = None  # on the clock that never goes back; None while the neighbour answers
        self._is_asked = False

    @contextmanager
    def asking(self, *failures):
        """Ask the neighbour within this; an exception of the classes `failures` closes the way for the others."""
        self._enter()
        since = time.monotonic()
        try:
            yield
        except BaseException as error:
            now = time.monotonic()
            self._leave(now + min(now - since, LONGEST_PAUSE) if isinstance(error, failures) else self._ask_at)
            raise
        self._leave(None)

    def doubt(self):
        """Let one at a time through from now on, until somebody has had an answer."""
        with self._lock:
            self._ask_at = self._ask_at or time.monotonic()

    def _enter(self):
        with self._lock:
            if self._ask_at is None:
                return
            if self._is_asked or time.monotonic() < self._ask_at:
                raise self.refusal("It was away a moment ago, and isn't asked again yet.")
            self._is_asked = True

    def _leave(self, ask_at):
        with self._lock:
            self._ask_at, self._is_asked = ask_at, False
