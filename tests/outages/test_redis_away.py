"""Redis is away, says nothing, or is killed: the cache is as good as empty, and nobody waits for it."""

import socket
import subprocess
import time
from shutil import which

import pytest

from newsroom.cache.redis import PATIENCE, RedisCache
from newsroom.circuit_breaker import CircuitBreaker
from tests.processes import answers, free_port, wait_until


@pytest.fixture(autouse=True)
def fresh_circuit(monkeypatch):
    """Let no test learn from another that Redis is away."""
    monkeypatch.setattr(RedisCache, "circuit", CircuitBreaker(RedisCache.circuit.refusal))


def cache_at(port):
    """Return the cache of a Redis at this port."""
    return RedisCache(f"redis://127.0.0.1:{port}/0", {})


@pytest.fixture
def closed():
    """Return a port that nobody listens at."""
    return free_port()


@pytest.fixture
def silent():
    """Yield a port whose server takes calls and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as server:
        yield server.getsockname()[1]


@pytest.fixture
def full():
    """Yield a port whose server takes no more calls, and refuses none."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        address = server.getsockname()
        calls = [socket.socket() for _ in range(4)]
        for call in calls:
            call.setblocking(False)
            call.connect_ex(address)
        yield address[1]
        for call in calls:
            call.close()


@pytest.mark.parametrize("fault", ["closed", "silent", "full"])
def test_without_an_answer_it_is_as_good_as_empty(fault, request):
    cache = cache_at(request.getfixturevalue(fault))
    assert cache.get("tide") is None
    assert cache.get("tide", "high") == "high"
    assert cache.set("tide", "low") is None
    assert cache.add("tide", "low") is True
    assert cache.get_many(["tide"]) == {}
    assert cache.set_many({"tide": "low"}) == []
    assert not cache.has_key("tide")
    assert "tide" not in cache
    assert not cache.delete("tide")
    assert not cache.touch("tide")
    assert cache.get_or_set("tide", lambda: "made anew") == "made anew"
    with pytest.raises(ValueError, match="not found"):
        cache.incr("tide")


@pytest.mark.parametrize("fault", ["silent", "full"])
def test_of_fifty_questions_few_wait(fault, request):
    cache = cache_at(request.getfixturevalue(fault))
    waited = [question for question in range(50) if took(cache.get, "tide") >= PATIENCE]
    assert 1 <= len(waited) <= 5


def took(operation, *arguments):
    """Return how many seconds an operation took."""
    started = time.monotonic()
    operation(*arguments)
    return time.monotonic() - started


@pytest.mark.skipif(not which("redis-server"), reason="redis-server was not found: install it (apt install redis)")
def test_one_that_is_killed_is_missed_by_nobody_and_used_again_when_it_is_back():
    port = free_port()
    cache = cache_at(port)
    first = started(port)
    cache.set("tide", "low")
    assert cache.get("tide") == "low"

    first.kill()
    first.wait()
    assert cache.get("tide") is None
    assert cache.get("tide", "high") == "high"

    second = started(port)
    wait_until(lambda: cache.set("tide", "low") or cache.get("tide") == "low")
    second.kill()
    second.wait()


def started(port):
    """Return a Redis of this test's own, which answers at this port."""
    command = [which("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", "/tmp"]  # noqa: S108
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    wait_until(lambda: answers(port))
    return process
