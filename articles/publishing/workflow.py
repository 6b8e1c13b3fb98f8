"""A story's way through the desk: draft → in review → approved, and back; who has it, until when, where it is filed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Revision, Section, Story, StoryAct, Tag, rights
from articles.models.act import Refused
from articles.models.verbs import MOVES, WORKFLOW, Verb
from articles.revisions.snapshot import record
from newsroom.text.dates import moment

UNCHANGED = object()  # a deadline that stays what it is: None takes it away


def colleagues() -> QuerySet[User]:
    """Return the people that a story can be assigned to: active staff who may open stories."""
    backend = "django.contrib.auth.backends.ModelBackend"
    people = User.objects.with_perm("articles.change_story", is_active=True, backend=backend)
    return people.filter(is_staff=True).order_by("first_name", "last_name", "username")


@transaction.atomic
def move(
    story: Story, verb: str, *, by: User, note: str = "", to: User | None = None, at: datetime | None = None
) -> StoryAct:
    """
    Move a story through the desk and log it; raise Refused, with its state now, where the move doesn't fit.

    Its writers send a story to review; the rest takes an editor, as does naming the person who has it from then on
    (`to`). With nobody named, the story stays with the person who has it; one that is sent back goes to its sender.
    Compare-and-set: of two people at once one succeeds, and the other is told who was first.
    """
    verb = Verb(verb)
    story.refresh_from_db(fields=["section"])
    rights.require(by, rights.WRITING if verb.row.by_writers and to is None else rights.PUBLISHING, story)
    to = to or (_sender(story) if verb == Verb.RETURN else None)
    moved = Story.objects.standing(story, verb.row.starts).update(
        state=verb.row.ends, **({"assigned_to": to} if to else {})
    )
    story.refresh_from_db(fields=["state", "assigned_to"])
    if not moved:
        raise Refused(_already(story))
    return _log(story, verb, by=by, note=note, to=to, at=at)


@transaction.atomic
def assign(
    story: Story,
    to: User | None,
    *,
    by: User,
    note: str = "",
    due_at: Any = UNCHANGED,
    held_by: Any = UNCHANGED,
    at: datetime | None = None,
) -> StoryAct:
    """
    Give a story to somebody, or to nobody, with a deadline where one is given (`due_at`), and log it.

    `held_by` is the id of the person who had the story when `by` decided, None for nobody. Raises Refused where
    somebody has assigned the story since, and where nothing would change.
    """
    story.refresh_from_db(
        fields=["assigned_to", "due_at", "section"],
        from_queryset=Story.objects.select_for_update(of=("self",), no_key=True),
    )
    rights.require(by, rights.PUBLISHING, story)
    if held_by is not UNCHANGED and held_by != story.assigned_to_id:
        raise Refused(_assigned_meanwhile(story))
    due_at = story.due_at if due_at is UNCHANGED else due_at
    if (to, due_at) == (story.assigned_to, story.due_at):
        raise Refused(_nothing_to_assign(story))
    words = [_due(due_at) if due_at != story.due_at else "", note]
    story.assigned_to, story.due_at = to, due_at
    story.save(update_fields=["assigned_to", "due_at"])
    return _log(story, Verb.ASSIGN, by=by, note=" – ".join(filter(None, words)), to=to, at=at)


@transaction.atomic
def file(
    story: Story, *, by: User, section: Section | None = None, tags: Iterable[Tag] = (), at: datetime | None = None
) -> StoryAct:
    """File the working copy, with more tags, as a new version; raise Refused where it is filed like that already."""
    story = Story.objects.locked(story.pk)
    rights.require(by, rights.PUBLISHING, story)
    new = [tag for tag in tags if tag not in set(story.tags.all())]
    section = section if section != story.section else None
    if not (section or new):
        raise Refused(_("Already filed that way."))
    if section:
        story.section = section
        story.save(update_fields=["section"])
    story.tags.add(*new)
    record(story, by=by, at=at)
    words = [_("Section: %(section)s") % {"section": section}] if section else []
    words += [_("Tags: %(tags)s") % {"tags": ", ".join(tag.name for tag in new)}] if new else []
    return _log(story, Verb.FILE, by=by, note=" – ".join(words), to=None, at=at)


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _sender(story: Story) -> User | None:
    last = story.acts.last_of([Verb.SUBMIT])
    return last.by if last else None


def _log(story: Story, verb: Verb, *, by: User, note: str, to: User | None, at: datetime | None) -> StoryAct:
    revision = Revision.objects.latest_of(story)
    return StoryAct.objects.create(
        story=story, verb=verb, by=by, to=to, note=note, revision=revision, done_at=at or timezone.now()
    )


def _already(story: Story) -> str:
    words = {"story": story, "state": story.get_state_display()}
    last = story.acts.last_of(MOVES)
    if last is None:
        return _("“%(story)s” is already %(state)s.") % words
    words |= {"who": name_of(last.by), "when": moment(last.done_at)}
    return _("“%(story)s” is already %(state)s (%(who)s, %(when)s).") % words


def _assigned_meanwhile(story: Story) -> str:
    words = {"to": name_of(story.assigned_to) if story.assigned_to else _("nobody")}
    last = story.acts.last_of(WORKFLOW)
    if last is None:
        return _("Meanwhile it has been assigned to: %(to)s.") % words
    words |= {"who": name_of(last.by), "when": moment(last.done_at)}
    return _("Meanwhile it has been assigned to: %(to)s (%(who)s, %(when)s).") % words


def _nothing_to_assign(story: Story) -> str:
    if story.assigned_to is None:
        return _("Choose who to assign it to.")
    return _("It is already assigned to %(to)s.") % {"to": name_of(story.assigned_to)}


def _due(due_at: datetime | None) -> str:
    return _("Deadline: %(when)s") % {"when": moment(due_at)} if due_at else _("Deadline removed")
