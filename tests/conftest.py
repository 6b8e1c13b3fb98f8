"""What every test can use; what needs a program that is absent is skipped, and said at the end of the run."""

import gc
import os
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connections

from tests.outages.papers import laid_out
from tests.postgres_server import BINARIES, postgres_server
from tests.strangers.validator import JAR, JAVA

pytest_plugins = ["tests.flakes"]

# The shell first: it draws no window around the page, and asks half of the processor's time for the same one.
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")

# {marker: (is it here?, what to do when it isn't)}
NEEDS = {
    "browser": (
        CHROMIUM,
        "no Chromium was found: install it (Debian: apt install chromium-headless-shell) or set CHROMIUM to its path.",
    ),
    "postgres": (
        os.environ.get("TEST_DATABASE_URL", "").startswith("postgres"),
        "TEST_DATABASE_URL names no PostgreSQL: start one and set it, for example to "
        "postgres://postgres@127.0.0.1:5432/postgres; every test then runs on it.",
    ),
    "redis": (
        os.environ.get("TEST_CACHE_URL", "").startswith("redis"),
        "TEST_CACHE_URL names no Redis: start one and set it, for example to "
        "redis://127.0.0.1:6379/5; every test then runs on it.",
    ),
    "own_postgres": (
        BINARIES,
        "PostgreSQL's programs were not found: install them (Debian: apt install postgresql); the tests start a "
        "server of their own with them, and stop it.",
    ),
    "gettext": (
        shutil.which("xgettext"),
        "GNU gettext was not found: install it (Debian: apt install gettext).",
    ),
    "vnu": (
        JAVA and Path(JAR).is_file(),
        "the HTML checker was not found: install Java (Debian: apt install default-jre-headless), unpack "
        "`npm pack vnu-jar` and set VNU_JAR to its package/build/dist/vnu.jar.",
    ),
}

# Whoever asks for one of these reads or writes rows; so does a class of Django's own, and a test with `django_db`.
ROWS = {"db", "transactional_db", "live_server", "django_db_setup"}

CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",  # in a container root runs the tests, and Chromium's sandbox refuses root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Nothing but the tested page may go to the network.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser):
    """Add --must-run, for the continuous integration: there a skipped browser test is a failure."""
    parser.addoption(
        "--must-run",
        default="",
        metavar="MARKERS",
        help=f"fail if a test with one of these markers is skipped; comma-separated, of {', '.join(NEEDS)}",
    )


def pytest_xdist_auto_num_workers():
    """Use every core up to eight; beyond that the workers' Chromiums cost more memory than they save time."""
    return min(os.cpu_count() or 1, 8)


def pytest_itemcollected(item):
    """Mark `database` where a test uses the database; at once, so that `-m` sees it."""
    # Not above: as a plugin this file is read before the settings are.
    from django.test import TransactionTestCase

    is_djangos = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    if is_djangos or item.get_closest_marker("django_db") or ROWS & set(item.fixturenames):
        item.add_marker("database")


def pytest_collection_finish():
    """Let the garbage collector pass over what stays until the end: an eighth of the time went into looking at it."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items):
    """Skip what can't run here, and put the browser last: no async code can run after it (see `browser`)."""
    for item in items:
        for marker, (present, remedy) in NEEDS.items():
            if not present and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=remedy))
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_terminal_summary(terminalreporter):
    """Say in one sentence for each absent program how many tests wait for it, and what to do."""
    skipped = terminalreporter.stats.get("skipped", [])
    for marker, (_present, remedy) in NEEDS.items():
        if number := sum(remedy in str(report.longrepr) for report in skipped):
            sentence = f"{number} {marker} test(s) did not run, because {remedy}"
            terminalreporter.write_line(sentence, yellow=True)


def pytest_sessionfinish(session):
    """Turn the run red where a test that --must-run names was skipped, for whatever reason."""
    required = set(filter(None, session.config.getoption("must_run").split(",")))
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not (required and reporter):
        return
    missed = [report for report in reporter.stats.get("skipped", []) if required & set(report.keywords)]
    if missed:
        reporter.write_line(f"\n--must-run: {len(missed)} of the tests that must run were skipped.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def browser():
    """Yield Playwright's Browser, on the system's Chromium; one for all the tests of a worker."""
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop running in this thread, and there Django would refuse the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()
        # Beside a running loop Django keeps other connections than without one: these would hold the database open.
        connections.close_all()


@pytest.fixture(scope="session")
def postgres():
    """Yield a PostgreSQL of the tests' own; whoever stops it starts it again."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def back_again(postgres):
    """Start that PostgreSQL again after a test that has stopped it."""
    yield
    if not postgres.is_running():
        postgres.start()


@pytest.fixture(scope="session")
def on_postgres(postgres, tmp_path_factory):
    """Return a paper in that PostgreSQL (`postgres`), its pictures in a folder of its own (`media`)."""
    paper = laid_out(tmp_path_factory.mktemp("paper"), DATABASE_URL=postgres.url)
    paper.postgres = postgres
    return paper


BLOCKER = pytest.StashKey()


@pytest.fixture(scope="session", autouse=True)
def _keep_blocker(request, django_db_blocker):
    request.config.stash[BLOCKER] = django_db_blocker
    yield
    del request.config.stash[BLOCKER]


@pytest.fixture(scope="session", autouse=True)
def _emptied_by_delete():
    """Empty PostgreSQL's tables by DELETE: TRUNCATE makes eighty new files, in one or two seconds a test."""
    # Not above: as a plugin this file is read before the settings are.
    from django.db.backends.postgresql.operations import DatabaseOperations

    def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        assert not reset_sequences
        # In any order: Django's foreign keys are checked at the end of the transaction.
        return [f"DELETE FROM {self.quote_name(table)}" for table in tables]  # noqa: S608 (our own tables)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Write again what migrations wrote, after a test with real transactions: it ends by emptying every table."""
    try:
        return (yield)
    finally:
        marker = item.get_closest_marker("django_db")
        real = marker and marker.kwargs.get("transaction")
        # After the last test there is no database any more; when that test is to run once more, there is.
        if BLOCKER in item.config.stash and (real or {"transactional_db", "live_server"} & set(item.fixturenames)):
            from django.apps import apps
            from django.contrib.contenttypes.models import ContentType

            from newsroom.accounts.roles import make_groups

            with item.config.stash[BLOCKER].unblock():
                ContentType.objects.clear_cache()
                make_groups()
                # Of a test that was skipped nothing was emptied.
                if not apps.get_model("comments", "Reason").objects.exists():
                    import_module("comments.migrations.0002_reasons").write(apps, None)
