"""
Loads the demonstration paper by replaying its acts in order of time.

No state is written directly: stories are recorded, published and withdrawn, and comments posted and moderated, by the
functions that the site uses, so that editions, logs, counts and stamps are right.
"""

import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from operator import itemgetter
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction

from articles.images.files import undo_save
from articles.images.intake import take_in
from articles.models import Contributor, Image, Section, Story, Tag
from newsroom.demo import readers, writers
from newsroom.demo.paper import Act, Paper, Sheet
from newsroom.demo.staff import STAFF, hire

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
PICTURES_BEFORE = timedelta(days=20)  # before the oldest story


def is_empty() -> bool:
    return not (User.objects.exists() or Story.objects.exists())


def load(at: datetime, *, password: str) -> None:
    """Load the whole paper as of this moment, or nothing; all accounts get this password."""
    with ExitStack() as undo:
        with transaction.atomic():
            _replay(_set_up(password, at, undo), at)
        undo.pop_all()


def _set_up(password: str, at: datetime, undo: ExitStack) -> Paper:
    staff = hire(password, at=at)
    sheet = _read(HERE / "paper.toml")
    accounts = {person.contributor: staff[person.username] for person in STAFF}
    return Paper(
        staff=staff,
        sections={
            row["slug"]: Section.objects.create(**row, position=position)
            for position, row in enumerate(sheet["section"], start=1)
        },
        contributors={
            row["slug"]: Contributor.objects.create(**row, user=accounts.get(row["slug"]))
            for row in sheet["contributor"]
        },
        tags={row["slug"]: Tag.objects.create(**row) for row in sheet["tag"]},
        images=dict(_upload_pictures(by=staff["journalist"], at=at - PICTURES_BEFORE, undo=undo)),
    )


def _upload_pictures(*, by: User, at: datetime, undo: ExitStack) -> Iterator[tuple[str, Image]]:
    """
    Take in each file, with caption, alternative text and credit of its metadata.

    Files aren't part of the transaction: `undo` gets what deletes them on a failure.
    """
    for path in sorted(PICTURES.glob("*.webp")):
        with path.open("rb") as file:
            image = take_in(File(file, path.name), by=by, at=at)
        undo.callback(undo_save, image)
        yield path.stem, image


def _replay(paper: Paper, at: datetime) -> None:
    """Begin every story, the oldest first, then do all their acts in order of time."""
    sheets = [_read(path) for path in sorted((HERE / "stories").glob("*.toml"))]
    sheets.sort(key=lambda sheet: writers.begun_at(sheet, at))
    for sheet in sheets:
        paper.stories[sheet["slug"]] = writers.begin(sheet, paper, at)
    happened: list[Act] = []
    for sheet in sheets:
        writers.write(sheet, paper)
        happened += writers.acts(sheet, paper, at)
        happened += readers.Conversation(sheet, paper, at).acts()
    for moment, act in sorted(happened, key=itemgetter(0)):
        act(at=moment)


def _read(path: Path) -> Sheet:
    return tomllib.loads(path.read_text(encoding="utf-8"))
