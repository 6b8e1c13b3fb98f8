"""
What the demonstration paper's desk does with a story besides publishing it: the [[desk]] lines of its sheet.

Each line says what was done (`did`, a function of this file), by whom, and how many hours before now. What is planned
is so many hours ahead, at the full hour.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.models import User
from django.db import models

from articles.models import BLOCKS, Story, StoryAct
from articles.publishing.holds import held, hold
from articles.publishing.preview_links import share
from articles.publishing.publish import publish
from articles.publishing.workflow import assign, move
from articles.revisions.snapshot import record
from newsroom.demo import seconds
from newsroom.demo.paper import Act, Paper, Sheet

HEAD = ("headline", "kicker", "standfirst")


def planned(at: datetime, hours: float) -> datetime:
    return (at + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)


def acts(sheet: Sheet, paper: Paper, at: datetime) -> Iterator[Act]:
    """Yield what each line says, in their order."""
    story = paper.stories[sheet["slug"]]
    for line in sheet.get("desk", ()):
        done = partial(DONE[line["did"]], story, line, paper, at, by=paper.staff[line["by"]])
        # Two lines of one moment stay in their order.
        yield at - timedelta(hours=line["hours_ago"]) - seconds.before(sheet["slug"], line["hours_ago"]), done


def rewrite(story: Story, changes: Iterable[Sequence[str]]) -> None:
    """Replace words of the working copy, [[old, new], …]: each in the one place that has them."""
    for old, new in changes:
        row, name = _place(story, old)
        setattr(row, name, getattr(row, name).replace(old, new))
        row.full_clean()
        row.save(update_fields=[name])


def _place(story: Story, words: str) -> tuple[models.Model, str]:
    rows: list[tuple[models.Model, tuple[str, ...]]] = [(story, HEAD)]
    for kind, names in (("text", ("html",)), ("fact_box", ("html",)), ("pull_quote", ("quote", "attribution"))):
        rows += [(block, names) for block in BLOCKS[kind].objects.filter(parent=story)]
    [place] = [(row, name) for row, names in rows for name in names if words in getattr(row, name)]
    return place


def _save(story: Story, line: Sheet, paper: Paper, now: datetime, *, by: User, at: datetime) -> None:
    rewrite(story, line["replace"])
    revision = record(story, by=by, label=line.get("label", ""), at=at)
    if line.get("pinned"):
        revision.pin(by=by)


def _move(story: Story, line: Sheet, paper: Paper, now: datetime, *, by: User, at: datetime) -> None:
    to = paper.staff[line["to"]] if "to" in line else None
    verb = StoryAct.Verb(line["did"])
    move(story, verb, by=by, note=line.get("note", ""), to=to, at=at)


def _assign(story: Story, line: Sheet, paper: Paper, now: datetime, *, by: User, at: datetime) -> None:
    due_at = {"due_at": planned(now, line["due_in_hours"])} if "due_in_hours" in line else {}
    assign(story, paper.staff[line["to"]], by=by, note=line.get("note", ""), at=at, **due_at)


def _hold(story: Story, line: Sheet, paper: Paper, now: datetime, *, by: User, at: datetime) -> None:
    wanted = dict(line["holds"])
    if "embargo_in_hours" in wanted:
        wanted["embargo_until"] = planned(now, wanted.pop("embargo_in_hours"))
    hold(story, held(story)._replace(**wanted), by=by, because=line.get("note", ""), at=at)


def _schedule(story: Story, line: Sheet, paper: Paper, now: datetime, *, by: User, at: datetime) -> None:
    publish(story, by=by, kind=line["kind"], live_from=planned(now, line["in_hours"]), at=at)


def _share(story: Story, line: Sheet, paper: Paper, now: datetime, *, by: User, at: datetime) -> None:
    ends_at = planned(now, line["ends_in_hours"])
    share(story.revisions.latest("number"), by=by, expires_at=ends_at, recipient=line["recipient"], at=at)


DONE = {
    "save": _save,
    "submit": _move,
    "approve": _move,
    "return": _move,
    "assign": _assign,
    "hold": _hold,
    "schedule": _schedule,
    "share": _share,
}
