"""
The server: gunicorn manages the processes, waitress the connections.

With a thread for each connection, eight readers on slow lines stall a server of eight threads. Here a thread gets a
request when all of it has arrived, and takes the next while the answer is still being sent, so that a slow reader costs
only memory for one page. docs/decisions/0005-the-server.md has the measurements.
"""

import logging
import os
import resource
import socket
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.workers import base
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask
from waitress.wasyncore import dispatcher, loop

from newsroom.http.limits import limit_of

# Connections of one process; each takes a file descriptor, and two more while a large body or answer passes.
CONNECTIONS = 1_000
DESCRIPTORS = 4_096
# Seconds without a byte in either direction, after which a connection is closed.
IDLE = 60
# A request, and an answer, may take PATIENCE seconds and one more for every RATE bytes that have passed.
PATIENCE = 30
RATE = 1_000
# Seconds that the server reads on after a refusal: closing a socket with unread bytes resets the connection, and the
# sender may never see the answer.
LINGER = 5
# Seconds that an idle connection stays open after the order to stop, for a request that may be on its way.
STOPPING = 2
STEP = 0.5  # seconds between two checks of what isn't a network event


class Refused:
    """An answer without the application; `error` is the disk's, where it is full."""

    def __init__(self, path: str, *, accept: str = "", error: OSError | None = None):
        self.path, self.accept, self.error = path, accept, error

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Answer with status line, headers and body."""
        # Gunicorn reads this module before Django is set up.
        from newsroom.http.body_limits import too_large
        from newsroom.http.unavailable import disk_full

        answer = disk_full(self.path, self.accept, self.error) if self.error else too_large(self.path)
        return f"{answer.status_code} {answer.reason_phrase}", list(answer.items()), answer.content


class Request(HTTPRequestParser):
    """An incoming request; refused by its head where that is ambiguous or announces too large a body."""

    most = 0

    def parse_header(self, header_plus: bytes) -> None:
        """Parse the head; ParsingError is answered with 400."""
        super().parse_header(header_plus)
        announced = b"\ntransfer-encoding" in header_plus.lower()
        # Two servers may see its end at different places, and take the rest for the next request (RFC 9112, 6.3).
        if announced and (not self.chunked or "CONTENT_LENGTH" in self.headers):
            self.expect_continue = False
            raise ParsingError("Transfer-Encoding stands beside Content-Length, or isn't understood.")
        self.most = limit_of(self.path).most
        if self.content_length > self.most:
            self._refuse()

    def received(self, data: bytes) -> int:
        """Refuse a chunked body that becomes too large."""
        try:
            consumed = super().received(data)
        except OSError as error:  # of the file that a large body is kept in
            self._refuse(accept=self.headers.get("ACCEPT", ""), error=error)
            return len(data)
        if self.chunked and self.body_bytes_received > self.most:
            self._refuse()
        return consumed

    def _refuse(self, **why: Any) -> None:
        self.error = Refused(self.path, **why)
        self.body_rcv = None
        self.expect_continue = False
        self.completed = True

    @property
    def bytes_received(self) -> int:
        return self.header_bytes_received + self.body_bytes_received


class Answer(WSGITask):
    """A request answered by the application; sends no body after HEAD, which Django leaves to the server."""

    chunked_response: bool
    close_on_finish: bool

    def execute(self) -> None:
        """Answer; close the connection afterwards where the server is stopping."""
        if self.channel.server.stopping:
            self.set_close_on_finish()
        super().execute()

    def get_environment(self) -> dict[str, Any]:
        """Leave out file_wrapper after HEAD, as files don't pass `write`."""
        environ = super().get_environment()
        if self._is_head:
            environ.pop("wsgi.file_wrapper", None)
        return environ

    def write(self, data: bytes) -> None:
        """Send the head, and the body where there is one."""
        super().write(b"" if self._is_head else data)

    def finish(self) -> None:
        """Send what is left; the end of a chunked body is a part of it."""
        self.write(b"")
        self.chunked_response = self.chunked_response and not self._is_head
        super().finish()

    def build_response_header(self) -> bytes:
        """Keep the connection after a 304, which waitress closes as it has no length."""
        keeps = self.version == "1.1" and not self.close_on_finish
        keeps = keeps and self.request.headers.get("CONNECTION", "").lower() != "close"
        head = super().build_response_header()
        if keeps and not self.has_body:
            self.close_on_finish = False
            head = head.replace(b"\r\nConnection: close\r\n", b"\r\n", 1)
        return head

    @property
    def _is_head(self) -> bool:
        return self.request.command == "HEAD"


