"""Who is known: whose comments appear at once where the policy says so and no check has found anything."""

from datetime import datetime, timedelta

from comments.models import Commenter
from comments.screening.submission import Sender
from comments.screening.verified_cookie import fingerprint_of

APPROVED = 2  # comments
SPOTLESS = timedelta(days=90)


def is_known(commenter: Commenter | None, *, at: datetime) -> bool:
    """Whether this is a proved address with two approved comments, and none refused in ninety days."""
    if commenter is None or commenter.verified_at is None or commenter.verified_at > at:
        return False
    approved = commenter.comments.approved().order_by()[:APPROVED]
    return len(approved) == APPROVED and not commenter.comments.refused(since=at - SPOTLESS).exists()


def may_appear(sender: Sender, commenter: Commenter, *, at: datetime) -> bool:
    """An address that is only typed earns nothing: it may be anybody's who knows it."""
    return bool(sender.proof) and sender.proof == fingerprint_of(commenter) and is_known(commenter, at=at)
