"""The two ways to serve the paper, each from a copy of the project: to be looked at, and as a newsroom's own."""

import os
import re
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from newsroom.serving.production import REQUIRED, complaints
from tests.newsroom.tree import NOT_KEPT, ROOT
from tests.processes import free_port


def complete(folder, **more):
    """Return an environment in which nothing is missing; the database is in this folder."""
    return {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ADDRESS_KEY": secrets.token_urlsafe(50),
        "DEBUG": "0",
        "ALLOWED_HOSTS": "paper.example",
        "SITE_URL": "https://paper.example",
        "SITE_NAME": "The Paper",
        "DATABASE_URL": f"sqlite:///{folder / 'paper.sqlite3'}",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "DEFAULT_FROM_EMAIL": "comments@paper.example",
        "PROXIES": "1",
        "PORT": str(free_port()),
    } | more


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a copy of the project, built as by `make build`."""
    copy = tmp_path_factory.mktemp("project") / "newsroom"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_KEPT))
    (copy / ".venv").symlink_to(sys.prefix)
    collect = [".venv/bin/python", "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    environment = {"DEBUG": "0", "SECRET_KEY": "only-to-collect-files", "ADDRESS_KEY": "only-to-collect-files"}
    subprocess.run(collect, cwd=copy, env=environment, check=True, timeout=300)  # noqa: S603
    return copy


@pytest.fixture
def start(project, request):
    """Return a function that starts a script of deploy/ in exactly this environment; killed at the end."""

    def start_(script, environment):
        process = subprocess.Popen(  # noqa: S603
            ["/bin/sh", f"deploy/{script}"],
            cwd=project,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        request.addfinalizer(lambda: end(process))
        return process

    return start_


def end(process):
    """Kill a process and those that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def said(process):
    """Return all that a process says, once it has ended, without having served."""
    text, _ = process.communicate(timeout=120)
    assert process.returncode == 1, text
    assert "Listening at" not in text
    return text


def until_it_serves(process, environment):
    """Return what a process says until it serves; raise AssertionError where its health page says no."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Listening at" in line:
            break
    text = "".join(lines)
    assert "Listening at" in text, text
    with urlopen(f"http://127.0.0.1:{environment['PORT']}/health/", timeout=60) as answer:
        assert answer.status == 200
    return text


def rows(database):
    """Return {table: number of rows} of what is in a SQLite file."""
    with sqlite3.connect(database) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def migrate(project, environment):
    """Make the tables, as the newsroom does."""
    command = [".venv/bin/python", "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=project, env=environment, check=True, timeout=300)  # noqa: S603


def test_with_nothing_said_every_setting_is_named_at_once(start):
    text = said(start("serve.sh", {"PATH": os.environ["PATH"]}))
    assert re.findall(r"^  (\w+) is not set: ", text, re.MULTILINE) == list(REQUIRED)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"DEBUG": "True"}, "DEBUG is on"),
        ({"SITE_URL": "http://paper.example"}, "without TLS"),
        ({"SITE_URL": "paper.example"}, "is no address"),
        ({"SITE_URL": "https://paper.example/news"}, "at the root of its host"),
        ({"SITE_URL": "https://paper.exmaple"}, "ALLOWED_HOSTS doesn’t name"),
        ({"SITE_NAME": " "}, "SITE_NAME is not set"),
        ({"PROXIES": "-1"}, "PROXIES is “-1”, which is no number"),
        ({"PROXIES": "one"}, "PROXIES is “one”, which is no number"),
        ({"WEB_THREADS": "4x"}, "WEB_THREADS is “4x”, which is no number"),
        ({"DATABASE_URL": "/srv/paper.sqlite3"}, "DATABASE_URL is “…”, which is no address of its kind"),
        ({"EMAIL_URL": "mailto:desk@paper.example"}, "EMAIL_URL is “mailto…”, which is no address of its kind"),
    ],
)
def test_what_belongs_to_development_or_cant_be_read_is_refused(changed, sentence):
    (complaint,) = complaints(complete(Path("/nowhere"), **changed))
    assert sentence in complaint


@pytest.mark.parametrize("hosts", [".paper.example", "*", "www.paper.example, paper.example"])
def test_the_site_may_be_one_of_several_hosts(hosts):
    assert complaints(complete(Path("/nowhere"), ALLOWED_HOSTS=hosts)) == []


def test_a_complaint_tells_no_password():
    (complaint,) = complaints(complete(Path("/nowhere"), EMAIL_URL="smpt://desk:hunter2@mail.paper.example"))
    assert "hunter2" not in complaint


def test_without_tls_only_where_that_is_said():
    assert complaints(complete(Path("/nowhere"))) == []
    assert complaints(complete(Path("/nowhere"), SITE_URL="http://paper.example", HTTPS="0")) == []


def test_a_database_without_tables_is_left_as_it_is(start, tmp_path):
    environment = complete(tmp_path)
    assert "then run .venv/bin/python manage.py migrate" in said(start("serve.sh", environment))
    assert rows(tmp_path / "paper.sqlite3") == {}


def test_a_database_that_is_away_is_called_that(start, tmp_path):
    text = said(start("serve.sh", complete(tmp_path, DATABASE_URL=f"postgres://paper@127.0.0.1:{free_port()}/paper")))
    assert "The database can’t be reached" in text
    assert "migrate" not in text
    assert "Traceback" not in text


def test_it_serves_an_empty_paper_and_puts_nothing_into_it(start, project, tmp_path):
    environment = complete(tmp_path, WORKER="0")
    migrate(project, environment)
    before = rows(tmp_path / "paper.sqlite3")
    until_it_serves(start("serve.sh", environment), environment)
    assert rows(tmp_path / "paper.sqlite3") == before
    assert before["auth_user"] == before["articles_story"] == 0


def test_make_run_shows_the_demonstration_from_scratch(start, tmp_path):
    environment = complete(tmp_path)
    chosen = {name: environment[name] for name in ("PATH", "DATABASE_URL", "PORT")}
    process = start("preview.sh", chosen | {"MEDIA_ROOT": str(tmp_path / "media")})
    told = until_it_serves(process, environment)
    assert "Log in to the desk as journalist, editor, moderator or admin" in told
    assert rows(tmp_path / "paper.sqlite3")["articles_story"] > 0


def test_a_hup_takes_no_old_code_of_the_server_over():
    read = "import sys, runpy, newsroom.serving.server; runpy.run_path('deploy/gunicorn.py'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", read], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert not {"newsroom.serving.server", "newsroom.http.limits"} & set(done.stdout.split())
