"""
Working copy ⇄ JSON.

A snapshot is a dict:
  schema      1; raised when the shape changes
  …           each of FIELDS (models/story_fields.py): of a pointer the id or None
  tags        list of ids, in ascending order
  bylines     list of {contributor: id, role: str}, in order
  blocks      list of {kind: str, id: int, …the block's own fields}, in reading order

A field that was added after a snapshot was taken isn't in it: `values_of` gives its default. Block ids are kept on the
way back, so that a tab which is open on the story still fits it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import BLOCKS, Byline, Contributor, Image, Revision, Section, Story, StoryAct, Tag, rights
from articles.models.blocks import Block
from articles.models.story_fields import MARKUP, POINTER, InSnapshot, kind_of, values_of
from articles.text.slugs import free_slug
from newsroom.text.characters import repaired_within
from newsroom.text.html import clean, to_plain
from newsroom.text.text_diff import WORD

SCHEMA = 1
HELD_BACK = ("embargo_until", "legal_hold", "needs_second_reader")
# What a snapshot points to, by the model's name. A queryset keeps the rows that it has fetched: here is what makes one.
POINTED: dict[str, Callable[[], models.QuerySet]] = {
    "section": Section.objects.all,
    "tag": Tag.objects.all,
    "contributor": Contributor.objects.all,
    "image": partial(Image.objects.select_related, "credit"),
    "story": partial(Story.objects.only, "headline"),
}


def take(story: Story) -> dict[str, Any]:
    """Return the working copy as a snapshot; its markup has passed the HTML gate."""
    return compose(
        story,
        tags=story.tags.values_list("pk", flat=True),
        bylines=story.bylines.values("contributor", "role"),
        blocks=ordered_blocks(story),
    )


def compose(
    story: Story, *, tags: Iterable[int], bylines: Iterable[Mapping[str, Any]], blocks: Iterable[Block]
) -> dict[str, Any]:
    """Return a snapshot of these parts, saved or not: ids of tags, bylines as dicts, blocks in order."""
    return {
        "schema": SCHEMA,
        **story.content(),
        "tags": sorted(tags),
        "bylines": list(bylines),
        "blocks": [{"kind": block.kind, "id": block.pk} | block.content() for block in blocks],
    }


@transaction.atomic
def put_back(story: Story, content: dict[str, Any]) -> None:
    """Make the working copy what the snapshot says, without what points to rows that have been deleted since."""
    content = repaired_within(content)
    values = values_of(story.columns(), content)
    for field in story.columns():
        value = values[field.name]
        is_pointer = kind_of(field) == POINTER
        setattr(story, field.name, field.related_model.objects.filter(pk=value).first() if is_pointer else value)
    story.save()
    story.tags.set(Tag.objects.filter(pk__in=content["tags"]))
    _put_back_bylines(story, content["bylines"])
    for model in BLOCKS.values():
        _put_back_blocks(story, model, content["blocks"])


@transaction.atomic
def record(
    story: Story,
    *,
    by: User | None,
    kind: Revision.Kind = Revision.Kind.SAVE,
    label: str = "",
    at: datetime | None = None,
) -> Revision:
    """Write the working copy down as the next revision; where nothing has changed since the latest, return that."""
    # Not whether the story is open to them: what they have just saved may have put it out of their reach.
    if by is not None:
        rights.require_writer(by)
    story = Story.objects.locked(story.pk)
    content = take(story)
    latest = Revision.objects.latest_of(story)
    if latest and latest.content == content and kind == Revision.Kind.SAVE:
        return latest
    return Revision.objects.create(
        story=story,
        number=latest.number + 1 if latest else 1,
        saved_at=at or timezone.now(),
        saved_by=by,
        kind=kind,
        label=label,
        content=content,
        words=count_words(content),
    )


@transaction.atomic
def restore(story: Story, revision: Revision, *, by: User, at: datetime | None = None) -> Revision:
    """
    Put an earlier version's text back into the working copy, log it, and return the revision that this makes.

    Where the story already reads like that, its latest revision is returned and nothing is logged. What can't come back
    is left out (`put_back`); a slug that another story has taken since stays as it is: `left_out` says both.
    """
    if revision.story_id != story.pk:
        raise ValueError(f"{revision!r} is a version of another story than {story!r}")
    story = Story.objects.locked(story.pk)
    rights.require(by, rights.WRITING, story)
    latest = Revision.objects.latest_of(story)
    slug = revision.content["slug"]
    is_taken = slug and Story.objects.filter(slug=slug).exclude(pk=story.pk).exists()
    put_back(story, revision.content | ({"slug": story.slug} if is_taken else {}))
    if latest and latest.content == take(story):
        return latest
    at = at or timezone.now()
    restored = record(story, by=by, kind=Revision.Kind.RESTORE, at=at)
    StoryAct.objects.create(
        story=story, verb=StoryAct.Verb.RESTORE, by=by, revision=restored, note=str(revision), done_at=at
    )
    return restored


@transaction.atomic
def copy(story: Story, *, by: User, at: datetime | None = None) -> Story:
    """
    Begin a new story with the text of another one, log it, and return it.

    Section, tags, bylines and pictures come along. So do the embargo, the legal hold and the wish for a second reader,
    or a copy would be the way around them. The state, who has it, the deadline and the past don't.
    """
    at = at or timezone.now()
    story = Story.objects.locked(story.pk)
    rights.require(by, rights.COPYING, story)
    content = take(story)
    fresh = Story.objects.create(
        headline=story.headline, created_by=by, created_at=at, **{name: getattr(story, name) for name in HELD_BACK}
    )
    put_back(fresh, content | {"slug": free_slug(story.headline, of=fresh), "blocks": []})
    for index, block in enumerate(content["blocks"]):
        _row(fresh, BLOCKS[block["kind"]], index, block).save()
    note = _("Copy of “%(story)s” (no. %(pk)s)") % {"story": story, "pk": story.pk}
    revision = record(fresh, by=by, at=at)
    StoryAct.objects.create(story=fresh, verb=StoryAct.Verb.COPY, by=by, revision=revision, note=note, done_at=at)
    return fresh


def left_out(wanted: dict[str, Any], got: dict[str, Any]) -> list[tuple[str, int | str]]:
    """Return what one snapshot points to and another, made of it, doesn't: (model's name, id), or the slug's."""
    there = set(pointers(got))
    found: list[tuple[str, int | str]] = [pointer for pointer in pointers(wanted) if pointer not in there]
    return found + ([("slug", wanted["slug"])] if wanted["slug"] != got["slug"] else [])


