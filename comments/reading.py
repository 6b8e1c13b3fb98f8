"""What readers see of a discussion: one page of its threads, in two queries whatever their number."""

import re
from dataclasses import dataclass, field

from comments import house
from comments.models import Comment, Discussion
from comments.models.comment import PUBLIC_ID

THREADS_A_PAGE = 25
OLDEST, NEWEST, PICKS = ORDERS = ("oldest", "newest", "picks")


class NoSuchPage(Exception):
    """The page is asked for in an order that there isn't, or after a thread that readers can't know."""


@dataclass
class Thread:
    """
    A top-level comment and its replies, oldest first.

    `root` may have been taken down since, and so may an answered reply: then only its place is shown. `replies` are
    pairs (comment, the comment that it answers).
    """

    root: Comment
    replies: list = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """
    One page of a discussion.

    is_open, is_hidden  whether readers can write, and whether they see anything at all
    count               all approved comments of the discussion, not only this page's
    order               of ORDERS
    has_picks           whether there are picks to show
    threads             list of Thread
    more                public id of the thread that the next page comes after, None on the last
    is_first            whether the discussion begins on this page
    """

    is_open: bool = True
    is_hidden: bool = False
    count: int = 0
    order: str = OLDEST
    has_picks: bool = False
    threads: tuple = ()
    more: str | None = None
    is_first: bool = True


def page(edition, *, at, after=None, order=OLDEST):
    """
    Return the page of the story's discussion that comes after the thread with this public id, by default the first.

    Two queries, what section and site have laid down included. Raises NoSuchPage.
    """
    if order not in ORDERS:
        raise NoSuchPage
    anchor = _anchor(edition, after) if after is not None else None
    discussion = anchor.discussion if anchor else Discussion.objects.under(edition)
    stance = house.stance(edition, discussion, at=at, carried_by=anchor or discussion)
    if stance.is_hidden:
        return Page(is_open=False, is_hidden=True)
    if discussion is None:
        return Page(is_open=stance.is_open(at), order=order)
    threads, has_picks = _threads(discussion, anchor, order) if discussion.approved_count else ([], False)
    shown = threads[:THREADS_A_PAGE]
    return Page(
        is_open=stance.is_open(at),
        count=discussion.approved_count,
        order=order,
        has_picks=has_picks,
        threads=shown,
        more=shown[-1].root.public_id if len(threads) > THREADS_A_PAGE else None,
        is_first=anchor is None,
    )


def place(public_id):
    """
    Return where a comment stands: (its Discussion, public id of the thread that its page comes after or None).

    Where it was taken down, its place counts if an answer keeps it. None where readers can't know the comment.
    """
    comment = Comment.objects.place_of(public_id)
    if comment is None:
        return None
    threads = comment.discussion.comments.threads()
    root = comment.root or comment
    if not Comment.objects.in_threads(threads.filter(pk=root.pk)).filter(pk=comment.pk).exists():
        return None
    before = list(threads.before(root).newest_first()[:THREADS_A_PAGE])
    # A page can begin after any thread: no number of threads has to be counted to get to this one.
    after = before[0].public_id if len(before) == THREADS_A_PAGE else None
    return comment.discussion, after


def _anchor(edition, after):
    known = re.fullmatch(PUBLIC_ID, after, re.ASCII) and Comment.objects.thread_under(edition, after)
    if not known:
        raise NoSuchPage
    return known


def _threads(discussion, anchor, order):
    """Return this page's threads, one more where there is a next page, and whether the discussion has picks."""
    wanted = _wanted(discussion, anchor, order)
    comments = list(Comment.objects.in_threads(wanted[: THREADS_A_PAGE + 1]).with_picks_known(discussion))
    threads = {comment.pk: Thread(comment) for comment in comments if comment.root_id is None}
    known = {comment.pk: comment for comment in comments}
    for comment in comments:
        if comment.root_id is not None:
            threads[comment.root_id].replies.append((comment, known[comment.reply_to_id]))
    ordered = list(threads.values())
    return ordered[::-1] if order == NEWEST else ordered, any(comment.discussion_has_picks for comment in comments)


def _wanted(discussion, anchor, order):
    wanted = discussion.comments.threads()
    if order == PICKS:
        wanted = wanted.with_picks(discussion)
    if anchor:
        wanted = wanted.before(anchor) if order == NEWEST else wanted.after(anchor)
    return wanted.newest_first() if order == NEWEST else wanted
