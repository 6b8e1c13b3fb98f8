"""
Working copy ⇄ JSON.

A snapshot is a dict:
  schema      1; raised when the shape changes
  headline, kicker, standfirst, slug, language, lead_caption, lead_alt: str
  section, lead_image: id or None
  tags        list of ids, in ascending order
  bylines     list of {contributor: id, role: str}, in order
  blocks      list of {kind: str, id: int, …the block's own fields}, in reading order

Block ids are kept on the way back, so that a tab which is open on the story still fits it.
"""

from functools import partial
from itertools import chain

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import BLOCKS, Byline, Contributor, Image, Revision, Section, Story, StoryAct, Tag, rights
from articles.text.slugs import free_slug
from newsroom.text.characters import repaired_within
from newsroom.text.html import clean, to_plain
from newsroom.text.text_diff import WORD

SCHEMA = 1
TEXT_FIELDS = ("headline", "kicker", "standfirst", "slug", "language", "lead_caption", "lead_alt")
POINTER_FIELDS = ("section", "lead_image")
HELD_BACK = ("embargo_until", "legal_hold", "needs_second_reader")
SHARED_BLOCK_FIELDS = {"id", "parent", "region", "ordering", "search_text"}
# A queryset keeps the rows that it has fetched: here is what makes one.
POINTED = {
    "section": Section.objects.all,
    "tag": Tag.objects.all,
    "contributor": Contributor.objects.all,
    "image": partial(Image.objects.select_related, "credit"),
    "story": partial(Story.objects.only, "headline"),
}


def take(story):
    """Return the working copy as a snapshot; its markup has passed the HTML gate."""
    return compose(
        story,
        tags=story.tags.values_list("pk", flat=True),
        bylines=story.bylines.values("contributor", "role"),
        blocks=ordered_blocks(story),
    )


def compose(story, *, tags, bylines, blocks):
    """Return a snapshot of these parts, saved or not: ids of tags, bylines as dicts, (kind, block) pairs in order."""
    return {
        "schema": SCHEMA,
        **{name: getattr(story, name) for name in TEXT_FIELDS},
        **{name: getattr(story, f"{name}_id") for name in POINTER_FIELDS},
        "tags": sorted(tags),
        "bylines": list(bylines),
        "blocks": [_block_to_dict(kind, block) for kind, block in blocks],
    }


@transaction.atomic
def put_back(story, content):
    """
    Make the working copy what the snapshot says.

    Pointers to rows that have been deleted since (a section, a tag, a contributor, a picture) are left out.
    """
    content = repaired_within(content)
    for name in TEXT_FIELDS:
        setattr(story, name, content[name])
    story.section = Section.objects.filter(pk=content["section"]).first()
    story.lead_image = Image.objects.filter(pk=content["lead_image"]).first()
    story.save()
    story.tags.set(Tag.objects.filter(pk__in=content["tags"]))
    _put_back_bylines(story, content["bylines"])
    for kind, model in BLOCKS.items():
        _put_back_blocks(story, kind, model, content["blocks"])


@transaction.atomic
def record(story, *, by, kind=Revision.Kind.SAVE, label="", at=None):
    """
    Write the working copy down as the story's next revision and return it.

    Where nothing has changed since the latest revision, that one is returned: a second press on Save, or on
    Publish, is not a new version. `by` is empty where no person is behind it.
    """
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
def restore(story, revision, *, by, at=None):
    """
    Put an earlier version's text back into the working copy and return the revision that this makes.

    Readers see nothing of it until somebody publishes; the log says what was restored. Where the story already reads
    like that, its latest revision is returned and nothing is logged. What can't come back is left out (`put_back`); a
    slug that another story has taken since stays as it is: `left_out` says both.
    """
    if revision.story_id != story.pk:
        raise ValueError(f"{revision!r} is a version of another story than {story!r}")
    story = Story.objects.locked(story.pk)
    rights.require(by, rights.WRITING, story)
    latest = Revision.objects.latest_of(story)
    slug = revision.content["slug"]
    is_taken = slug and Story.objects.filter(slug=slug).exclude(pk=story.pk).exists()
    put_back(story, revision.content | ({"slug": story.slug} if is_taken else {}))
    if latest.content == take(story):
        return latest
    at = at or timezone.now()
    restored = record(story, by=by, kind=Revision.Kind.RESTORE, at=at)
    StoryAct.objects.create(
        story=story, verb=StoryAct.Verb.RESTORE, by=by, revision=restored, note=str(revision), done_at=at
    )
    return restored


