"""A comment's siblings: what came under its address, from its network, in the same words, for the same site."""

from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from comments.models import Comment
from comments.models.comment.queryset import CommentQuerySet
from comments.models.comment.queue_queryset import CAPPED, CappedCount
from comments.screening.checks.links import is_source
from newsroom.text.links import seen

KINDS = {
    "address": _("under the same address"),
    "network": _("from the same network"),
    "text": _("with the same text"),
    "domain": _("with a link to the same site"),
}


class Sibling(NamedTuple):
    """
    How many comments share something with one.

    kind     of KINDS
    label    what they share, in words
    number   how many others there are, `is_more` if that was too much to count
    waiting  how many of them wait
    """

    kind: str
    label: str
    number: int
    is_more: bool
    waiting: int


def domain_in(body: str) -> str:
    """The host of the first link in a text that leads to no public source, without its www, or empty."""
    hosts = (link.host for link in seen(body) if link.host and not is_source(link.host))
    return next(hosts, "").removeprefix("www.")


def like(comments: CommentQuerySet, comment: Comment, kind: str) -> CommentQuerySet:
    """Those of the comments that share this with a comment, itself among them."""
    if kind == "domain":
        return comments.linking_to(domain_in(comment.body))
    shared = {"text": comments.like_text, "network": comments.like_network, "address": comments.like_commenter}
    return shared[kind](comment)


def siblings(user: User, comment: Comment) -> list[Sibling]:
    """Count what else a person may decide on, none that are zero; one query."""
    mine = Comment.objects.open_to(user)
    found = {kind: like(mine, comment, kind).without(comment) for kind in KINDS}
    counts = [CappedCount(rows) for kind in KINDS for rows in (found[kind], found[kind].waiting_too())]
    row = Comment.objects.known_as([comment.public_id]).values_list(*counts).get()
    pairs = zip(KINDS.items(), row[::2], row[1::2], strict=True)
    return [
        Sibling(kind, str(label), min(number, CAPPED), number > CAPPED, waiting)
        for (kind, label), number, waiting in pairs
        if number
    ]
