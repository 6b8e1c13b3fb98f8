"""The two addresses that a load balancer asks: does the process live, and can it serve."""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.models import BackgroundTask, Heartbeat
from newsroom.tasks.worker import Worker
from tests.newsroom import sample_tasks
from tests.newsroom.tree import ROOT

# Asked by Django's own test client in a process with the site's settings: the database there is one that goes away.
ASK = """
import json, sys, time, django
django.setup()
from django.test import Client
for line in sys.stdin:
    begun = time.monotonic()
    answer = Client(headers={"host": "localhost"}).get(line.strip())
    print(json.dumps([answer.status_code, answer.json(), time.monotonic() - begun]), flush=True)
"""


def ready(client):
    answer = client.get("/health/ready/")
    return answer.status_code, answer.json()


def test_the_process_lives_without_asking_the_database(client):
    # No mark: pytest-django refuses every query.
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/health/", "/health/ready/"])
@pytest.mark.django_db(transaction=True)
def test_inside_it_is_asked_in_plain_http(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/health/", "/health/ready/"])
@pytest.mark.parametrize("host", ["10.0.0.7:8000", "paper-1.internal", "a b"])
@pytest.mark.django_db(transaction=True)
def test_inside_it_is_asked_by_the_machines_own_name(client, path, host):
    assert client.get(path, headers={"host": host}).status_code == 200
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.django_db(transaction=True)
class TestReady:
    """What `/health/ready/` says."""

    def beat(self, *, ago=0, queues=("mail", "pictures")):
        for queue in queues:
            Heartbeat.objects.beat(queue, worker="w", at=timezone.now() - timedelta(seconds=ago))

    def test_a_paper_with_its_worker_is_whole(self, client):
        self.beat()
        status, told = ready(client)
        assert (status, told["status"], told["database"]) == (200, "ok", "ok")
        assert [queue["state"] for queue in told["worker"].values()] == ["ok", "ok"]
        assert told["tasks"] == {"given_up": 0, "failing": 0, "running": 0, "waiting": 0}

    def test_without_a_worker_readers_are_served_and_whoever_watches_is_told(self, client):
        self.beat(ago=1_000, queues=["mail"])
        status, told = ready(client)
        assert (status, told["status"]) == (200, "degraded")
        assert {name: row["state"] for name, row in told["worker"].items()} == {
            "mail": "stale",
            "pictures": "missing",
        }

    def test_it_counts_tasks(self, client, tmp_path):
        self.beat()
        sample_tasks.fail.enqueue()
        Worker("mail").do_waiting()
        sample_tasks.note.enqueue(str(tmp_path / "note"))
        assert ready(client)[1]["tasks"] == {"given_up": 0, "failing": 1, "running": 0, "waiting": 1}
        BackgroundTask.objects.failing().failed_with("ValueError", "", again=None, at=timezone.now())
        status, told = ready(client)
        assert (status, told["status"], told["tasks"]["given_up"]) == (200, "degraded", 1)


@pytest.mark.own_postgres
@pytest.mark.usefixtures("back_again")
def test_without_its_database_it_says_so_within_three_seconds_and_lives(on_postgres, postgres):
    command = [sys.executable, "-c", ASK]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | on_postgres.environment, **pipes) as site:  # noqa: S603

        def ask(path):
            site.stdin.write(f"{path}\n")
            site.stdin.flush()
            status, told, seconds = json.loads(site.stdout.readline())
            return status, told.get("database"), seconds

        assert ask("/health/ready/")[:2] == (200, "ok")
        postgres.stop()
        for _ in range(3):
            status, database, seconds = ask("/health/ready/")
            assert (status, database) == (503, "away")
            assert seconds < 3
        assert ask("/health/")[0] == 200
        postgres.start()
        deadline = time.monotonic() + 60
        while ask("/health/ready/")[0] != 200:
            assert time.monotonic() < deadline
        site.stdin.close()
