"""The pool keeps what is alive, as many as it may, and lets go of the rest."""

import pytest
from psycopg import OperationalError

from newsroom.circuit_breaker import CircuitBreaker
from newsroom.db.postgresql.pool import Pool

pytestmark = pytest.mark.own_postgres


@pytest.fixture
def pool(postgres):
    """Return a function that makes a pool of that server."""
    pools = []

    def make(**options):
        kwargs = {"conninfo": postgres.url, "autocommit": True}
        pools.append(Pool(kwargs=kwargs, configure=lambda connection: None, **{"max_size": 2, "timeout": 0} | options))
        return pools[-1]

    yield make
    for each in pools:
        each.close()


def test_a_connection_is_used_again(pool):
    pool = pool()
    first = pool.getconn()
    pool.putconn(first)
    assert pool.getconn() is first
    pool.putconn(first)


def test_beyond_its_size_there_is_none_until_one_comes_back(pool):
    pool = pool()
    first, second = pool.getconn(), pool.getconn()
    with pytest.raises(OperationalError, match="All 2 connections"):
        pool.getconn()
    pool.putconn(first)
    assert pool.getconn() is first
    for each in (first, second):
        pool.putconn(each)


def test_one_whose_transaction_was_left_open_is_let_go(pool):
    pool = pool()
    left = pool.getconn()
    left.autocommit = False
    left.execute("SELECT 1")
    pool.putconn(left)
    assert left.closed


def test_one_that_is_old_is_let_go(pool):
    pool = pool(max_lifetime=0)
    old = pool.getconn()
    pool.putconn(old)
    assert old.closed


def test_one_that_the_server_has_ended_is_made_anew_and_the_others_with_it(pool):
    pool = pool()
    first, second = pool.getconn(), pool.getconn()
    first.execute("SELECT pg_terminate_backend(%s)", [second.info.backend_pid])
    for each in (first, second):
        pool.putconn(each)
    fresh = pool.getconn()
    assert fresh.execute("SELECT 1").fetchone() == (1,)
    assert first.closed
    pool.putconn(fresh)


class Away(Exception):
    """The service isn't called."""


def test_after_a_slow_failure_one_asks_and_the_others_are_told(monkeypatch):
    now = 100.0
    monkeypatch.setattr("newsroom.circuit_breaker.time.monotonic", lambda: now)
    circuit = CircuitBreaker(Away)
    with pytest.raises(OSError, match="slow"), circuit.asking(OSError):
        now += 2
        raise OSError("slow")
    with pytest.raises(Away), circuit.asking(OSError):
        pass
    now += 0.6
    with circuit.asking(OSError), pytest.raises(Away), circuit.asking(OSError):
        pass
    with circuit.asking(OSError), circuit.asking(OSError):
        pass


def test_after_a_failure_at_once_everybody_may_ask_at_once(monkeypatch):
    monkeypatch.setattr("newsroom.circuit_breaker.time.monotonic", lambda: 100.0)
    circuit = CircuitBreaker(Away)
    for _ in range(3):
        with pytest.raises(OSError, match="refused"), circuit.asking(OSError):
            raise OSError("refused")
