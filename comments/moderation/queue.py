"""The moderators' queue: its tabs, what each is narrowed down to, and one page of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Section
from comments.models import Comment, Decision
from comments.models.comment.queryset import CommentQuerySet
from comments.models.comment.queue_queryset import CAPPED, CappedCount
from comments.moderation.similar import like
from newsroom.types import StrOrPromise

ROWS = 50  # on one page
ALIKE_ROWS = 500  # of comments that are chosen together

WAITING, REPORTED, EDITS, SPAM, RECENT = "waiting", "reported", "edits", "spam", "recent"
TABS: dict[str, StrOrPromise] = {
    WAITING: _("Waiting"),
    REPORTED: _("Reported"),
    EDITS: _("Edits"),
    SPAM: pgettext_lazy("tab", "Spam"),
    RECENT: _("Recent decisions"),
}
TO_DECIDE = (WAITING, REPORTED, EDITS)  # what is in these tabs needs somebody
ORDERS = {"age": _("Oldest first"), "weight": _("Most suspicious first")}


@dataclass(frozen=True)
class Wanted:
    """
    What a moderator wants to see.

    tab      of TABS
    order    of ORDERS
    story    the id of a story, None for all
    flag     of Flag.Name, empty for all
    words    looked for in names and texts
    alike    of similar.KINDS, empty for none: only what is like the comment `of`, with that itself
    after    the Comment that the page comes after
    """

    tab: str = WAITING
    order: str = "age"
    section: Section | None = None
    story: int | None = None
    flag: str = ""
    words: str = ""
    alike: str = ""
    of: Comment | None = None
    after: Comment | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.section or self.story or self.flag or self.words or self.alike)


class Page(NamedTuple):
    """One page of the queue: its comments, and the public id that the next one comes after, None on the last."""

    rows: list[Comment]
    more: str | None


def counts(user: User) -> tuple[dict[str, tuple[int, bool]], datetime | None]:
    """
    How much there is in each tab that a person may decide on, and since when the oldest waits (None: nothing).

    The first is {tab: (number, whether there are more)}.
    """
    mine = Comment.objects.open_to(user)
    found = {
        WAITING: mine.waiting(),
        REPORTED: mine.reported(),
        EDITS: mine.edited(),
        SPAM: mine.spam(),
    }
    # One question for all: the person's own row is there to hang them on.
    oldest = Subquery(mine.waiting().values("created_at")[:1])
    row = User.objects.filter(pk=user.pk)
    *numbers, oldest_at = row.values_list(*(CappedCount(rows) for rows in found.values()), oldest).get()
    return {tab: (min(number, CAPPED), number > CAPPED) for tab, number in zip(found, numbers, strict=True)}, oldest_at


def page(user: User, wanted: Wanted) -> Page:
    """One page of the comments that a person may decide on; one query, two at the end."""
    most = ALIKE_ROWS if wanted.alike else ROWS
    rows = _take(_parts(Comment.objects.open_to(user), wanted), most + 1)
    return Page(rows[:most], rows[most - 1].public_id if len(rows) > most else None)


def recent(user: User, *, by: User | None = None) -> list[Decision]:
    """What the newsroom has decided last on the comments that a person may decide on, or `by` alone."""
    decisions = Decision.objects.open_to(user).last_by_staff()
    return list((decisions.filter(by=by) if by else decisions)[:ROWS])


def _take(parts: Iterable[CommentQuerySet], number: int) -> list[Comment]:
    rows: list[Comment] = []
    for part in parts:
        if len(rows) < number:
            rows += part.for_queue()[: number - len(rows)]
    return rows


def _parts(comments: CommentQuerySet, wanted: Wanted) -> list[CommentQuerySet]:
    """The sets that follow one another in the queue: what was put back comes behind the rest."""
    comments = narrowed(comments, wanted)
    if wanted.tab == SPAM:
        comments = comments.spam()
        return [comments.before(wanted.after) if wanted.after else comments]
    if wanted.tab in (REPORTED, EDITS):
        told = comments.reported() if wanted.tab == REPORTED else comments.edited()
        return [_in_order(told, wanted)]
    if wanted.after and wanted.after.held_at:
        return [_in_order(comments.held(), wanted)]
    return [_in_order(comments.fresh(), wanted), _in_order(comments.held(), replace(wanted, after=None))]


def narrowed(comments: CommentQuerySet, wanted: Wanted) -> CommentQuerySet:
    """Those comments that the filters leave."""
    if wanted.alike and wanted.of:
        comments = like(comments, wanted.of, wanted.alike)
    found = comments.in_section(wanted.section).under_story(wanted.story)
    return found.with_flag(wanted.flag).saying(wanted.words)


def _in_order(comments: CommentQuerySet, wanted: Wanted) -> CommentQuerySet:
    if wanted.order == "weight":
        return (comments.lighter_than(wanted.after) if wanted.after else comments).by_weight()
    return (comments.after(wanted.after) if wanted.after else comments).by_age()
