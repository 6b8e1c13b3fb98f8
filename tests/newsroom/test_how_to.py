"""docs/how-to.md is true: who follows it to the letter gets what it promises. Pages name files that are there."""

import os
import re
import shutil
import subprocess
import sys
from typing import NamedTuple

import pytest

from tests.newsroom.tree import NOT_KEPT, ROOT

PAGE = (ROOT / "docs" / "how-to.md").read_text("utf-8")
STEP = re.compile(
    r"^(?P<mark>\d+\.|-) `(?P<path>[\w./]+)`[^\n]*\n\n(?P<indent> +)```diff\n(?P<diff>(?:[^\n]*\n)*?)(?P=indent)```$",
    re.MULTILINE,
)
COUNT = re.compile(r"^\| (?P<name>a[^|]*) \| (?P<files>\d+) \| (?P<most>\d+) \|$", re.MULTILINE)
MOST = {"A field of the story": 5, "A block type": 6, "A flag": 3}  # files of code, whatever the page says
NAMED = re.compile(r"`((?:articles|comments|newsroom|templates|tests|deploy|docs)/[\w./-]+)`")
TRANSLATED = "newsroom/locale/de/LC_MESSAGES/django.po"  # which no recipe writes, but a person
# What each line of the migrations of a recipe is about: Django finds nothing else to write.
MIGRATED = {
    "A field of the story": "dateline|search_text",
    "A block type": "KeyFigure",
    "A language": "language",
}


class Step(NamedTuple):
    """A file that a recipe changes or makes; `is_code` is whether the page counts it; `hunks` are (before, after)."""

    path: str
    is_code: bool
    hunks: list


def recipes(page=PAGE):
    """Return {title: text} of what the page shows how to add."""
    pieces = re.split(r"^## (.+)\n", page, flags=re.MULTILINE)[1:]
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def steps(text):
    """Return the Steps of a recipe."""
    return [
        Step(found["path"], found["mark"] != "-", hunks(found["diff"], len(found["indent"])))
        for found in STEP.finditer(text)
    ]


def hunks(diff, indent):
    """Return (what is there, what comes in its place) for each place of a file that a diff changes."""
    lines = [line[indent:] for line in diff.splitlines()]
    places = "\n".join(lines).split("\n@@\n")
    return [(side(place, " -"), side(place, " +")) for place in places]


def side(place, signs):
    """Return the lines of a diff that have one of these signs, without it."""
    return "".join(f"{line[1:]}\n" for line in place.split("\n") if line[:1] in signs)


def follow(steps, root):
    """Take these steps in the project in this folder; return the files that aren't as the page says they are."""
    amiss = []
    for path, _is_code, places in steps:
        file = root / path
        is_new = not places[0][0]
        if is_new == file.exists():
            amiss.append(path)
            continue
        text = "" if is_new else file.read_text("utf-8")
        for before, after in places:
            amiss += [] if is_new or text.count(before) == 1 else [f"{path}: {before}"]
            text = after if is_new else text.replace(before, after)
        file.write_text(text, "utf-8")
    return amiss


def run(root, *command):
    """Run a Python command on the project in this folder; return what it says; fail where it fails."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment |= {"DATABASE_URL": "sqlite://:memory:", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, *command], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Return a copy of the project in which every recipe was followed, and {title: what its migrations change}."""
    root, migrated = tmp_path_factory.mktemp("followed") / "project", {}
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*NOT_KEPT))
    for title, text in recipes().items():
        # First the code, then what Django writes, then what stands on that.
        assert follow([step for step in steps(text) if step.is_code], root) == [], title
        for command in re.findall(r"`python manage\.py (makemigrations [^`]+)`", text):
            said = run(root, "manage.py", *command.split())
            migrated[title] = sorted(re.findall(r"^ {4}([-+~] .+)$", said, re.MULTILINE))
        assert follow([step for step in steps(text) if not step.is_code], root) == [], title
    return root, migrated


def test_the_page_counts_its_own_files():
    counted = [sum(step.is_code for step in steps(text)) for text in recipes().values()]
    assert counted == [int(row["files"]) for row in COUNT.finditer(PAGE)]
    assert all(int(row["files"]) <= int(row["most"]) for row in COUNT.finditer(PAGE))
    assert len(counted) == 6


@pytest.mark.parametrize("title", MOST)
def test_a_field_a_block_type_and_a_flag_touch_few_files(title):
    assert 0 < sum(step.is_code for step in steps(recipes()[title])) <= MOST[title]


def test_no_code_of_the_page_is_left_out():
    assert sum(len(steps(text)) for text in recipes().values()) == PAGE.count("```diff\n")


@pytest.mark.parametrize("title", MIGRATED)
def test_django_has_nothing_more_to_write_than_what_was_added(title, followed):
    _root, migrated = followed
    assert migrated[title]
    assert [line for line in migrated[title] if not re.search(MIGRATED[title], line)] == []


def test_every_recipe_passes_its_own_tests(followed):
    root, _migrated = followed
    tests = [step.path for text in recipes().values() for step in steps(text) if step.path.startswith("tests/")]
    assert len(tests) == 6
    said = run(root, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert re.search(r"^\d+ passed", said, re.MULTILINE)


def test_every_file_that_a_page_names_is_there(followed):
    root, _migrated = followed
    pages = [*root.glob("*.md"), *root.glob("docs/**/*.md")]
    named = {(page.name, path) for page in pages for path in NAMED.findall(page.read_text("utf-8"))}
    assert len(named) > 50
    assert [each for each in sorted(named) if each[1] != TRANSLATED and not (root / each[1]).exists()] == []


def test_a_file_that_has_moved_is_found(tmp_path):
    recipe = "1. `newsroom/gone.py`: it.\n\n   ```diff\n    old\n   +new\n   ```\n"
    assert follow(steps(recipe), tmp_path) == ["newsroom/gone.py"]


def test_a_line_that_has_changed_is_found(tmp_path):
    (tmp_path / "here.py").write_text("other\n", "utf-8")
    recipe = "1. `here.py`: it.\n\n   ```diff\n    old\n   +new\n   ```\n"
    assert follow(steps(recipe), tmp_path) == ["here.py: old\n"]
