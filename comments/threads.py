"""What readers see of a discussion: a page of its threads, or of one thread whole, in two queries."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from articles.models import Edition
from comments import policy
from comments.models import Comment, Discussion
from comments.models.comment.queryset import CommentQuerySet
from comments.models.fields import PUBLIC_ID

THREADS_A_PAGE = 25
FIRST_REPLIES = 10  # that a thread shows among others
REPLIES_A_PAGE = 50  # where it stands alone
OLDEST, NEWEST, PICKS = ORDERS = ("oldest", "newest", "picks")


class NoSuchPage(Exception):
    """The page is asked for in an order that there isn't, or after a comment that readers can't know."""


@dataclass
class Thread:
    """
    A top-level comment and its replies, oldest first.

    Of one that was taken down only its place is shown. `replies` are pairs (comment, whether what it answers is on this
    page too); `hidden` is how many more there are elsewhere.
    """

    root: Comment
    replies: list[tuple[Comment, bool]] = field(default_factory=list)
    hidden: int = 0

    def take(self, replies: Sequence[Comment]) -> None:
        """Show these replies."""
        here = {self.root.pk, *(reply.pk for reply in replies)}
        self.replies = [(reply, reply.reply_to_id in here) for reply in replies]

    @property
    def last(self) -> Comment:
        return self.replies[-1][0] if self.replies else self.root


@dataclass(frozen=True)
class Page:
    """One page of a discussion, or of one of its threads."""

    is_open: bool = True  # whether readers can write
    is_hidden: bool = False
    count: int = 0  # of all approved comments of the discussion, not only this page's
    order: str = OLDEST
    has_picks: bool = False
    threads: Sequence[Thread] = ()
    alone: str | None = None  # public id of the thread that the page is of, None where it is of them all
    more: str | None = None  # public id of the comment that the next page comes after, None on the last
    is_first: bool = True  # whether the discussion, or the thread, begins on this page


def page(
    edition: Edition, *, at: datetime, thread: str | None = None, after: str | None = None, order: str = OLDEST
) -> Page:
    """
    The page after the thread with this public id, or of one `thread`, after one of its replies; raises NoSuchPage.

    Two queries, what section and site set included.
    """
    if order not in ORDERS or (thread is not None and order != OLDEST):
        raise NoSuchPage
    anchor = _anchor(edition, after, thread)
    discussion = anchor.discussion if anchor else Discussion.objects.under(edition)
    stance = policy.stance(edition, discussion, at=at, carried_by=anchor or discussion)
    if stance.is_hidden:
        return Page(is_open=False, is_hidden=True)
    if discussion is None:
        return Page(is_open=stance.is_open(at), order=order)
    shown = _alone(anchor) if anchor and thread is not None else _threads(discussion, anchor, order)
    return Page(
        is_open=stance.is_open(at),
        count=discussion.approved_count,
        order=order,
        alone=thread,
        is_first=after is None,
        **shown,
    )


def place(public_id: str) -> tuple[Discussion, dict[str, str]] | None:
    """Its discussion, and {thread, page} as far as an address needs them; None where readers can't know the comment."""
    comment = Comment.objects.place_of(public_id)
    if comment is None:
        return None
    threads = comment.discussion.comments.threads()
    root = comment.root or comment
    mine = Comment.objects.in_threads(threads.filter(pk=root.pk))
    if not mine.filter(pk=comment.pk).exists():
        return None
    if asked := _place_alone(mine, root, comment):
        return comment.discussion, asked
    before = list(threads.before(root).newest_first()[:THREADS_A_PAGE])
    # A page can begin after any thread: no number of threads has to be counted to get to this one.
    return comment.discussion, {"page": before[0].public_id} if len(before) == THREADS_A_PAGE else {}


def _place_alone(mine: CommentQuerySet, root: Comment, comment: Comment) -> dict[str, str]:
    """What is asked for to get to a reply on its thread's own pages; nothing for one of the first."""
    if comment == root:
        return {}
    before = list(mine.replies().before(comment).newest_first()[:REPLIES_A_PAGE])
    if len(before) < FIRST_REPLIES:
        return {}
    page = {"page": before[0].public_id} if len(before) == REPLIES_A_PAGE else {}
    return {"thread": root.public_id} | page


def _anchor(edition: Edition, after: str | None, thread: str | None) -> Comment | None:
    """The comment that the page comes after, or the thread that it begins; None on the discussion's first."""
    public_id = thread if after is None else after
    if public_id is None:
        return None
    known = re.fullmatch(PUBLIC_ID, public_id, re.ASCII) and Comment.objects.known_under(edition, public_id)
    if not known or _thread_of(known, after) != thread:
        raise NoSuchPage
    return known


def _thread_of(known: Comment, after: str | None) -> str | None:
    """The thread on whose own page a comment can be an anchor, None for the page of all."""
    if known.root:
        return known.root.public_id
    return known.public_id if after is None else None


def _alone(anchor: Comment) -> dict[str, Any]:
    root = anchor.root or anchor
    thread = Thread(root)
    replies = Comment.objects.in_threads(Comment.objects.filter(pk=root.pk)).replies()
    replies = replies.after(anchor) if anchor != root else replies
    found = list(replies.with_answered()[: REPLIES_A_PAGE + 1])
    if not (found or root.is_approved):
        raise NoSuchPage
    thread.take(found[:REPLIES_A_PAGE])
    return {"threads": [thread], "more": thread.last.public_id if len(found) > REPLIES_A_PAGE else None}


def _threads(discussion: Discussion, anchor: Comment | None, order: str) -> dict[str, Any]:
    if not discussion.approved_count:
        return {}
    wanted = _wanted(discussion, anchor, order)[: THREADS_A_PAGE + 1]
    comments = Comment.objects.beginnings(wanted, FIRST_REPLIES, picked_first=order == PICKS)
    found = list(comments.with_answered().with_picks_known(discussion))
    threads = [_thread(root, found) for root in found if root.root_id is None]
    shown = threads[::-1][:THREADS_A_PAGE] if order == NEWEST else threads[:THREADS_A_PAGE]
    return {
        "threads": shown,
        "has_picks": any(comment.discussion_has_picks for comment in found),
        "more": shown[-1].root.public_id if len(threads) > THREADS_A_PAGE else None,
    }


def _thread(root: Any, found: Iterable[Comment]) -> Thread:
    thread = Thread(root)
    thread.take([comment for comment in found if comment.root_id == root.pk])
    shown = sum(reply.is_approved for reply, _is_here in thread.replies)
    thread.hidden = max((root.approved_replies or 0) - shown, 0)
    return thread


def _wanted(discussion: Discussion, anchor: Comment | None, order: str) -> CommentQuerySet:
    wanted = discussion.comments.threads()
    if order == PICKS:
        wanted = wanted.with_picks(discussion)
    if anchor:
        wanted = wanted.before(anchor) if order == NEWEST else wanted.after(anchor)
    return wanted.newest_first() if order == NEWEST else wanted
