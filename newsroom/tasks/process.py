"""Signals, time limits and the pulse of a worker's process."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)


class TimeLimitExceeded(BaseException):
    """A task took longer than its queue allows. No Exception, so that a task's `except Exception` doesn't catch it."""


class Stop:
    """The request to stop the process. A pipe, so that every wait for it ends at once."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()

    def listen(self) -> None:
        """Treat the signals that end a process as the request to stop."""
        for number in STOPPING:
            signal.signal(number, lambda *_signal: self.tell())

    def tell(self) -> None:
        """Ask to stop."""
        os.write(self._writer, b".")

    def wait(self, seconds: float) -> bool:
        return bool(select.select([self._reader], [], [], seconds)[0])

    @property
    def is_told(self) -> bool:
        return self.wait(0)


class Pulse:
    """The writing end of a pipe: a process beats, and its supervisor reads."""

    def __init__(self, file: int | None) -> None:
        """`file`: the descriptor of the open pipe; None where there is no supervisor."""
        self.file = file
        if file is not None:
            os.set_blocking(file, False)

    def beat(self) -> bool:
        """Beat; return False where the supervisor has gone."""
        try:
            return self.file is None or bool(os.write(self.file, b"."))
        except BlockingIOError:
            return True  # not read yet
        except BrokenPipeError:
            return False


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitExceeded in the block after so many seconds; in the main thread of a process only."""

    def end(*_signal: Any) -> None:
        raise TimeLimitExceeded(f"It took longer than {seconds} seconds.")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def is_alive(process: int) -> bool:
    """`process` is its id."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
