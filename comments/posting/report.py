"""Reports, which change nothing: a moderator settles them. One a network, so that many reports are many readers."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import Comment, Report
from comments.models.commenter import address_key, ip_keys
from newsroom.db.locks import lock

WINDOW = timedelta(hours=1)
FROM_ONE_NETWORK = 10  # reports in one window
TWICE = timedelta(minutes=10)  # in which the same is a button pressed twice; later it may be somebody else's guess


class NotReported(Exception):
    """A report that can't be taken; the message says why, for its reader."""


class TooManyReports(NotReported):
    """Too many reports in a short time."""

    def __init__(self) -> None:
        super().__init__(_("Too many reports in a short time. Wait an hour, then send again."))


class ReportedAlready(NotReported):
    """Somebody in the same network has reported this comment, and a moderator has yet to see to it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This comment has already been reported from your network and is awaiting a moderator. There "
                "is nothing more to do."
            )
        )


@transaction.atomic
def report(
    comment: Comment,
    *,
    category: str,
    words: str = "",
    address: str = "",
    ip: str | None = None,
    at: datetime | None = None,
) -> Report:
    """Store what a reader reports; the same within TWICE is the first. Raises ReportedAlready or TooManyReports."""
    at = at or timezone.now()
    network = ip_keys(ip)
    lock(*network)
    if known := Report.objects.open_from(network, comment):
        if known.says(category, words, address) and at - known.created_at < TWICE:
            return known
        raise ReportedAlready
    # Where the network isn't known, all readers would share one limit.
    if network and Report.objects.from_network(network, since=at - WINDOW).count() >= FROM_ONE_NETWORK:
        raise TooManyReports
    return Report.objects.create(
        comment=comment,
        category=category,
        words=words,
        address=address,
        address_key=address_key(address) if address else "",
        ip_key=next(iter(network), ""),
        created_at=at,
    )