class Connection(HTTPChannel):
    """A connection; closed when the other side is too slow, and after a refusal only once that can have been read."""

    parser_class = Request
    task_class = Answer

    begun_at = 0.0  # when the first byte of the incoming request arrived
    # Since when, and bytes then: an answer is being sent after its thread has finished.
    sending: tuple[float, int] | None = None
    lingers = False
    lingers_from: float | None = None

    def received(self, data: bytes) -> bool:
        """Note when a request begins."""
        if self.request is None:
            self.begun_at = time.monotonic()
        return super().received(data)

    def service(self) -> None:
        """Answer a request; runs in a thread."""
        self.lingers = self.requests[0].error is not None
        super().service()

    def handle_read(self) -> None:
        """Read; drop what comes after a refusal."""
        if self.lingers_from is None:
            super().handle_read()
        else:
            self.recv(65_536)  # closes at the end of the stream

    def handle_close(self) -> None:
        """Close; after a refusal close the writing side first, and read on for LINGER seconds."""
        if self.lingers and self.lingers_from is None:
            self.lingers_from = time.monotonic()
            self.will_close = self.close_when_flushed = False
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:  # it has gone
                super().handle_close()
        else:
            super().handle_close()

    def is_too_slow(self, now: float) -> bool:
        """Whether the other side has used up its time."""
        if self.lingers_from is not None:
            return now - self.lingers_from > LINGER
        if self.request is not None:
            return now - self.begun_at > PATIENCE + self.request.bytes_received / RATE
        if self.requests or not self.total_outbufs_len:
            self.sending = None
            return False
        since, left = self.sending = self.sending or (now, self.total_outbufs_len)
        return now - since > PATIENCE + (left - self.total_outbufs_len) / RATE

    @property
    def is_idle(self) -> bool:
        """Whether no request or answer is in progress."""
        return not (self.request or self.requests or self.total_outbufs_len or self.close_when_flushed)


class Server(TcpWSGIServer):
    """A listening socket and its connections."""

    channel_class = Connection
    stopping = False

    def maintenance(self, now: float) -> None:
        """Close the connections that are idle for too long, or too slow."""
        super().maintenance(now)
        now = time.monotonic()
        for connection in self.active_channels.values():
            if connection.is_too_slow(now):
                connection.will_close = True

    def stop(self) -> None:
        """Accept no more connections; open ones go on."""
        self.stopping = True
        dispatcher.close(self)

    def hang_up(self) -> None:
        """Close the idle connections."""
        for connection in self.active_channels.values():
            if connection.is_idle:
                connection.will_close = True


class Worker(base.Worker):
    """A gunicorn worker: one process of the server."""

    def run(self) -> None:
        """Serve until told to stop, then finish the requests in progress."""
        _allow_descriptors()
        self.connections: dict[int, Any] = {}  # {file descriptor: what is to be done with it}, of waitress
        listening = [each.sock for each in self.sockets]
        self.servers = servers_on(listening, self.wsgi, threads=self.cfg.threads, map=self.connections)
        while self.alive:
            self._step()
            if self.ppid != os.getppid():  # gunicorn was killed, and can't stop this process any more
                break
        self._finish()

    def _step(self) -> None:
        self.notify()
        loop(timeout=STEP, use_poll=True, map=self.connections, count=1)

    def _finish(self) -> None:
        for server in self.servers:
            server.stop()
        stopped_at = time.monotonic()
        while any(server.active_channels for server in self.servers):
            waited = time.monotonic() - stopped_at
            if waited > self.cfg.graceful_timeout:
                break
            for server in self.servers:
                server.maintenance(time.time())
                if waited > STOPPING:
                    server.hang_up()
            self._step()


def servers_on(
    sockets: Iterable[socket.socket], application: Callable[..., Any], *, threads: int, map: dict[int, Any]
) -> list[Server]:
    """Make a Server for each listening socket; they share threads and waitress's `map` of descriptors."""
    from django.conf import settings

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of each request that waits
    at_work = ThreadedTaskDispatcher()
    at_work.set_thread_count(threads)
    adjustments = Adjustments(
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,  # select() knows no more than 1,024 descriptors
        cleanup_interval=1,
        channel_timeout=IDLE,
        max_request_header_size=32_768,
        max_request_body_size=sys.maxsize,  # Request knows better
        clear_untrusted_proxy_headers=not settings.PROXIES,
        log_socket_errors=False,  # readers who disconnect
        ident="newsroom",
    )
    return [
        Server(
            application,
            map=map,
            _sock=each,
            dispatcher=at_work,
            adj=adjustments,
            bind_socket=False,
            sockinfo=(each.family, each.type, each.proto, each.getsockname()),
        )
        for each in sockets
    ]


def _allow_descriptors() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
