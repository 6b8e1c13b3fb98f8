"""A browser test that fails runs once more; in a run of its own, on one process and on two, as `make test` has them."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.newsroom.tree import ROOT

PLUGINS = ("xdist.plugin", "pytest_rerunfailures", "tests.flakes")
HEAD = """
import pathlib, pytest

def has_run(name):
    \"\"\"Tell whether the test of this name has run before, in whatever process.\"\"\"
    file = pathlib.Path(__file__).with_name(name)
    with file.open("a") as kept:
        kept.write("x")
    return len(file.read_text()) > 1
"""
FLAKY = """
{marker}
def test_{name}():
    assert has_run("{name}"), "it has never run"
"""
BROWSER = "@pytest.mark.browser"


@pytest.fixture(params=[["-n0"], ["-n2", "--dist=worksteal"]], ids=["one process", "two processes"])
def run(request, tmp_path):
    """Return a function that runs these tests, and returns (exit status, what was printed)."""

    def run_(*tests):
        (tmp_path / "test_tiny.py").write_text(HEAD + "".join(tests))
        (tmp_path / "pytest.ini").write_text(
            "[pytest]\nmarkers = browser\naddopts = --strict-markers\nfilterwarnings = error\n"
        )
        return start(tmp_path, PLUGINS, *request.param, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")

    return run_


def start(folder, plugins, *arguments, **environment):
    """Run the tests in a folder by a pytest with these plugins; return (exit status, what was printed)."""
    command = [sys.executable, "-m", "pytest", *(word for name in plugins for word in ("-p", name)), *arguments]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    own = inherited | environment | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603 (every argument is written here)
        command, cwd=folder, env=own, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def flaky(*names, marker=BROWSER):
    """Return the source of tests that fail at the first try and pass at the second."""
    return "".join(FLAKY.format(name=name, marker=marker) for name in names)


def test_a_flake_is_green_and_named_with_what_was_wrong(run):
    status, said = run(flaky("mill"), "def test_other(): pass\n")
    assert status == 0
    assert "test_tiny.py::test_mill failed, and passed when it ran once more: AssertionError: it has never run" in said
    assert "test_tiny.py:13: AssertionError" in said
    assert "2 passed, 1 rerun" in said


def test_three_flakes_are_green_and_four_are_red_and_it_is_said(run):
    status, said = run(flaky("a", "b", "c"))
    assert (status, said.count("passed when it ran once more")) == (0, 3)
    status, said = run(flaky("d", "e", "f", "g"))
    assert (status, said.count("passed when it ran once more")) == (1, 4)
    assert "4 browser tests are flakes, more than 3" in said


def test_a_test_that_drives_no_browser_fails_at_once(run):
    status, said = run(flaky("mill", marker=""))
    assert status == 1
    assert "rerun" not in said


def test_what_fails_twice_is_red_and_no_flake(run):
    status, said = run(f"{BROWSER}\ndef test_mill():\n    has_run('mill')\n    assert False\n")
    assert status == 1
    assert "1 failed, 1 rerun" in said
    assert "passed when it ran once more" not in said


def test_what_fails_before_and_after_a_test_is_run_once_more_too(run):
    fixture = "@pytest.fixture\ndef {0}():\n    {1}\n    assert has_run('{0}')\n"
    use = f"{BROWSER}\ndef test_{{0}}({{0}}): pass\n"
    before, after = fixture.format("early", "") + "    yield\n", fixture.format("late", "yield")
    status, said = run(before, after, use.format("early"), use.format("late"))
    assert (status, said.count("passed when it ran once more")) == (0, 2)


# Its database is not ours, which is in use. The last test is special: after it there is no database.
REAL = """
import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from tests.browser.conftest import *
from tests.factories import make_user

pytestmark = pytest.mark.browser
attempts = []

@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    connection.settings_dict["TEST"]["NAME"] = {name!r}

def begin(browser, open_page):
    assert browser.contexts == []
    assert Group.objects.exists()
    assert not User.objects.exists()
    make_user("tom", groups=["Editor"])
    open_page("/")
    attempts.append("another")

@pytest.fixture
def torn(transactional_db):
    yield
    assert len(attempts) == 2

def test_that_fails_as_it_ends(browser, open_page, torn):
    begin(browser, open_page)

def test_that_fails(browser, open_page):
    begin(browser, open_page)
    assert len(attempts) == 4
"""


@pytest.mark.browser
@pytest.mark.django_db
def test_the_second_run_shares_no_page_and_no_row_with_the_first(tmp_path):
    name = f"{connection.settings_dict['NAME']}_inner"
    (tmp_path / "test_real.py").write_text(REAL.format(name=name))
    status, said = start(ROOT, ["tests.conftest"], "-n0", "-cpyproject.toml", "-pno:cacheprovider", str(tmp_path))
    assert (status, said.count("passed when it ran once more")) == (0, 2)