def pointers(content: dict[str, Any]) -> list[tuple[str, int]]:
    """Return what a snapshot points to, once each and in reading order: (model's name, id)."""
    found = _pointers(Story, content)
    found += [("tag", pk) for pk in content["tags"]]
    found += [("contributor", line["contributor"]) for line in content["bylines"]]
    found += _block_pointers(content)
    return list(dict.fromkeys(found))


def block_pointers(content: dict[str, Any], model: str) -> list[int]:
    """Return the ids of the rows of this model (its name) that a snapshot's blocks point to, in reading order."""
    return [pk for name, pk in _block_pointers(content) if name == model]


def _block_pointers(content: dict[str, Any]) -> list[tuple[str, int]]:
    return [pointer for block in content["blocks"] for pointer in _pointers(BLOCKS[block["kind"]], block)]


def _pointers(model: type[InSnapshot], kept: dict[str, Any]) -> list[tuple[str, int]]:
    found = ((field.related_model._meta.model_name, kept.get(field.name)) for field in model.pointing_fields())
    return [(name, pk) for name, pk in found if pk is not None]


def names(*contents: dict[str, Any]) -> dict[tuple[str, int], str]:
    """Return {(model's name, id): name} of what snapshots point to and is still there, in five queries at most."""
    wanted: dict[str, set[int]] = {}
    for model, pk in chain.from_iterable(map(pointers, contents)):
        wanted.setdefault(model, set()).add(pk)
    found: dict[tuple[str, int], str] = {}
    for model, pks in wanted.items():
        rows = POINTED[model]().in_bulk(pks)
        found |= {(model, pk): _name(row) for pk, row in rows.items()}
    return found


def ordered_blocks(story: Story) -> list[Block]:
    """Return the story's blocks in reading order, in one query a kind."""
    blocks = [block for model in BLOCKS.values() for block in model.objects.filter(parent=story)]
    return sorted(blocks, key=lambda block: (block.ordering, block.kind, block.pk))


def body_text(content: dict[str, Any]) -> str:
    """Return the words of a snapshot's body as plain text: those of its markup."""
    return "\n".join(to_plain(html) for _block, html in markup(content))


def markup(content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield (block, markup) for each piece of markup in a snapshot's blocks, in reading order."""
    for block in content["blocks"]:
        yield from ((block, block[name]) for name in BLOCKS[block["kind"]].names(MARKUP) if name in block)


def count_words(content: dict[str, Any]) -> int:
    return len(WORD.findall(body_text(content)))


def _name(row: models.Model) -> str:
    credit = getattr(row, "credit", None)
    return f"{row} — {credit}" if credit else str(row)


def _put_back_bylines(story: Story, bylines: list[dict[str, Any]]) -> None:
    known = set(Contributor.objects.values_list("pk", flat=True))
    story.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(story=story, contributor_id=line["contributor"], role=line["role"], position=position)
        for position, line in enumerate(bylines)
        if line["contributor"] in known
    )


def _put_back_blocks(story: Story, model: type[Block], blocks: list[dict[str, Any]]) -> None:
    wanted = {block["id"]: (index, block) for index, block in enumerate(blocks) if block["kind"] == model.kind}
    model.objects.filter(parent=story).exclude(pk__in=wanted).delete()
    for pk, (index, block) in wanted.items():
        row = _row(story, model, index, block, pk=pk)
        if _points_somewhere(row):
            row.save()


def _row(story: Story, model: type[Block], index: int, block: dict[str, Any], *, pk: int | None = None) -> Block:
    place = {"parent": story, "region": "body", "ordering": (index + 1) * 10}
    row = model(pk=pk, **place)  # type: ignore[misc]  # a block's class is abstract to the plugin, without a key
    values = values_of(model.columns(), block)
    for field in model.columns():
        value = values[field.name]
        setattr(row, field.attname, clean(value) if kind_of(field) == MARKUP else value)
    return row


def _points_somewhere(row: Block) -> bool:
    pointers = ((field, getattr(row, field.attname)) for field in row.pointing_fields())
    return all((f.null and pk is None) or f.related_model.objects.filter(pk=pk).exists() for f, pk in pointers)