@transaction.atomic
def copy(story, *, by, at=None):
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


def left_out(wanted, got):
    """Return what one snapshot points to and another, made of it, doesn't: a list of (model's name, id or slug)."""
    found = [(model, pk) for model, pk in pointers(wanted) if (model, pk) not in set(pointers(got))]
    return found + ([("slug", wanted["slug"])] if wanted["slug"] != got["slug"] else [])


def pointers(content):
    """Return what a snapshot points to, once each and in reading order: a list of (model's name, id)."""
    found = [("section", content["section"]), ("image", content["lead_image"])]
    found += [("tag", pk) for pk in content["tags"]]
    found += [("contributor", line["contributor"]) for line in content["bylines"]]
    found += [(name, block[name]) for block in content["blocks"] for name in ("image", "story") if name in block]
    return list(dict.fromkeys((model, pk) for model, pk in found if pk is not None))


def names(*contents):
    """Return {(model's name, id): name} of what snapshots point to and is still there, in five queries at most."""
    wanted = {}
    for model, pk in chain.from_iterable(map(pointers, contents)):
        wanted.setdefault(model, set()).add(pk)
    found = {}
    for model, pks in wanted.items():
        rows = POINTED[model]().in_bulk(pks)
        found |= {(model, pk): _name(row) for pk, row in rows.items()}
    return found


def ordered_blocks(story):
    """Return (kind, block) pairs in reading order, in one query a kind."""
    pairs = [(kind, block) for kind, model in BLOCKS.items() for block in model.objects.filter(parent=story)]
    return sorted(pairs, key=lambda pair: (pair[1].ordering, pair[0], pair[1].pk))


def body_text(content):
    """Return the words of a snapshot's text blocks and fact boxes, as plain text."""
    return "\n".join(to_plain(block["html"]) for block in content["blocks"] if "html" in block)


def count_words(content):
    """Return the number of words in a snapshot's body."""
    return len(WORD.findall(body_text(content)))


def _name(row):
    credit = getattr(row, "credit", None)
    return f"{row} — {credit}" if credit else str(row)


def _own_fields(model):
    return [field for field in model._meta.concrete_fields if field.name not in SHARED_BLOCK_FIELDS]


def _block_to_dict(kind, block):
    own = {field.name: getattr(block, field.attname) for field in _own_fields(type(block))}
    if "html" in own:
        own["html"] = clean(own["html"])
    return {"kind": kind, "id": block.pk} | own


def _put_back_bylines(story, bylines):
    known = set(Contributor.objects.values_list("pk", flat=True))
    story.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(story=story, contributor_id=line["contributor"], role=line["role"], position=position)
        for position, line in enumerate(bylines)
        if line["contributor"] in known
    )


def _put_back_blocks(story, kind, model, blocks):
    wanted = {block["id"]: (index, block) for index, block in enumerate(blocks) if block["kind"] == kind}
    model.objects.filter(parent=story).exclude(pk__in=wanted).delete()
    for pk, (index, block) in wanted.items():
        row = _row(story, model, index, block, pk=pk)
        if _points_somewhere(row):
            row.save()


def _row(story, model, index, block, *, pk=None):
    row = model(pk=pk, parent=story, region="body", ordering=(index + 1) * 10)
    for field in _own_fields(model):
        setattr(row, field.attname, clean(block["html"]) if field.name == "html" else block[field.name])
    return row


def _points_somewhere(row):
    pointers = [f for f in _own_fields(type(row)) if f.is_relation]
    return all(f.related_model.objects.filter(pk=getattr(row, f.attname)).exists() for f in pointers)
