"""Clients at work beside a drill, each in a thread: they ask again and again, and note every answer."""

import threading
import time
from typing import NamedTuple


class Noted(NamedTuple):
    """What one client did: the kind of it, when it began and ended (time.monotonic), and what came of it."""

    kind: str
    begun: float
    ended: float
    result: object

    @property
    def seconds(self):
        """How long it took."""
        return self.ended - self.begun


class Crowd:
    """Within `with`, clients at work; behind it all of them have ended, and what a client raised is raised."""

    def __init__(self, breath=0.2):
        """`breath`: seconds between two requests of one client."""
        self.breath = breath
        self.notes, self.errors, self.threads = [], [], []
        self.stopped = threading.Event()

    def add(self, kind, number, do):
        """Let so many clients do this again and again."""
        for _ in range(number):
            thread = threading.Thread(target=self._run, args=[kind, do])
            self.threads.append(thread)
            thread.start()

    def of(self, *kinds, since=0.0, until=float("inf")):
        """Return what was noted of these kinds, begun and ended within these moments."""
        return [note for note in list(self.notes) if note.kind in kinds and since <= note.begun and note.ended <= until]

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.stopped.set()
        for thread in self.threads:
            thread.join()
        if self.errors:
            raise self.errors[0]

    def _run(self, kind, do):
        while not self.stopped.wait(self.breath):
            begun = time.monotonic()
            try:
                result = do()
            except Exception as error:
                self.errors.append(error)
                return
            self.notes.append(Noted(kind, begun, time.monotonic(), result))
