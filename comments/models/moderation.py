"""
The transition: the one way by which a comment's state changes.

It stands among the models because the verbs on Comment call it, and models import no acts. Rows are locked in one
order everywhere, comment → discussion → stamp, so that decisions and posts at the same moment wait for one another
and never deadlock.
"""

from datetime import timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import rights
from comments.models.decision import Decision
from comments.models.discussion import Discussion
from comments.models.refusals import AlreadyDecided, NotAllowed, who_and_when
from comments.models.states import MOVES, PUBLIC, UNDOABLE, Status, Verb
from newsroom import pagecache

SLIP = timedelta(minutes=10)  # in which a removal was a slip of the hand


@transaction.atomic
def move(comment, verb, *, by, reason="", at=None, log=None, **fields):
    """
    Do what the verb says, set these fields of the comment with it, and return the Decision.

    `log` is what else the Decision says of itself, such as its batch. The comment moves only if it still stands where
    it stood when it was read (compare-and-set). Raises NotPermitted where `by` may not decide, NotAllowed where the
    table has no such move, AlreadyDecided where somebody was first.
    """
    if by is not None:
        rights.require(by, rights.DECIDING, comment)
    to = MOVES.get((comment.status, verb))
    if to is None:
        raise _not_allowed(comment, verb)
    return _change(comment, verb, to, by=by, reason=reason, at=at or timezone.now(), log=log or {}, fields=fields)


@transaction.atomic
def undo(decision, *, by, at=None, log=None):
    """
    Lead the comment back to where it stood before this decision, and return the Decision that says so.

    Raises NotAllowed for what a reader did and for a removal that is older than SLIP, AlreadyDecided where something
    has been decided since.
    """
    at = at or timezone.now()
    comment = decision.comment
    rights.require(by, rights.DECIDING, comment)
    if decision.verb not in UNDOABLE:
        raise NotAllowed(_("What was %(what)s can’t be undone.") % {"what": decision.outcome}, decision=decision)
    if decision.verb == Verb.REMOVE and at - decision.decided_at > SLIP:
        sentence = _("A removal is undone within ten minutes; after that somebody else puts the comment back.")
        raise NotAllowed(sentence, decision=decision)
    if comment.version != decision.version:
        raise AlreadyDecided(decision=Decision.objects.latest_about(comment))
    fields = {name: comment._meta.get_field(name).to_python(value) for name, value in decision.before.items()}
    log = {"undoes": decision, **(log or {})}
    undoing = _change(comment, Verb.UNDO, decision.from_status, by=by, reason="", at=at, log=log, fields=fields)
    if decision.verb in (Verb.TAKE_EDIT, Verb.REFUSE_EDIT):
        comment.edits.reopen(decided_at=decision.decided_at)
    return undoing


@transaction.atomic
def erase(comment, *, keep_words=False, at=None):
    """
    Take the name off a comment and its words out of it, out of its edits, clues, reports and log; return the Decision.

    The comment keeps its place. With `keep_words`, one that readers see keeps its text too, signed by nobody. Raises
    AlreadyDecided where somebody has just decided on it.
    """
    at = at or timezone.now()
    keeps = keep_words and comment.status in PUBLIC
    gone = {
        "name": "",
        "commenter": None,
        "erased_at": at,
        "wants_decision": False,
        "wants_replies": False,
        "text_key": "",
        "fingerprint": None,
    }
    if not keeps:
        gone |= {"body": "", "masks": [], "picked_at": None}
    to = comment.status if keeps else MOVES[comment.status, Verb.ERASE]
    decision = _change(comment, Verb.ERASE, to, by=None, reason="", at=at, log={}, fields=gone)
    Decision.objects.forget_words(comment)
    comment.reports.all().forget_words()
    for rows in (comment.edits, comment.clues, comment.letters, _trace(comment)):
        rows.all().delete()
    return decision


def _trace(comment):
    return apps.get_model("comments", "Trace").objects.filter(comment=comment)


def _change(comment, verb, to, *, by, reason, at, log, fields):
    # What is erased must not stand in the log.
    before = {} if verb == Verb.ERASE else {name: getattr(comment, name) for name in fields}
    is_first = to in PUBLIC and comment.published_at is None
    published_at = (comment.published_at or at) if to in PUBLIC else comment.published_at
    change = fields | {"status": to, "version": comment.version + 1, "published_at": published_at}
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
        before=before,
        **log,
    )
    pagecache.bump(*_pages(comment, to, at), at=at)
    for field, value in change.items():
        setattr(comment, field, value)
    apps.get_model("comments", "Letter").objects.follow(decision, is_first=is_first)
    return decision


def _count(comment, to):
    step = (to in PUBLIC) - (comment.status in PUBLIC)
    if step:
        Discussion.objects.filter(pk=comment.discussion_id).update(approved_count=F("approved_count") + step)


def _pages(comment, to, at):
    """Return the keys of the pages on which readers see the change; none where they know nothing of the comment."""
    if not {comment.status, to}.intersection(PUBLIC):
        # An answer may keep its place.
        return [pagecache.story_key(comment.discussion.story_id)] if comment.published_at else []
    counted = (to in PUBLIC) != (comment.status in PUBLIC)
    return [pagecache.COMMENTS, *comment.discussion.pages(at=at, counted=counted)]


def _not_allowed(comment, verb):
    words = {"verb": Verb(verb).label, "status": Status(comment.status).label}
    sentence = _("A comment that is %(status)s can’t be %(verb)s.") % words
    decision = Decision.objects.latest_about(comment)
    if decision:
        words = {**who_and_when(decision), "what": decision.outcome}
        sentence = f"{sentence} {_('%(who)s was first, on %(when)s: %(what)s.') % words}"
    return NotAllowed(sentence, decision=decision)
