"""The desk's side of a story of the demonstration paper: the working copy, and what was done with it, when."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models

from articles.models import BLOCKS, Byline, Story, StoryAct
from articles.publishing.corrections import Note
from articles.publishing.publish import publish, withdraw
from articles.publishing.workflow import move
from articles.revisions.snapshot import record
from newsroom.demo import desk, seconds
from newsroom.demo.paper import Act, Paper, Sheet

Row = TypeVar("Row", bound=models.Model)

STORY_FIELDS = ("headline", "kicker", "standfirst", "slug", "language")

# Between the steps of a story's way through the desk, and of a story that was taken down.
BEGUN_BEFORE = timedelta(hours=5)
SAVED_BEFORE = timedelta(minutes=90)
SUBMITTED_BEFORE = timedelta(minutes=80)
APPROVED_BEFORE = timedelta(minutes=20)
WITHDRAWN_AFTER = timedelta(minutes=150)
# How long ago the last decision was taken at the latest: what goes live later has been scheduled then.
DECIDED_BEFORE = timedelta(hours=2)


def begun_at(sheet: Sheet, at: datetime) -> datetime:
    return _due_at(sheet, at) - BEGUN_BEFORE


def begin(sheet: Sheet, paper: Paper, at: datetime) -> Story:
    """Make a working copy with its head, its tags and its bylines; the body is written by `write`."""
    lead = sheet.get("lead", {})
    story = _keep(
        Story(
            **{name: sheet[name] for name in STORY_FIELDS},
            section=paper.sections[sheet["section"]],
            lead_image=paper.images[lead["picture"]] if lead else None,
            lead_caption=lead.get("caption", ""),
            lead_alt=lead.get("alt", ""),
            created_at=begun_at(sheet, at),
            created_by=paper.staff["journalist"],
        )
    )
    story.tags.set(paper.tags[slug] for slug in sheet["tags"])
    for position, line in enumerate(sheet["bylines"]):
        contributor = paper.contributors[line["contributor"]]
        _keep(Byline(story=story, contributor=contributor, role=line["role"], position=position))
    return story


def write(sheet: Sheet, paper: Paper) -> None:
    """Write the story's blocks; every story must have been begun, since a block may point to another one."""
    story = paper.stories[sheet["slug"]]
    for position, block in enumerate(sheet["block"], start=1):
        model = BLOCKS[block["kind"]]
        _keep(model(parent=story, region="body", ordering=position * 10, **_fields(block, paper)))


def acts(sheet: Sheet, paper: Paper, at: datetime) -> Iterator[Act]:
    """Yield all that the desk did with the story."""
    yield _due_at(sheet, at) - SAVED_BEFORE, partial(record, paper.stories[sheet["slug"]], by=paper.staff["journalist"])
    yield from desk.acts(sheet, paper, at)
    if sheet["state"] != "draft":
        yield from _public_life(sheet, paper, at)


def public_from(sheet: Sheet, at: datetime) -> datetime:
    """When readers could first see the story, or will."""
    hours = sheet["hours_ago"]
    return at - timedelta(hours=hours) - seconds.before(sheet["slug"]) if hours > 0 else desk.planned(at, -hours)


def _due_at(sheet: Sheet, at: datetime) -> datetime:
    """When the desk's work on the first edition, or on the first version of a draft, was over."""
    return min(public_from(sheet, at), at - DECIDED_BEFORE)


def _public_life(sheet: Sheet, paper: Paper, at: datetime) -> Iterator[Act]:
    story, due, public_at = paper.stories[sheet["slug"]], _due_at(sheet, at), public_from(sheet, at)
    journalist, editor = paper.staff["journalist"], paper.staff["editor"]
    yield due - SUBMITTED_BEFORE, partial(move, story, StoryAct.Verb.SUBMIT, by=journalist)
    yield due - APPROVED_BEFORE, partial(move, story, StoryAct.Verb.APPROVE, by=editor)
    yield due, partial(publish, story, by=editor, kind=sheet["kind"], live_from=public_at)
    for update in sheet.get("update", ()):
        live_from = desk.planned(at, update["in_hours"]) if "in_hours" in update else None
        revise = partial(_revise, story, update, journalist, editor, live_from=live_from)
        yield at - timedelta(hours=update["hours_ago"]) - seconds.before(sheet["slug"], update["hours_ago"]), revise
    if sheet["state"] == "withdrawn":
        said = {"notice": sheet["withdrawn_notice"], "retracted": sheet["retracted"]}
        yield public_at + WITHDRAWN_AFTER, partial(withdraw, story, by=editor, **said)


def _revise(
    story: Story, update: Sheet, journalist: User, editor: User, *, live_from: datetime | None, at: datetime
) -> None:
    """Replace words where they stand, and publish that as a new edition, now or later, with its note to readers."""
    desk.rewrite(story, filter(None, [update["replace"]]))
    record(story, by=journalist, at=at)
    note = Note(update.get("note_kind") or update["kind"], update["note"])
    publish(story, by=editor, kind=update["kind"], note=note, live_from=live_from, at=at)


def _fields(block: Sheet, paper: Paper) -> dict[str, Any]:
    fields = {name: value for name, value in block.items() if name != "kind"}
    if "html" in fields:
        # As the editor would have written it: without the line breaks between paragraphs.
        fields["html"] = re.sub(r">\s*\n\s*<", "><", fields["html"].strip())
    if "picture" in fields:
        fields["image"] = paper.images[fields.pop("picture")]
    if "story" in fields:
        fields["story"] = paper.stories[fields["story"]]
    return fields


def _keep(row: Row) -> Row:
    """Save the row if a form would have; ValidationError says what is wrong with the sheet."""
    row.full_clean()
    row.save()
    return row
