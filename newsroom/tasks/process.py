"""A process of the worker and its system: it is told to stop, it ends what takes too long, it says that it lives."""

import os
import select
import signal
from contextlib import contextmanager

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)


class TimeLimitExceeded(BaseException):
    """Something took longer than its lane allows. No Exception: who goes on after any failure of a part ends here."""


class Stop:
    """Whether the process was told to stop. A pipe, so that every wait for it ends at once."""

    def __init__(self):
        self._reader, self._writer = os.pipe()

    def listen(self):
        """Take the signals that end a process for the request to stop."""
        for number in STOPPING:
            signal.signal(number, lambda *_signal: self.tell())

    def tell(self):
        """Ask to stop."""
        os.write(self._writer, b".")

    def wait(self, seconds):
        """Return whether it was told to stop, after so many seconds at most."""
        return bool(select.select([self._reader], [], [], seconds)[0])

    @property
    def is_told(self):
        """Whether it was told to stop."""
        return self.wait(0)


class Pulse:
    """The end of a pipe into which a process says that it lives; its supervisor reads the other one."""

    def __init__(self, file):
        """`file` is the number of the open pipe, None where nobody listens."""
        self.file = file
        if file is not None:
            os.set_blocking(file, False)

    def beat(self):
        """Say it; return False where the listener has gone."""
        try:
            return self.file is None or bool(os.write(self.file, b"."))
        except BlockingIOError:
            return True  # not read yet
        except BrokenPipeError:
            return False


@contextmanager
def time_limit(seconds):
    """Raise TimeLimitExceeded in the block after so many seconds; in the main thread of a process only."""

    def end(*_signal):
        raise TimeLimitExceeded(f"It took longer than {seconds} seconds.")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def is_alive(process):
    """Return whether there is a process with this number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
