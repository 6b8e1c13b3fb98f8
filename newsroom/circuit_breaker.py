"""A circuit breaker: while a backing service is down, one thread tries it and the others fail at once."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

# Seconds. After a failure the next try comes as late as the failure took, and no later than this.
LONGEST_PAUSE = 0.5


class CircuitBreaker:
    """
    Lets all threads through while a service answers; after a failure none for a pause, then one at a time.

    `refusal` is the exception class that is raised for a thread that isn't let through.
    """

    def __init__(self, refusal: type[Exception]) -> None:
        self.refusal = refusal
        self._lock = threading.Lock()
        self._ask_at: float | None = None  # by time.monotonic(); None while the service answers
        self._is_asked = False

    @contextmanager
    def asking(self, *failures: type[BaseException]) -> Iterator[None]:
        """Call the service within this block; an exception of the classes `failures` stops the other threads."""
        self._enter()
        since = time.monotonic()
        try:
            yield
        except BaseException as error:
            now = time.monotonic()
            self._leave(now + min(now - since, LONGEST_PAUSE) if isinstance(error, failures) else self._ask_at)
            raise
        self._leave(None)

    def doubt(self) -> None:
        """Let one thread at a time through from now on, until one has had an answer."""
        with self._lock:
            self._ask_at = self._ask_at or time.monotonic()

    def _enter(self) -> None:
        with self._lock:
            if self._ask_at is None:
                return
            if self._is_asked or time.monotonic() < self._ask_at:
                raise self.refusal("It was down a moment ago, and isn't tried again yet.")
            self._is_asked = True

    def _leave(self, ask_at: float | None) -> None:
        with self._lock:
            self._ask_at, self._is_asked = ask_at, False
