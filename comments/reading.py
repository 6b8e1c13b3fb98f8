"""What readers see of a discussion: one page of its threads, in two queries whatever their number."""

import re
from dataclasses import dataclass, field

from comments.models import Comment, Discussion
from comments.models.comment import PUBLIC_ID

THREADS_A_PAGE = 25


class NoSuchPage(Exception):
    """The page is asked for after a thread that this discussion doesn't have, or that readers can't know."""


@dataclass
class Thread:
    """
    A top-level comment and its approved replies, oldest first.

    `root` may have been taken down since: then only its place is shown. `replies` are pairs (comment, the public
    comment that it answers or None).
    """

    root: Comment
    replies: list = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """
    One page of a discussion.

    is_open, is_hidden  whether readers can write, and whether they see anything at all
    count               all approved comments of the discussion, not only this page's
    threads             list of Thread
    more                public id of the thread that the next page comes after, None on the last
    is_first            whether the discussion begins on this page
    """

    is_open: bool = True
    is_hidden: bool = False
    count: int = 0
    threads: tuple = ()
    more: str | None = None
    is_first: bool = True


def page(story_id, *, at, after=None):
    """
    Return the page of the story's discussion that comes after the thread with this public id, by default the first.

    One query while there are no comments, two with them. Raises NoSuchPage.
    """
    anchor = _anchor(story_id, after) if after is not None else None
    discussion = anchor.discussion if anchor else Discussion.objects.under(story_id)
    if discussion is None:
        return Page()
    if discussion.is_hidden:
        return Page(is_open=False, is_hidden=True)
    threads = _threads(discussion, anchor) if discussion.approved_count else []
    shown = threads[:THREADS_A_PAGE]
    return Page(
        is_open=discussion.is_open(at),
        count=discussion.approved_count,
        threads=shown,
        more=shown[-1].root.public_id if len(threads) > THREADS_A_PAGE else None,
        is_first=anchor is None,
    )


def _anchor(story_id, after):
    known = re.fullmatch(PUBLIC_ID, after, re.ASCII) and Comment.objects.thread_under(story_id, after)
    if not known:
        raise NoSuchPage
    return known


def _threads(discussion, anchor):
    """Return this page's threads, and one more where there is a next page."""
    wanted = discussion.comments.threads()
    if anchor:
        wanted = wanted.after(anchor)
    comments = list(Comment.objects.in_threads(wanted[: THREADS_A_PAGE + 1]))
    threads = {comment.pk: Thread(comment) for comment in comments if comment.root_id is None}
    public = {comment.pk: comment for comment in comments if comment.is_approved}
    for comment in comments:
        if comment.root_id is not None:
            threads[comment.root_id].replies.append((comment, public.get(comment.reply_to_id)))
    return list(threads.values())
