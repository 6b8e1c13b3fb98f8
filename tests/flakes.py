"""A browser test that fails runs once more; one that passes then is a flake: each is named, more than three are red."""

import pytest

MOST_FLAKES = 3


def pytest_collection_modifyitems(config, items):
    """Let each browser test run twice, and no other: only there does a busy machine change what is seen."""
    if config.option.usepdb:  # who looks into a failure wants the first
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_terminal_summary(terminalreporter):
    """Name each flake, with what was wrong and where, and say it when they are too many."""
    if not (found := _flakes(terminalreporter)):
        return
    terminalreporter.section("flakes")
    for test, report in found.items():
        terminalreporter.write_line(f"{test} failed, and passed when it ran once more: {_why(report)}", yellow=True)
    if len(found) > MOST_FLAKES:
        sentence = f"{len(found)} browser tests are flakes, more than {MOST_FLAKES}: mend what they don't wait for."
        terminalreporter.write_line(sentence, red=True)


def pytest_sessionfinish(session):
    """Turn the run red when there are too many flakes."""
    # Under xdist only the process that hears of all tests has a reporter.
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and session.exitstatus == pytest.ExitCode.OK and len(_flakes(reporter)) > MOST_FLAKES:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _flakes(reporter):
    """Return {test: report of its first failure} of the tests that failed once only."""
    red = {report.nodeid for kind in ("failed", "error") for report in reporter.stats.get(kind, [])}
    first = {}
    for report in reporter.stats.get("rerun", []):
        if report.nodeid not in red:
            first.setdefault(report.nodeid, report)
    return first


def _why(report):
    """Return the first line of the error and the last line of the failure, which is where it was raised."""
    crash = getattr(report.longrepr, "reprcrash", None)
    lines = [*str(crash.message if crash else "").splitlines()[:1], *report.longreprtext.splitlines()[-1:]]
    return " – ".join(lines)
