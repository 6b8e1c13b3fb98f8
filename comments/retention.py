"""
How long what is personal is kept: settings.RETENTION in days, and here what is done when a rule's days are over.

The worker does it every hour (settings.CHORES), and `manage.py purge` at once. privacy.PERSONAL says which field ends
by which rule.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from comments.models import (
    AlreadyDecided,
    Block,
    Comment,
    Commenter,
    DataAct,
    DataRequest,
    Edit,
    Letter,
    Look,
    MailedLink,
    Report,
    RuleAct,
    Trace,
)
from comments.models.moderation import erase
from newsroom import write_ahead_log

AT_ONCE = 500  # rows that cost a transaction each, in one run: the rest an hour later


def purge(at=None):
    """
    Forget whatever has been kept long enough, and return {rule: number of rows}.

    Then what was deleted, by this or by an erasure that was held up, leaves SQLite's write-ahead log.
    """
    at = at or timezone.now()
    numbers = {rule: forget(at, at - timedelta(days=settings.RETENTION[rule])) for rule, forget in RULES.items()}
    transaction.on_commit(write_ahead_log.empty)
    return numbers


def _network(at, before):
    """Where comments came from."""
    return Trace.objects.outlived(at, written_before=before).delete()[0]


def _addresses(at, before):
    """The addresses of those who haven't written since; their comments stay, signed as they were."""
    number = 0
    for commenter in Commenter.objects.silent_since(before)[:AT_ONCE]:
        commenter.delete()
        number += 1
    return number


def _refused(at, before):
    """The names and words of what readers don't see: refused, spam, removed, withdrawn."""
    number = 0
    for comment in Comment.objects.refused_before(before)[:AT_ONCE]:
        try:
            erase(comment, at=at)
        except AlreadyDecided:
            continue  # decided on at this very moment, so that it isn't old
        number += 1
    return number


def _edits(at, before):
    """What comments were before and after their readers changed them."""
    return Edit.objects.decided_before(before).delete()[0]


def _reports(at, before):
    """Who reported something, and in which words."""
    return Report.objects.settled_before(before).forget_readers()


def _blocks(at, before):
    """Blocks that ended or were lifted long ago."""
    return Block.objects.over_before(before).delete()[0]


def _links(at, before):
    """The links that were mailed, and who asked for one."""
    return sum(rows.objects.before(before).delete()[0] for rows in (MailedLink, DataRequest))


def _letters(at, before):
    """The letters, sent or not."""
    return Letter.objects.older_than(before).delete()[0]


def _logs(at, before):
    """Who of the staff looked at an address, blocked one, or had what is kept under it exported or erased."""
    logs = (Look.objects.before(before), DataAct.objects.before(before), RuleAct.objects.about_readers(before=before))
    return sum(rows.delete()[0] for rows in logs)


RULES = {
    "network": _network,
    "addresses": _addresses,
    "refused": _refused,
    "edits": _edits,
    "reports": _reports,
    "blocks": _blocks,
    "links": _links,
    "letters": _letters,
    "logs": _logs,
}
