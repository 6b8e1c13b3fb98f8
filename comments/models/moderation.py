"""
The transition: the one way by which a comment's state changes.

It stands among the models because the verbs on Comment call it, and models import no acts. Rows are locked in one
order everywhere, comment → discussion → stamp, so that decisions and posts at the same moment wait for one another
and never deadlock.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models.decision import Decision
from comments.models.discussion import Discussion
from comments.models.refusals import AlreadyDecided, NotAllowed, who_and_when
from comments.models.states import MOVES, PUBLIC, Status, Verb
from newsroom import pagecache


@transaction.atomic
def move(comment, verb, *, by, reason="", at=None):
    """
    Do what the verb says, and return the Decision.

    The comment moves only if it still stands where it stood when it was read (compare-and-set). Raises NotAllowed
    where the table has no such move, AlreadyDecided where somebody was first.
    """
    at = at or timezone.now()
    to = MOVES.get((comment.status, verb))
    if to is None:
        raise _not_allowed(comment, verb)
    published_at = (comment.published_at or at) if to in PUBLIC else comment.published_at
    change = {"status": to, "version": comment.version + 1, "published_at": published_at}
    if not type(comment).objects.exactly(comment).update(**change):
        raise AlreadyDecided(decision=Decision.objects.latest_about(comment))
    _count(comment, to)
    decision = Decision.objects.create(
        comment=comment,
        by=by,
        verb=verb,
        from_status=comment.status,
        to_status=to,
        reason=reason,
        version=change["version"],
        decided_at=at,
    )
    pagecache.bump(pagecache.story_key(comment.discussion.story_id))
    for field, value in change.items():
        setattr(comment, field, value)
    return decision


def _count(comment, to):
    step = (to in PUBLIC) - (comment.status in PUBLIC)
    if step:
        Discussion.objects.filter(pk=comment.discussion_id).update(approved_count=F("approved_count") + step)


def _not_allowed(comment, verb):
    words = {"verb": Verb(verb).label, "status": Status(comment.status).label}
    sentence = _("A comment that is %(status)s can’t be %(verb)s.") % words
    decision = Decision.objects.latest_about(comment)
    if decision:
        words = {**who_and_when(decision), "what": decision.outcome}
        sentence = f"{sentence} {_('%(who)s was first, on %(when)s: %(what)s.') % words}"
    return NotAllowed(sentence, decision=decision)
