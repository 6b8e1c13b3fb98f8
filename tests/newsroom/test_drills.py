"""`make drills` itself, without the drills: what fails is done once more and named, and twice red is red."""

import select

import pytest

from tests.drills import __main__ as drills
from tests.drills.drill import Drill, NotRun
from tests.drills.one import outcome

GREEN, RED = ({"state": state, "seconds": 3.2, "said": "4 notifications"} for state in ("green", "red"))


@pytest.fixture
def comes(monkeypatch):
    """Return a function that has the drills come out so, one after another, and does two of them."""

    def comes_(*outcomes):
        each = iter(outcomes)
        monkeypatch.setattr(drills, "run", lambda name: next(each))
        code = drills.main(["mail", "disk"])
        assert list(each) == []
        return code

    return comes_


def test_green(comes, capsys):
    assert comes(GREEN, GREEN) == 0
    row = capsys.readouterr().out.split("\n")[2]
    assert " ".join(row.split()) == "Mail server down, refusing, slow 3 green 4 notifications"


def test_what_fails_once_is_named(comes, capsys):
    assert comes(RED, GREEN, GREEN) == 0
    assert "Red at first, then green: Mail server down, refusing, slow." in capsys.readouterr().out


def test_what_fails_twice_is_red(comes):
    assert comes(GREEN, RED, RED) == 1


def test_a_drill_has_a_deadline():
    said = outcome(Drill("Waits for nothing", 0.05, lambda: select.select([], [], [], 60)))
    assert (said["state"], said["seconds"] < 30) == ("red", True)


@pytest.mark.parametrize(("ci", "state"), [("", "not run"), ("true", "red")])
def test_what_the_machine_lacks_is_red_in_the_continuous_integration_alone(ci, state, monkeypatch):
    def lacks():
        raise NotRun("No PostgreSQL.")

    monkeypatch.setenv("CI", ci)
    assert outcome(Drill("Lacks something", 5, lacks)) | {"seconds": 0} == {
        "state": state,
        "seconds": 0,
        "said": "No PostgreSQL.",
    }
