"""A copy of the project, in which one rule at a time is broken, and what its tests say of that."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import cache_from_source
from pathlib import Path

from tests.newsroom.tree import ROOT

KILLED, SURVIVED, BROKEN, STALE = STATES = ("killed", "survived", "broken", "stale")
LONGEST = 900  # seconds that a run of tests may take
LIST = ["git", "ls-files", "-coz", "--exclude-standard"]
PYTEST = ["-m", "pytest", "-x", "-q", "-n", "0", "--reruns", "0", "-p", "no:cacheprovider", "-m", "not browser"]
DATABASE = (
    "from django.db import connection as c; import django; django.setup(); c.creation.create_test_db(verbosity=0)"
)
COMPILE = ["-m", "babel.messages.frontend", "--quiet", "compile"]
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)
INVALID = re.compile(r"^E +(?:ImportError|ModuleNotFoundError|SyntaxError|IndentationError|NameError)\b", re.MULTILINE)


class Copy:
    """A copy of the project in an empty folder, with an environment and a database of its own."""

    def __init__(self, root):
        root.mkdir()
        listed = subprocess.check_output(LIST, cwd=ROOT, text=True)  # noqa: S603
        catalogues = [path.relative_to(ROOT) for path in ROOT.glob("*/locale/*/LC_MESSAGES/*.mo")]
        for name in [*filter(None, listed.split("\0")), *catalogues]:
            if (ROOT / name).is_file():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, root / name)
        (root / ".venv").symlink_to((ROOT / ".venv").resolve())
        self.root, self.database = root, root / "var" / "test.sqlite3"
        self.green = {}  # {tests: whether they pass as they are}
        self._python("-c", DATABASE, check=True)
        self.database.rename(f"{self.database}.made")

    def outcome(self, mutant):
        """Return what becomes of a mutant, one of STATES, and why: mostly the first test that fails."""
        if (self.root / mutant.file).read_text("utf-8").count(mutant.old) != 1:
            return STALE, mutant.file
        if mutant.tests not in self.green:
            self.green[mutant.tests] = self._run(mutant)[0] == SURVIVED
        if not self.green[mutant.tests]:
            return BROKEN, "red without the mutant"
        with self._changed(mutant):
            return self._run(mutant)

    def _run(self, mutant):
        # One that is made already saves most of the seconds. The log of the one before would be read into it.
        for rest in ("-wal", "-shm"):
            Path(f"{self.database}{rest}").unlink(missing_ok=True)
        shutil.copy(f"{self.database}.made", self.database)
        how = ["--reuse-db", "--create-db"] if mutant.fresh else ["--reuse-db"]
        try:
            done = self._python(*PYTEST, *how, *mutant.tests)
        except subprocess.TimeoutExpired:
            return BROKEN, f"not done after {LONGEST} s"
        failed = FAILED.search(done.stdout)
        if done.returncode == 1 and failed and not INVALID.search(done.stdout):
            return KILLED, failed[1]
        return (BROKEN, failed[1] if failed else done.stderr[-300:]) if done.returncode else (SURVIVED, "")

    @contextmanager
    def _changed(self, mutant):
        file = self.root / mutant.file
        whole = file.read_text("utf-8")
        try:
            self._write(file, whole.replace(mutant.old, mutant.new))
            yield
        finally:
            self._write(file, whole)

    def _write(self, file, text):
        file.write_text(text, "utf-8")
        # To Python two texts of one size that are written in one second are the same.
        Path(cache_from_source(str(file))).unlink(missing_ok=True)
        if file.suffix == ".po":
            self._python(*COMPILE, "--input-file", file, "--output-file", file.with_suffix(".mo"), check=True)

    def _python(self, *arguments, check=False):
        # No PostgreSQL and no Redis: these are shared, and the database is a file that is copied.
        own = {name: value for name, value in os.environ.items() if not name.startswith("TEST_")}
        own["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        options = {"cwd": self.root, "env": own, "capture_output": True, "text": True, "timeout": LONGEST}
        return subprocess.run([sys.executable, *arguments], check=check, **options)  # noqa: S603
