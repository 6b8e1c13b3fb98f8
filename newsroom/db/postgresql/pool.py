"""
A pool of PostgreSQL connections that fails at once when the server is down.

psycopg's own pool connects in background threads with a growing pause, and a request waits for them until its timeout.
Here the request itself connects, and gets the connection or the error as soon as there is one.
"""

import selectors
import threading
import time
from collections.abc import Callable
from typing import Any

from psycopg import Connection, OperationalError
from psycopg.pq import TransactionStatus

from newsroom.circuit_breaker import CircuitBreaker

ALIVE_WITHIN = 0.5  # seconds in which a kept connection must answer that it is alive


class Pool:
    """
    At most `max_size` connections, kept from one request to the next; the last one used is the first used again.

    kwargs        what a connection is made with
    configure     called with each new connection
    timeout       seconds that a request waits for one when all are in use
    max_lifetime  seconds after which one isn't used again, so that memory at the server is freed
    """

    def __init__(
        self,
        *,
        kwargs: dict[str, Any],
        configure: Callable[[Connection], Any],
        max_size: int,
        timeout: float = 2,
        max_lifetime: float = 3_600,
    ) -> None:
        self.kwargs, self.configure = kwargs, configure
        self.max_size, self.timeout, self.max_lifetime = max_size, timeout, max_lifetime
        self._free = threading.BoundedSemaphore(max_size)
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        self._ends: dict[Connection, float] = {}  # until when each is used, by time.monotonic()
        self._circuit = CircuitBreaker(OperationalError)

    def open(self) -> None:
        """Do nothing: the first connection is made for the first request."""

    def getconn(self) -> Connection:
        """Find a connection that is alive; raise psycopg's OperationalError where there is none."""
        if not self._free.acquire(timeout=self.timeout):
            raise OperationalError(f"All {self.max_size} connections to the database are in use.")
        try:
            return self._kept() or self._new()
        except BaseException:
            self._free.release()
            raise

    def putconn(self, connection: Connection) -> None:
        """Take a connection back, in whatever state it is."""
        try:
            # Neither lost, nor with a transaction left open.
            is_idle = connection.info.transaction_status == TransactionStatus.IDLE
            if not is_idle or self._ends.get(connection, 0) < time.monotonic():
                self._drop(connection)
            else:
                with self._lock:
                    self._idle.append(connection)
        finally:
            self._free.release()

    def close(self) -> None:
        """Close the idle connections; those in use are closed when they come back."""
        self._ends.clear()
        self._drop_idle()

    def _kept(self) -> Connection | None:
        """Find an idle connection that answers. When one is dead, all are closed."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        if connection is None or _is_alive(connection, self._circuit):
            return connection
        self._drop(connection)
        self._drop_idle()
        return None

    def _new(self) -> Connection:
        with self._circuit.asking(OperationalError):
            connection = Connection.connect(**self.kwargs)
        connection._pool = self  # Django gives it back there
        self.configure(connection)
        self._ends[connection] = time.monotonic() + self.max_lifetime
        return connection

    def _drop_idle(self) -> None:
        with self._lock:
            dropped, self._idle = self._idle, []
        for connection in dropped:
            self._drop(connection)

    def _drop(self, connection: Connection) -> None:
        self._ends.pop(connection, None)
        connection.close()


def _is_alive(connection: Connection, circuit: CircuitBreaker) -> bool:
    """Ask the server; tell the circuit breaker where it stays silent."""
    try:
        connection.pgconn.send_query(b"")
        with selectors.DefaultSelector() as waiting:
            waiting.register(connection.pgconn.socket, selectors.EVENT_READ)
            if not waiting.select(ALIVE_WITHIN):
                circuit.doubt()
                return False
        connection.pgconn.consume_input()
        while connection.pgconn.get_result():
            pass
    except OperationalError:
        return False
    return not connection.closed
