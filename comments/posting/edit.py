"""
What a reader can still do with a comment of their own: change its words or take it back, for fifteen minutes.

While the comment waits, an edit is taken at once; once readers see it, the edit waits beside it for a moderator.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from comments.live_story import live_edition
from comments.models import AlreadyDecided, Cause, Comment, Decision, Edit, Status, Verb
from comments.models.audit_log.decision import LastDecisions
from comments.models.comment import transition
from comments.models.comment.comment import masks_kept
from comments.screening import screen
from comments.screening.found import Found

WINDOW = timedelta(minutes=15)
MOST = 10  # edits of one comment; no reader changes more often


class NotEdited(Exception):
    """What can't be done with a comment of one's own; the message says why, for its reader."""


class TooLate(NotEdited):
    """The fifteen minutes are over."""

    def __init__(self) -> None:
        super().__init__(_("Too late: a comment can be edited or withdrawn for 15 minutes only."))


class Decided(NotEdited):
    """A moderator has refused or removed the comment, or its reader has withdrawn it."""

    def __init__(self) -> None:
        super().__init__(_("This comment can no longer be edited: its status is shown above."))


class StoryGone(NotEdited):
    """Readers can't see the story any more."""

    def __init__(self) -> None:
        super().__init__(_("The story is no longer on the site: its comments can’t be edited."))


class Unchanged(NotEdited):
    """The words are those that stand there, or that wait already."""

    def __init__(self) -> None:
        super().__init__(_("Nothing to save: the text is the same."))


class Meanwhile(NotEdited):
    """The comment was changed or decided between the reading of the page and the press of the button."""

    def __init__(self) -> None:
        super().__init__(
            _("The comment has changed since you opened the page. Send again to replace it with this text.")
        )


class TooOften(NotEdited):
    """There have been as many edits as one comment can have."""

    def __init__(self) -> None:
        super().__init__(_("You have reached the limit of edits for this comment."))


def is_open(comment: Comment, *, at: datetime) -> bool:
    """Whether its reader can still change or withdraw the comment."""
    is_recent = at < comment.created_at + WINDOW
    return is_recent and comment.status in (Status.PENDING, Status.APPROVED) and comment.commenter_id is not None


@transaction.atomic
def edit(comment: Comment, body: str, *, at: datetime, seen: int | None = None) -> Edit:
    """
    Take the reader's other words, or let them wait beside those that readers see; raises NotEdited.

    `seen` is how many edits there were when the reader began to write, so that of two tabs the second is told.
    """
    _refuse(comment, at)
    _refuse_words(comment, body, seen, at)
    found, was = screen.recheck(comment, body, at=at), comment.body
    _note(comment, {} if comment.is_approved else _taken(comment, body, at, found), at)
    comment.edits.overtake(at=at)
    row = comment.edits.create(
        body=body,
        was=was,
        created_at=at,
        **({} if comment.is_approved else {"state": Edit.State.TAKEN, "decided_at": at}),
    )
    screen.note(comment, found, edit=row)
    return row


def withdraw(comment: Comment, *, at: datetime) -> None:
    """Take the comment back for its reader; raises NotEdited: TooLate, Decided or Meanwhile."""
    _refuse(comment, at)
    try:
        comment.withdraw(at=at)
    except AlreadyDecided as first:
        raise Meanwhile from first


def take(edit: Edit, *, by: User, at: datetime | None = None, **how: Any) -> Decision:
    """Put the edit's words on the page; raises AlreadyDecided. `how` is what transition.move takes besides."""
    comment = _public(edit, **how)
    words = {"body": edit.body, "masks": masks_kept(comment, edit.body), "edited_at": edit.created_at}
    how |= words | screen.memory(edit.body)
    return transition.move(comment, Verb.TAKE_EDIT, by=by, at=at, edit=edit, **how)


def refuse(edit: Edit, *, by: User, reason: str, at: datetime | None = None, **how: Any) -> Decision:
    """Leave the words that readers see, for a reason that the writer is told. See also take."""
    return transition.move(_public(edit, **how), Verb.REFUSE_EDIT, by=by, reason=reason, at=at, edit=edit, **how)


def _public(edit: Edit, *, latest: LastDecisions | None = None, **_how: Any) -> Comment:
    """The edit's comment; AlreadyDecided where readers don't see it any more, and so the edit waits no more."""
    comment = edit.comment
    if not comment.is_approved:
        raise AlreadyDecided(decision=(latest or LastDecisions([comment])).about(comment))
    return comment


def _refuse(comment: Comment, at: datetime) -> None:
    if comment.status not in (Status.PENDING, Status.APPROVED) or comment.commenter_id is None:
        raise Decided
    if not is_open(comment, at=at):
        raise TooLate


def _refuse_words(comment: Comment, body: str, seen: int | None, at: datetime) -> None:
    waiting, edits = Edit.objects.waiting_for(comment), comment.edits.count()
    # First of all: what is sent twice is no news of a second tab.
    if body == (waiting.body if waiting else comment.body):
        raise Unchanged
    if live_edition(comment.discussion.story_id, at=at) is None:
        raise StoryGone
    if seen is not None and seen != edits:
        raise Meanwhile
    if edits >= MOST:
        raise TooOften


def _taken(comment: Comment, body: str, at: datetime, found: list[Found]) -> dict[str, Any]:
    """The fields of a waiting comment with its new words. They can't make it look lighter than it came."""
    traits = screen.traits(body, found)
    traits["weight"] = max(comment.weight, traits["weight"])
    return {"body": body, "masks": masks_kept(comment, body), "edited_at": at, **traits}


def _note(comment: Comment, fields: dict[str, Any], at: datetime) -> None:
    try:
        transition.move(comment, Verb.EDIT, by=Cause.READER, at=at, **fields)
    except AlreadyDecided as first:
        raise Meanwhile from first
