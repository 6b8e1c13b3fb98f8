"""The server that we ship, by its socket: slow clients, odd requests, stops and restarts."""

import os
import re
import signal
import socket
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from newsroom.http.limits import PICTURES, READERS
from tests.factories import publish_story
from tests.processes import Server, answers, children, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

SLOW = 200
GET = b"GET /health/ HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def paper():
    """Return the address of a story's page."""
    return publish_story(headline="Low water").path


@pytest.fixture
def picture():
    """Return the address of a file that is larger than what a system keeps for a reader who doesn't read."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(exist_ok=True)
    (folder / "large.jpg").write_bytes(bytes(6_000_000))
    return "/media/large.jpg"


def running():
    """Yield a server that answers; two processes of four threads."""
    server = Server(MEDIA_ROOT=str(settings.MEDIA_ROOT))
    ask(server, "/health/")
    yield server
    server.kill()


@pytest.fixture(scope="module")
def server(django_db_setup):
    yield from running()


@pytest.fixture
def own_server():
    """A server for one test: it will be stopped, or its processes killed."""
    yield from running()


def ask(server, path, *, within=30, method="GET"):
    """Return the status of an answer, all of it read, or raise TimeoutError."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=within)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def connect(server, said=b"", *, receives=None):
    """Return a socket on which this has been sent; `receives` is how many bytes the system keeps for it, unread."""
    client = socket.socket()
    if receives:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
    client.settimeout(30)
    client.connect(("127.0.0.1", server.port))
    client.sendall(said)
    return client


def everything(client):
    """Return all that comes until the server closes the connection."""
    with client:
        return b"".join(iter(lambda: client.recv(65_536), b""))


def best_of(server, path, *, times):
    """Return the seconds of the quickest of several answers: a busy machine is late at times, a stalled one always."""
    took = []
    for _ in range(times):
        started = time.monotonic()
        assert ask(server, path) == 200
        took.append(time.monotonic() - started)
    return min(took)


