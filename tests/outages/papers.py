"""Papers laid out in databases of their own, for servers that will lose a backing service."""

import json
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace

from tests.newsroom.tree import ROOT

SETTINGS = {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DEBUG": "1", "HTTPS": "0", "LANGUAGE_CODE": "en"}


def laid_out(folder, *, stories=1, **environment):
    """Return the paper that is laid out in this environment: world.py says what of it; and `environment`, `media`."""
    media = folder / "media"
    environment = SETTINGS | {"SECRET_KEY": "only-for-tests-" * 4, "MEDIA_ROOT": str(media)} | environment
    command = [sys.executable, "-m", "tests.outages.world", str(stories)]
    done = subprocess.run(  # noqa: S603 (every argument is written here)
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stderr
    return SimpleNamespace(environment=environment, media=media, **json.loads(done.stdout.splitlines()[-1]))


def laid_out_on_sqlite(folder):
    """Return a paper in an SQLite file, `database`; who waits for that to be unlocked gives up after a second."""
    paper = laid_out(folder, DATABASE_URL=_url(folder))
    paper.database = folder / "paper.sqlite3"
    return paper


def copied(paper, folder):
    """Return a copy, in this folder, of a paper in an SQLite file; at a tenth of the cost of laying it out."""
    shutil.copytree(paper.database.parent, folder, dirs_exist_ok=True)
    place = {"DATABASE_URL": _url(folder), "MEDIA_ROOT": str(folder / "media")}
    own = {"environment": paper.environment | place, "media": folder / "media", "database": folder / "paper.sqlite3"}
    return SimpleNamespace(**vars(paper) | own)


def _url(folder):
    return f"sqlite:///{folder}/paper.sqlite3?timeout=1"
