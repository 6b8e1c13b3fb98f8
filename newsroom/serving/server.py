"""
The server: gunicorn keeps the processes, waitress speaks with the network.

Where each connection has a thread, eight readers on a bad line stall a server of eight threads. Here a thread sees a
request when all of it has come, and goes on to the next while the answer is still being sent: a slow reader costs
memory for one page. docs/decisions/0005-the-server.md has what was measured.
"""

import logging
import os
import resource
import socket
import sys
import time

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
# Seconds that a refused sender is listened to, so that the answer isn't lost: a socket that is closed over unread
# bytes resets the connection, and the sender may never read what came before.
LINGER = 5
# Seconds that a kept connection outlives the order to stop, for a request that may be on its way.
STOPPING = 2
STEP = 0.5  # seconds between two looks at what isn't an event of the network


class Refused:
    """What waitress answers with instead of asking the application; `error` is the disk's, where that is full."""

    def __init__(self, path: str, *, accept: str = "", error: OSError | None = None):
        self.path, self.accept, self.error = path, accept, error

    def to_response(self, ident=None):
        """Return status line, headers and body."""
        # Gunicorn reads this module before Django is set up.
        from newsroom.http.body_limits import too_large
        from newsroom.http.unavailable import disk_full

        answer = disk_full(self.path, self.accept, self.error) if self.error else too_large(self.path)
        return f"{answer.status_code} {answer.reason_phrase}", list(answer.items()), answer.content


class Request(HTTPRequestParser):
    """A request that is coming in; refused by its head where that can be read in two ways or announces too much."""

    most = 0

    def parse_header(self, header_plus):
        """Read the head; raise ParsingError, which is answered with 400."""
        super().parse_header(header_plus)
        announced = b"\ntransfer-encoding" in header_plus.lower()
        # Two servers that end such a request at different places take the rest for the next (RFC 9112, 6.3).
        if announced and (not self.chunked or "CONTENT_LENGTH" in self.headers):
            self.expect_continue = False
            raise ParsingError("Transfer-Encoding stands beside Content-Length, or isn't understood.")
        self.most = limit_of(self.path).most
        if self.content_length > self.most:
            self._refuse()

    def received(self, data):
        """Take some bytes in and return how many; stop where a body without a length becomes too large."""
        try:
            consumed = super().received(data)
        except OSError as error:  # of the file that a large body is kept in
            self._refuse(accept=self.headers.get("ACCEPT", ""), error=error)
            return len(data)
        if self.chunked and self.body_bytes_received > self.most:
            self._refuse()
        return consumed

    def _refuse(self, **why):
        self.error = Refused(self.path, **why)
        self.body_rcv = None
        self.expect_continue = False
        self.completed = True

    @property
    def bytes_received(self):
        """How much of it is here."""
        return self.header_bytes_received + self.body_bytes_received


class Answer(WSGITask):
    """One request, answered by the application. After HEAD no body is sent: Django leaves that to the server."""

    def execute(self):
        """Answer, and say so where it is the connection's last."""
        if self.channel.server.stopping:
            self.set_close_on_finish()
        super().execute()

    def get_environment(self):
        """Return the WSGI environment; a file would be sent past `write`."""
        environ = super().get_environment()
        if self._is_head:
            environ.pop("wsgi.file_wrapper", None)
        return environ

    def write(self, data):
        """Send the head, and the body where there is one."""
        super().write(b"" if self._is_head else data)

    def finish(self):
        """Send what is left; the end of a chunked body is a part of it."""
        self.write(b"")
        self.chunked_response = self.chunked_response and not self._is_head
        super().finish()

    def build_response_header(self):
        """Return the head. waitress ends the connection after each answer without a length, and so after each 304."""
        keeps = self.version == "1.1" and not self.close_on_finish
        keeps = keeps and self.request.headers.get("CONNECTION", "").lower() != "close"
        head = super().build_response_header()
        if keeps and not self.has_body:
            self.close_on_finish = False
            head = head.replace(b"\r\nConnection: close\r\n", b"\r\n", 1)
        return head

    @property
    def _is_head(self):
        return self.request.command == "HEAD"


class Connection(HTTPChannel):
    """A connection, closed when the other side is too slow; after a refusal not before that can have been read."""

    parser_class = Request
    task_class = Answer

    begun_at = None  # when the first byte of the request that is coming in was here
    sending = None  # (since when, bytes then) an answer has been on its way without a thread
    lingers = False
    lingers_from = None

    def received(self, data):
        """Take some bytes in."""
        if self.request is None:
            self.begun_at = time.monotonic()
        return super().received(data)

    def service(self):
        """Answer a request, in a thread."""
        self.lingers = self.requests[0].error is not None
        super().service()

    def handle_read(self):
        """Read; what comes after a refusal is dropped."""
        if self.lingers_from is None:
            super().handle_read()
        else:
            self.recv(65_536)  # closes at the end of the stream

    def handle_close(self):
        """Close; after a refusal, say that nothing more comes and listen a little longer."""
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
        """Return whether the other side has used up its time."""
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
        """Whether nothing is under way on it."""
        return not (self.request or self.requests or self.total_outbufs_len or self.close_when_flushed)


class Server(TcpWSGIServer):
    """The socket on which connections come in, and those that have."""

    channel_class = Connection
    stopping = False

    def maintenance(self, now):
        """Close the connections that have been silent for long, or are too slow."""
        super().maintenance(now)
        now = time.monotonic()
        for connection in self.active_channels.values():
            if connection.is_too_slow(now):
                connection.will_close = True

    def stop(self):
        """Take no more connections in; those that are here go on."""
        self.stopping = True
        dispatcher.close(self)

    def hang_up(self):
        """Close the connections on which nothing is under way."""
        for connection in self.active_channels.values():
            if connection.is_idle:
                connection.will_close = True


class Worker(base.Worker):
    """One process of the server, as gunicorn starts, watches and stops it."""

    def run(self):
        """Serve until told to stop, then finish what is under way."""
        _allow_descriptors()
        self.connections = {}  # {file descriptor: what is to be done with it}, of waitress
        listening = [each.sock for each in self.sockets]
        self.servers = servers_on(listening, self.wsgi, threads=self.cfg.threads, map=self.connections)
        while self.alive:
            self._step()
            if self.ppid != os.getppid():  # gunicorn was killed: nobody would ever stop us
                break
        self._finish()

    def _step(self):
        self.notify()
        loop(timeout=STEP, use_poll=True, map=self.connections, count=1)

    def _finish(self):
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


def servers_on(sockets, application, *, threads, map):
    """Return a Server for each listening socket; they share the threads, and `map` is waitress's own."""
    from django.conf import settings

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for each request that waits a little
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
        log_socket_errors=False,  # a reader who goes away is no event
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


def _allow_descriptors():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
