"""A story's way through the desk: draft → in review → approved, and back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Story, StoryAct
from articles.publish import Refused

State, Verb = Story.State, StoryAct.Verb

# Each act, the states it starts from, and the one it leads to.
MOVES = {
    Verb.SUBMIT: ({State.DRAFT}, State.IN_REVIEW),
    Verb.APPROVE: ({State.DRAFT, State.IN_REVIEW}, State.APPROVED),
    Verb.RETURN: ({State.IN_REVIEW, State.APPROVED}, State.DRAFT),
}


@transaction.atomic
def move(story, verb, *, by, note="", at=None):
    """
    Move a story through the desk and log it; raise Refused, with its state now, where the move doesn't fit.

    Compare-and-set: of two people who move a story at once, one does, and the other is told how it stands.
    """
    starts, end = MOVES[verb]
    moved = Story.objects.standing(story, starts).update(state=end)
    story.refresh_from_db(fields=["state"])
    if not moved:
        sentence = _("“%(story)s” is already %(state)s.")
        raise Refused(sentence % {"story": story, "state": story.get_state_display()})
    return StoryAct.objects.create(story=story, verb=verb, by=by, note=note, done_at=at or timezone.now())
