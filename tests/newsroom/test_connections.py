"""What the server does with one connection, step by step: its own classes on a real socket, its clock in our hands."""

import socket

import pytest
from waitress.wasyncore import loop

from newsroom.serving import server as module
from newsroom.serving.server import servers_on


class Paper:
    """A server in this process. Its application answers with what it was told of the request."""

    def __init__(self):
        self.environ = {}
        self.map = {}
        self.listening = socket.create_server(("127.0.0.1", 0))
        (self.server,) = servers_on([self.listening], self.application, threads=1, map=self.map)

    def application(self, environ, start_response):
        """Answer with as many bytes as the path names."""
        self.environ = environ
        body = bytes(int(environ["PATH_INFO"].strip("/") or 2))
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    def connect(self, said):
        """Return a client's socket on which this was sent."""
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.connect(self.listening.getsockname())
        client.sendall(said)
        return client

    def step(self, done):
        """Serve until this is true."""
        for _ in range(2_000):
            if done():
                return
            loop(timeout=0.01, use_poll=True, map=self.map, count=1)
        raise AssertionError("It never came.")

    def connections(self):
        """Return the open connections."""
        return list(self.server.active_channels.values())

    def is_closed_after(self, seconds, monkeypatch, clock):
        """Return whether the one connection is closed when so many seconds have passed."""
        monkeypatch.setattr(module.time, "monotonic", lambda: clock + seconds)
        self.server.maintenance(0)
        return self.connections()[0].will_close


@pytest.fixture
def paper(settings):
    settings.PROXIES = 0
    made = Paper()
    yield made
    made.server.task_dispatcher.shutdown()
    for each in made.connections():
        each.handle_close()
    made.server.close()


@pytest.fixture
def clock(monkeypatch):
    """Stop the server's clock."""
    monkeypatch.setattr(module.time, "monotonic", lambda: 1_000.0)
    return 1_000.0


def test_a_head_has_thirty_seconds(paper, monkeypatch, clock):
    with paper.connect(b"GET / HTTP/1.1\r\nHost: local"):
        paper.step(lambda: paper.connections() and paper.connections()[0].request)
        assert not paper.is_closed_after(29, monkeypatch, clock)
        assert paper.is_closed_after(31, monkeypatch, clock)


def test_a_body_has_a_second_more_for_each_kilobyte(paper, monkeypatch, clock):
    with paper.connect(b"POST /admin/ HTTP/1.1\r\nContent-Length: 90000\r\n\r\n" + bytes(40_000)):
        paper.step(lambda: (own := paper.connections()) and own[0].request and own[0].request.bytes_received > 40_000)
        assert not paper.is_closed_after(69, monkeypatch, clock)
        assert paper.is_closed_after(71, monkeypatch, clock)


def test_an_answer_that_isnt_read_has_thirty_seconds_once_its_thread_has_gone(paper, monkeypatch, clock):
    with paper.connect(b"GET /15000000 HTTP/1.1\r\nHost: localhost\r\n\r\n"):
        paper.step(lambda: (own := paper.connections()) and own[0].total_outbufs_len and not own[0].requests)
        assert not paper.is_closed_after(0, monkeypatch, clock)
        assert not paper.is_closed_after(29, monkeypatch, clock)
        assert paper.is_closed_after(31, monkeypatch, clock)


def test_the_reader_is_who_the_socket_says_and_no_forwarder_is_believed(paper):
    forged = (
        b"X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\nX_Forwarded_For: 192.0.2.2\r\nSCRIPT_NAME: /x\r\n"
    )
    with paper.connect(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + forged + b"\r\n"):
        paper.step(lambda: paper.environ)
    assert paper.environ["REMOTE_ADDR"] == "127.0.0.1"
    assert paper.environ["SCRIPT_NAME"] == ""
    assert paper.environ["wsgi.url_scheme"] == "http"
    assert not [name for name in paper.environ if "FORWARDED" in name]


def test_behind_a_proxy_its_headers_reach_the_site_and_those_that_look_alike_dont(settings):
    settings.PROXIES = 1
    paper = Paper()
    with paper.connect(b"GET / HTTP/1.1\r\nX-Forwarded-For: 192.0.2.1\r\nX_Forwarded_For: 192.0.2.2\r\n\r\n"):
        paper.step(lambda: paper.environ)
    paper.server.task_dispatcher.shutdown()
    for each in paper.connections():
        each.handle_close()
    paper.server.close()
    assert paper.environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.1"
    assert paper.environ["REMOTE_ADDR"] == "127.0.0.1"
