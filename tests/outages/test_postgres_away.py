"""PostgreSQL restarts, or is away: the site says so at once, and is right again as soon as it is back."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.outages.asking import ask, hammering
from tests.processes import served, wait_until

pytestmark = [pytest.mark.own_postgres, pytest.mark.usefixtures("back_again")]

STATIC = "/static/articles/paper.css"
CLIENTS = 20


@pytest.fixture(scope="module")
def server(on_postgres):
    """Yield a server on the paper in PostgreSQL."""
    with served(**on_postgres.environment) as server:
        yield server


@pytest.fixture
def site(server, on_postgres):
    """Return the address of that server, over the last outage and each of its threads with a connection by now."""
    wait_until(lambda: set(statuses(server.address, on_postgres.story)) == {200})
    return server.address


@pytest.fixture(scope="module")
def outage(server, on_postgres, postgres):
    """Return what was answered, (pages, static files), before PostgreSQL went away and while it was."""
    wait_until(lambda: set(statuses(server.address, on_postgres.story)) == {200})
    before = hammered(server.address, on_postgres.story)
    postgres.stop()
    away = hammered(server.address, on_postgres.story)
    postgres.start()
    return before, away


def statuses(address, path, number=CLIENTS):
    """Return the statuses of so many requests that are sent at once."""
    with ThreadPoolExecutor(number) as clients:
        return list(clients.map(lambda _number: ask(address, path).status, range(number)))


@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_after_a_restart_every_page_is_right(site, on_postgres, postgres, mode):
    postgres.stop(mode)
    postgres.start()
    assert statuses(site, on_postgres.story) == [200] * CLIENTS


def test_two_seconds_after_its_return_every_page_is_right(site, on_postgres, postgres):
    with hammering(CLIENTS, site, on_postgres.story) as answers:
        postgres.stop()
        wait_until(lambda: [answer for answer in answers if answer.status == 503])
        time.sleep(5)  # as long as the outage lasts: what grows meanwhile, a pause or a queue, is what is tested
        postgres.start()
        time.sleep(2)
        seen = len(answers)
        wait_until(lambda: len(answers) > seen + 10 * CLIENTS)
    # Who was being answered at that moment is left out.
    assert {answer.status for answer in answers[seen + CLIENTS :]} == {200}


def test_while_it_is_away_every_page_says_so_at_once(outage):
    (before, _), (pages, _) = outage
    assert {answer.status for answer in pages} == {503}
    assert slowest(pages) < 3 + slowest(before)
    page = pages[-1]
    assert "unavailable for the moment" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert int(page.headers["Retry-After"]) > 0


def test_static_files_are_served_while_it_is_away(outage):
    (_, before), (_, files) = outage
    assert {file.status for file in files} == {200}
    assert slowest(files) < max(0.5, slowest(before))


@pytest.mark.parametrize("is_accepting", [True, False], ids=["takes calls and says nothing", "takes no calls"])
def test_a_server_that_never_answers_is_as_good_as_away(on_postgres, is_accepting):
    with socket.create_server(("127.0.0.1", 0), backlog=200 if is_accepting else 0) as silent:
        port = silent.getsockname()[1]
        waiting = [] if is_accepting else [called(port) for _ in range(4)]
        url = f"postgres://postgres@127.0.0.1:{port}/postgres"
        with served(**on_postgres.environment | {"DATABASE_URL": url}) as server:
            ask(server.address, STATIC)
            first = [ask(server.address, on_postgres.story) for _ in range(2)]
            pages, files = hammered(server.address, on_postgres.story)
        for call in waiting:
            call.close()
    assert {answer.status for answer in pages + first} == {503}
    # One of each process asks, and waits as long as it may: 2 s. The others are told without being asked for.
    told = [answer for answer in pages if answer.seconds < 2]
    assert len(told) > 0.5 * len(pages)
    assert {file.status for file in files} == {200}
    assert sorted(file.seconds for file in files)[len(files) // 2] < 0.5


def hammered(address, path):
    """Return the Answers to many requests for a page, and to twenty for a static file among them."""
    with hammering(CLIENTS, address, path) as answers:
        wait_until(lambda: len(answers) > CLIENTS)
        files = [ask(address, STATIC) for _ in range(20)]
        wait_until(lambda: len(answers) > 5 * CLIENTS)
    print(f"{len(answers)} pages, the slowest in {slowest(answers):.2f} s; static files {slowest(files):.2f} s")
    return answers, files


def slowest(answers):
    """Return how many seconds the slowest answer took."""
    return max(answer.seconds for answer in answers)


def called(port):
    """Return a socket that calls this port, and doesn't wait for an answer: it stands in the queue."""
    call = socket.socket()
    call.setblocking(False)
    call.connect_ex(("127.0.0.1", port))
    return call
