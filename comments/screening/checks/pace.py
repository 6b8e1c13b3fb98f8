"""What came lately: too much at once, refused before, a story in heat."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comments.models import Comment, Commenter, Discussion, Flag, Trace
from comments.screening.case import Case
from comments.screening.found import Found, Recent
from newsroom.cache.page_cache import SKEW

WINDOW = timedelta(minutes=10)
# Comments in one window before this one.
FROM_ONE_READER = 3
UNDER_ONE_STORY = 60

REFUSED_FOR = timedelta(days=30)
OF_A_NETWORK = 200  # comments that are looked at
MANY = 10

HOT_FOR = timedelta(hours=2)
HOT = 5  # refusals
HOT_SHARE = 4  # one comment in so many


def recent(
    discussion: Discussion,
    commenter: Commenter | None,
    network: Collection[str],
    *,
    at: datetime,
    without: Comment | None = None,
) -> Recent:
    """Within the window before this moment; `network` is the keys of the sender's network."""
    # What claims to come from the future (a clock that was ahead, an import) is no reader's haste.
    window, pk = (at - WINDOW, at + SKEW), without.pk if without else None
    return Recent(
        story=discussion.comments.between(*window).exclude(pk=pk).count(),
        address=commenter.comments.between(*window).exclude(pk=pk).count() if commenter else 0,
        network=Trace.objects.count_from_network(network, *window, without=pk) if network else 0,
    )


def flood(case: Case) -> Found | None:
    """Find that a great many came from the same network or address, or under the same story."""
    said = [
        (_("network: %s"), case.recent.network, FROM_ONE_READER),
        (_("address: %s"), case.recent.address, FROM_ONE_READER),
        (_("story: %s"), case.recent.story, UNDER_ONE_STORY),
    ]
    found = [sentence % number for sentence, number, limit in said if number >= limit]
    return Found(Flag.Name.FLOOD, ", ".join(found), weight=2 * len(found)) if found else None


def refused_before(case: Case) -> Found | None:
    """Find that comments from the same address or network were refused lately."""
    since = case.at - REFUSED_FOR
    ours = _number(case.commenter.comments.refused(since=since)) if case.commenter else 0
    theirs = 0
    if case.network:
        theirs = _number(Comment.objects.from_network(case.network, most=OF_A_NETWORK).refused(since=since))
    said = [(_("address: %s"), ours), (_("network: %s"), theirs)]
    found = [sentence % number for sentence, number in said if number]
    return Found(Flag.Name.REFUSED_BEFORE, ", ".join(found), weight=2 + max(ours, theirs)) if found else None


def _number(comments: QuerySet[Comment]) -> int:
    """MANY where there are more: a higher number says no more."""
    return len(comments.order_by().values_list("pk")[:MANY])


def heat(case: Case) -> Found | None:
    """Find that much of what was written under the story lately had to be refused."""
    if case.discussion is None:
        return None
    lately = case.discussion.comments.between(case.at - HOT_FOR, case.at + SKEW).refusals()
    refused, number = lately["refused"], lately["number"]
    if refused < HOT or refused * HOT_SHARE < number:
        return None
    words = {"refused": refused, "number": number}
    return Found(Flag.Name.HEAT, _("recently rejected: %(refused)s of %(number)s") % words)


def all_held(case: Case) -> Found | None:
    return Found(Flag.Name.ALL_HELD) if case.is_held else None