def head(path="/", *headers, method="POST"):
    """Return the head of a request."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode()


class TestSlowClients:
    """Two hundred at once, of each kind; the server has eight threads."""

    @pytest.mark.parametrize(
        "said",
        [
            b"GET / HTTP/1.1\r\nHost: local",
            head("/comments/on/1/", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 900")
            + b"body=",
        ],
        ids=["of a head", "of a body"],
    )
    def test_those_who_send_a_part_hold_nobody_up(self, server, paper, said):
        slow = [connect(server, said) for _ in range(SLOW)]
        assert best_of(server, paper, times=5) < 1
        for each in slow:
            each.send(b"a")  # all of them are still connected
            each.close()

    def test_those_who_dont_read_hold_nobody_up(self, server, paper, picture):
        slow = [connect(server, head(picture, method="GET"), receives=4_096) for _ in range(SLOW)]
        assert all(each.recv(12) == b"HTTP/1.1 200" for each in slow)
        assert best_of(server, paper, times=5) < 1
        for each in slow:
            each.close()


class TestARefusedBody:
    """What is too large is refused by its head."""

    @pytest.mark.parametrize(
        ("path", "length"),
        [
            ("/comments/on/1/", 600_000_000),
            ("/", READERS + 1),
            ("/static/articles/paper.css", 600_000_000),
            ("/admin/login/", READERS + 1),
            ("/admin/articles/image/upload/several/", PICTURES + 1),
        ],
    )
    def test_it_is_refused_before_a_byte_of_it_is_sent(self, server, path, length):
        said = everything(connect(server, head(path, f"Content-Length: {length}", "Expect: 100-continue")))
        assert said.startswith(b"HTTP/1.1 413 ")
        assert b"\r\nConnection: close\r\n" in said
        assert b"What you sent is " in said

    def test_the_sender_reads_the_answer_however_much_is_on_its_way(self, server):
        client = connect(server, head("/comments/on/1/", "Content-Length: 600000000"))
        for _ in range(200):
            client.sendall(bytes(65_536))
        client.shutdown(socket.SHUT_WR)
        assert everything(client).startswith(b"HTTP/1.1 413 ")

    def test_what_comes_after_the_head_is_not_taken_for_a_request(self, server):
        client = connect(server, head("/comments/on/1/", "Content-Length: 600000000") + GET * 3)
        client.shutdown(socket.SHUT_WR)
        said = everything(client)
        assert said.count(b"HTTP/1.1 ") == 1

    def test_one_without_a_length_is_refused_as_soon_as_it_is_too_large(self, server):
        client = connect(server, head("/comments/on/1/", "Transfer-Encoding: chunked"))
        piece = b"4000\r\n" + bytes(0x4000) + b"\r\n"
        for _ in range(READERS // 0x4000 + 1):
            client.sendall(piece)
        said = everything(client)
        assert said.startswith(b"HTTP/1.1 413 ")
        assert said.count(b"HTTP/1.1 ") == 1

    def test_a_small_one_without_a_length_is_taken(self, server):
        fields = b"4\r\na=bc\r\n0\r\n\r\n"
        client = connect(server, head("/comments/on/0/", "Transfer-Encoding: chunked", "Connection: close") + fields)
        assert everything(client).startswith(b"HTTP/1.1 404 ")


class TestAmbiguousRequests:
    """Two servers in a row must not disagree on where a request ends."""

    @pytest.mark.parametrize(
        "request_",
        [
            head("/", "Content-Length: 5", "Transfer-Encoding: chunked") + b"0\r\n\r\n",
            head("/", "Transfer-Encoding: identity", "Content-Length: 5") + b"hello",
            head("/", "Transfer-Encoding:", "Content-Length: 5") + b"hello",
            head("/", "Content-Length: 5", "Content-Length: 6") + b"hello",
            head("/", "Transfer-Encoding: chunked").replace(b"HTTP/1.1", b"HTTP/1.0") + b"0\r\n\r\n",
            head("/", "Content-Length: 5", "Transfer-Encoding: chunked", "Expect: 100-continue"),
        ],
    )
    def test_they_are_refused_and_the_connection_ends(self, server, request_):
        said = everything(connect(server, request_ + GET))
        assert re.match(rb"HTTP/1\.[01] (400|501) ", said)
        assert said.count(b"HTTP/1.") == 1


class TestOneConnection:
    """Several requests in a row."""

    def test_head_sends_no_body_and_the_next_answer_follows(self, server, paper, picture):
        for path in (paper, picture, "/static/articles/paper.css"):
            lines = [head(path, method="HEAD"), head("/health/", "Connection: close", method="GET")]
            first, _, rest = everything(connect(server, b"".join(lines))).partition(b"\r\n\r\n")
            assert first.startswith(b"HTTP/1.1 200 ")
            assert int(re.search(rb"Content-Length: (\d+)", first)[1]) > 0
            assert rest.startswith(b"HTTP/1.1 200 ")

    def test_not_modified_has_no_body_and_the_next_answer_follows(self, server, paper):
        client = HTTPConnection("127.0.0.1", server.port, timeout=30)
        client.request("GET", paper)
        first = client.getresponse()
        assert first.read()
        used = client.sock
        client.request("GET", paper, headers={"If-None-Match": first.headers["ETag"]})
        second = client.getresponse()
        assert (second.status, second.read()) == (304, b"")
        client.request("GET", "/health/")
        assert client.sock is used
        assert client.getresponse().status == 200
        client.close()


def memory(server):
    """Return the bytes that the server's processes have held at most, together."""
    found = [re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{each}/status").read_text()) for each in children(server.pid)]
    return 1_024 * sum(int(each[1]) for each in found)


def half_sent(server):
    """Return a connection on which a half of a comment has been sent, and the other half."""
    client = connect(server, head("/comments/on/0/", "Content-Length: 10") + b"body=")
    return client, b"words"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux's /proc")
class TestProcesses:
    """What stops, starts and is killed."""

    def test_told_to_stop_it_finishes_what_is_under_way(self, own_server):
        client, rest = half_sent(own_server)
        ask(own_server, "/health/")
        own_server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: not answers(own_server.port))
        client.sendall(rest)
        said = everything(client)
        assert said.startswith(b"HTTP/1.1 404 ")
        assert b"\r\nConnection: close\r\n" in said
        assert own_server.process.wait(timeout=30) == 0

    def test_started_anew_it_refuses_nobody(self, own_server):
        before = children(own_server.pid)
        own_server.process.send_signal(signal.SIGHUP)

        def is_new():
            assert ask(own_server, "/health/") == 200
            return len(children(own_server.pid)) == 2 and not set(before) & set(children(own_server.pid))

        wait_until(is_new)

    def test_a_killed_process_is_replaced(self, own_server):
        before = wait_until(lambda: len(children(own_server.pid)) == 2 and children(own_server.pid))
        os.kill(min(before), signal.SIGKILL)
        wait_until(lambda: len(children(own_server.pid)) == 2 and children(own_server.pid) != before)
        assert ask(own_server, "/health/") == 200

    def test_a_large_upload_is_not_held_in_memory(self, own_server):
        before = memory(own_server)
        client = connect(own_server, head("/admin/articles/image/upload/", "Content-Length: 60000000"))
        for _ in range(600):
            client.sendall(bytes(100_000))
        assert client.recv(12) in {b"HTTP/1.1 401", b"HTTP/1.1 403"}
        client.close()
        assert memory(own_server) - before < 20_000_000
