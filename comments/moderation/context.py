"""All that a moderator is shown of one comment, whatever its state: never its address, nor where it came from."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from articles.models import Edition
from comments.live_story import language_of
from comments.models import Comment, Commenter, Decision, Edit, Flag, Report
from comments.models.states import PUBLIC, REFUSED, WAITING
from comments.moderation import edit_diff, highlights
from comments.moderation.similar import Sibling, siblings

NEAR = 4  # comments of the thread on either side
REPORTS = 20  # that are shown, the oldest of those that are open
HISTORY = 50  # decisions that are shown; the audit log has all of them


@dataclass(frozen=True)
class Trust:
    """
    What the newsroom has made of a reader's other comments; numbers only.

    verified_at  when the address was proved to be theirs, None where it was only typed
    """

    verified_at: datetime | None
    approved: int
    refused: int
    waiting: int


@dataclass(frozen=True)
class CommentContext:
    """
    A comment and what surrounds it.

    trust     None where there is no commenter (any more)
    edition   what readers see of the story, None where they see nothing
    language  in which they see it, or saw it last
    before, after  comments of the thread that readers see, on either side of its place
    reports   those that nobody has settled, REPORTS at most; `more_reports` is how many more there are
    edit      the one that waits; `was`, `now` are its two texts
    history   last first, HISTORY at most
    """

    comment: Comment
    flags: list[Flag]
    pieces: list[highlights.Piece]
    trust: Trust | None
    siblings: list[Sibling]
    edition: Edition | None
    language: str
    before: list[Comment]
    after: list[Comment]
    reports: list[Report]
    more_reports: int
    edit: Edit | None
    was: list[edit_diff.Piece]
    now: list[edit_diff.Piece]
    history: list[Decision]


def comment_context(comment: Comment, user: User, *, at: datetime) -> CommentContext:
    """What there is for this person to see; a fixed number of queries."""
    flags = list(comment.flags.all())
    edit = Edit.objects.waiting_for(comment)
    was, now = edit_diff.side_by_side(comment.body, edit.body) if edit else ([], [])
    before, after = _thread(comment)
    reports = Report.objects.open().about([comment])
    shown = list(reports[:REPORTS])
    return CommentContext(
        comment=comment,
        flags=flags,
        pieces=highlights.pieces(comment, [flag for flag in flags if flag.edit_id is None]),
        trust=_trust(comment),
        siblings=siblings(user, comment),
        edition=Edition.objects.live(at).of([comment.discussion.story]).select_related("section").first(),
        language=language_of(comment.discussion.story_id, at=at),
        before=before,
        after=after,
        reports=shown,
        more_reports=reports.count() - REPORTS if len(shown) == REPORTS else 0,
        edit=edit,
        was=was,
        now=now,
        history=list(Decision.objects.history_of(comment)[:HISTORY]),
    )


def _thread(comment: Comment) -> tuple[list[Comment], list[Comment]]:
    """The comments before and after this one's place; the root and what it answers are always there."""
    around = Comment.objects.around(comment).select_related("reply_to")
    earlier = list(around.before(comment).order_by("-created_at", "-id")[:NEAR])[::-1]
    later = list(around.after(comment).by_age()[:NEAR])
    known = {each.pk for each in earlier}
    fixed = [each for each in (comment.root, comment.reply_to) if each and each.pk not in known]
    return list(dict.fromkeys([*fixed, *earlier])), later


def _trust(comment: Comment) -> Trust | None:
    if comment.commenter_id is None:
        return None
    numbers = dict(Comment.objects.like_commenter(comment).without(comment).standings())
    return Trust(
        verified_at=Commenter.objects.verified_when(comment.commenter_id),
        approved=sum(numbers.get(status, 0) for status in PUBLIC),
        refused=sum(numbers.get(status, 0) for status in REFUSED),
        waiting=sum(numbers.get(status, 0) for status in WAITING),
    )
