"""How long what is personal is kept: settings.RETENTION in days, and here what is done when a rule's days are over."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from comments.models import (
    AddressAccess,
    AlreadyDecided,
    Block,
    Cause,
    Comment,
    Commenter,
    DataRequest,
    Edit,
    MailedLink,
    Notification,
    PrivacyAct,
    Report,
    RuleChange,
    Trace,
)
from comments.models.comment.transition import erase
from newsroom.db import write_ahead_log

AT_ONCE = 500  # rows that cost a transaction each, in one run: the rest an hour later

log = logging.getLogger(__name__)


def purge(at: datetime | None = None) -> dict[str, int]:
    """
    Forget whatever has been kept long enough, and return {rule: number of rows}.

    A rule that fails is logged and left out; the others are done all the same.
    """
    at, forgotten = at or timezone.now(), {}
    for rule, forget in RULES.items():
        try:
            forgotten[rule] = forget(at, at - timedelta(days=settings.RETENTION[rule]))
        except Exception:  # whatever it trips over: what is personal isn't kept longer for another rule's sake
            log.exception("The retention rule %s failed; it is tried again.", rule)
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
    transaction.on_commit(write_ahead_log.empty)
    return forgotten


def _each(rows: Iterable[Any], forget: Callable[[Any], Any]) -> int:
    """Forget rows one by one and return how many; one that fails is logged and keeps no other."""
    number = 0
    for row in rows:
        try:
            forget(row)
        except AlreadyDecided:
            continue  # decided on at this very moment, so that it isn't old
        except OperationalError:
            raise  # of the database, not of this row
        except Exception:
            log.exception("%s %s could not be forgotten; it is tried again.", type(row).__name__, row.pk)
        else:
            number += 1
    return number


def _logs(at: datetime, before: datetime) -> int:
    """Who of the staff looked at an address, blocked one, or had what is kept under it exported or erased."""
    logs = (
        AddressAccess.objects.earlier_than(before),
        PrivacyAct.objects.before(before),
        RuleChange.objects.about_readers(before=before),
    )
    return sum(rows.delete()[0] for rows in logs)


# {rule: what forgets, at a moment, all that is from before another one, and returns the number of rows}
RULES: dict[str, Callable[[datetime, datetime], int]] = {
    "network": lambda at, before: Trace.objects.outlived(at, written_before=before).delete()[0],
    # Of those who haven't written since; their comments stay, signed as they were.
    "addresses": lambda at, before: _each(Commenter.objects.silent_since(before)[:AT_ONCE], Commenter.delete),
    # The names and words of what readers don't see: refused, spam, removed, withdrawn.
    "refused": lambda at, before: _each(
        Comment.objects.refused_before(before)[:AT_ONCE], partial(erase, by=Cause.RETENTION, at=at)
    ),
    "edits": lambda at, before: Edit.objects.decided_before(before).delete()[0],
    "reports": lambda at, before: Report.objects.settled_before(before).forget_readers(),
    "blocks": lambda at, before: Block.objects.over_before(before).delete()[0],
    "links": lambda at, before: sum(rows.objects.before(before).delete()[0] for rows in (MailedLink, DataRequest)),
    "notifications": lambda at, before: Notification.objects.older_than(before).delete()[0],
    "logs": _logs,
}
