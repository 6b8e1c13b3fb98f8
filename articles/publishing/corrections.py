"""What readers are told about a published story: which note goes with which edition, and writing it down."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles.models import Correction, Edition, Story, rights
from articles.models.correction import Kind


class Note(NamedTuple):
    """What readers are told with an edition: a Correction.Kind, and the words."""

    kind: str
    text: str


# The notes that each kind of edition may carry, and whether it must.
TOLD: dict[str, tuple[set[Kind], bool]] = {
    Edition.Kind.FIRST: (set(), False),
    Edition.Kind.SILENT_FIX: (set(), False),
    Edition.Kind.UPDATE: ({Kind.UPDATE}, False),
    Edition.Kind.CORRECTION: ({Kind.CORRECTION, Kind.CLARIFICATION, Kind.EDITORS_NOTE, Kind.RETRACTION}, True),
    Edition.Kind.RESTORED: ({Kind.CORRECTION, Kind.CLARIFICATION, Kind.EDITORS_NOTE}, False),
}


def misfit(edition_kind: str, note: Note | None) -> str | None:
    """Return why this note, or its lack, doesn't go with an edition of this kind; None where it does."""
    may, must = TOLD[edition_kind]
    if note is None or not note.text.strip():
        return _("A correction needs a note: tell readers what was wrong and what is right.") if must else None
    if note.kind not in may:
        return _("This kind of edition doesn’t go with such a note to readers: clear the note, or choose another kind.")
    return None


def is_told(story: Story, note: Note, *, at: datetime) -> bool:
    return story.corrections.public(at).filter(kind=note.kind, text=note.text).exists()


def tell(edition: Edition, note: Note | None, *, by: User, at: datetime) -> None:
    """Write the note down, public from its edition's beginning, and copy the story's public notes onto the edition."""
    if note:
        _write(edition, note, public_from=edition.live_from, by=by, at=at)
    told = edition.story.corrections.public(edition.live_from).select_related("edition")
    edition.notes = [each.as_data() for each in told]
    edition.save(update_fields=["notes"])


def retract(edition: Edition, text: str, *, by: User, at: datetime) -> None:
    """Write down that the paper takes a withdrawn story back."""
    if not text.strip():
        raise ValueError("A retraction says why.")
    _write(edition, Note(Kind.RETRACTION, text), public_from=at, by=by, at=at)


def _write(edition: Edition, note: Note, *, public_from: datetime, by: User, at: datetime) -> None:
    rights.require(by, rights.PUBLISHING, edition.story)
    Correction.objects.create(
        story=edition.story,
        edition=edition,
        kind=note.kind,
        text=note.text,
        public_from=public_from,
        made_at=at,
        made_by=by,
    )
