"""`make run` says the true reason why it can't serve, before anything is built."""

import errno
import os
import runpy
import shutil
import socket
import subprocess

import pytest

from tests.newsroom.tree import ROOT

MAKE = shutil.which("make")
why_not = runpy.run_path(str(ROOT / "deploy" / "port.py"))["why_not"]

pytestmark = pytest.mark.skipif(not MAKE, reason="GNU make was not found: install it (Debian: apt install make).")


def port(**words):
    """Ask `make` whether it could serve, and return (whether it could, what it said); nothing is built."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    words = [f"{name}={value}" for name, value in words.items()]
    done = subprocess.run([MAKE, "port", *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)  # noqa: S603
    return done.returncode == 0, done.stderr


@pytest.fixture
def taken():
    """Yield a port that another program serves on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def pretend(tmp_path):
    """Return a function that makes a program that answers like some Python, from a line of shell."""

    def make(line):
        program = tmp_path / "python"
        program.write_text(f"#!/bin/sh\n{line}\n")
        program.chmod(0o755)
        return program

    return make


def test_a_free_port_is_nothing_to_speak_of():
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
    assert port(PORT=number) == (True, "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"PORT": "abc"}, "PORT is “abc”, which is no number."),
        ({"PORT": ""}, "PORT is “”, which is no number."),
        ({"PORT": "8_001"}, "PORT is “8_001”, which is no number."),
        ({"PORT": "-1"}, "PORT is “-1”, which is no number."),
        ({"PORT": "99999"}, "PORT is 99999: ports are numbers from 1 to 65535."),
        ({"PORT": "0"}, "PORT is 0: ports are numbers from 1 to 65535."),
        ({"HOST": "nohost.invalid"}, "HOST is “nohost.invalid”, and no machine of that name is known here"),
        ({"HOST": "192.0.2.1"}, "HOST is “192.0.2.1”, which is no address of this machine"),
        ({"PYTHON": "/no/such"}, "PYTHON is “/no/such”, and there is no such program."),
        ({"PYTHON": "/bin/false"}, "PYTHON is “/bin/false”, which doesn’t run Python."),
    ],
)
def test_what_was_named_wrongly_is_said(words, sentence):
    could, said = port(**({"PORT": "8105"} | words))
    assert not could
    assert sentence in said
    assert "nother program" not in said


def test_a_port_that_is_taken(taken):
    could, said = port(PORT=taken)
    assert not could
    assert f"Another program serves on 127.0.0.1:{taken}." in said


def test_a_port_that_is_the_systems(monkeypatch):
    def refuse(*_arguments, **_options):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket, "create_server", refuse)
    assert why_not("127.0.0.1", "80").startswith("PORT is 80, which you have no right to serve on")


def test_a_python_that_is_too_old(pretend):
    could, said = port(PYTHON=pretend('[ "$1" = --version ] && echo Python 3.9.2 && exit; exit 9'))
    assert not could
    assert "which is too old: Python 3.9.2." in said


@pytest.mark.parametrize("module", ["ensurepip", "sqlite3"])
def test_a_python_that_lacks_a_module(pretend, module):
    could, said = port(PYTHON=pretend(f'case "$2" in *{module}*) exit 1;; esac'))
    assert not could
    assert f"which lacks the module {module}" in said
