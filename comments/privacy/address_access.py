"""Looking at a reader's private half: never without a row that says who did."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from comments.models import AddressAccess, Comment, Trace, rights


class Seen(NamedTuple):
    """What the newsroom knows of who sent a comment; None where it was never known, or has been forgotten."""

    address: str | None
    ip: str | None


@transaction.atomic
def reveal(comment: Comment, *, by: User, at: datetime | None = None) -> Seen:
    """What is known of who sent the comment; writes down who looked."""
    rights.require(by, rights.SEE_ADDRESS, comment)
    AddressAccess.objects.create(by=by, comment=comment, accessed_at=at or timezone.now())
    trace = Trace.objects.of(comment)
    return Seen(comment.commenter.address if comment.commenter else None, trace.ip if trace else None)
