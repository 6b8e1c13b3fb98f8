"""
The act of posting: what a reader sent becomes one held comment, with its clues and its private half.

Rows are locked in the order comment → discussion → stamp everywhere. Posting takes only shared locks on the
discussion and on the comment that it answers, and bumps no stamp: what is held changes no page.
"""

import hashlib
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition
from comments.models import Clue, Comment, Commenter, Discussion, Trace
from comments.models.commenter import TRACE_KEPT, USER_AGENT_MAX, address_key, ip_key
from comments.pipeline import clues
from comments.text import printable

WINDOW = timedelta(minutes=10)
# Comments in one window. The last one is no reader's fault: it keeps a flood from burying the moderators.
FROM_ONE_NETWORK = 5
FROM_ONE_ADDRESS = 5
UNDER_ONE_STORY = 300


class NotPosted(Exception):
    """A comment that can't be taken; the message says why, for its reader."""


class NoStory(NotPosted):
    """There is no such story for readers: unknown, a draft, not yet or no longer public; never said which."""

    def __init__(self):
        super().__init__(_("There is no story here that takes comments."))


class Closed(NotPosted):
    """The discussion takes no more comments."""

    def __init__(self):
        super().__init__(_("Comments under this story are closed."))


class TooMany(NotPosted):
    """Too many comments in a short time."""

    def __init__(self):
        sentence = _("That is more than we can take in so short a time. Wait ten minutes, then send it again.")
        super().__init__(sentence)


class NoAnswer(NotPosted):
    """The comment that it answers isn't on the page."""

    def __init__(self):
        sentence = _(
            "The comment that you answer isn’t on the page any more. "
            "Send your text once more to post it as a comment of its own."
        )
        super().__init__(sentence)


def live_edition(story_id, *, at):
    """Return what readers see of the story now, or None: the same for a draft as for a story that never was."""
    return Edition.objects.live(at).filter(story__pk=story_id).select_related("story").first()


@transaction.atomic
def post(submission, *, at=None):
    """
    Store the submission as a comment that waits for a moderator, and return it; the same again returns the first.

    Raises NotPosted: NoStory, Closed, NoAnswer or TooMany.
    """
    at = at or timezone.now()
    network = ip_key(submission.sender.ip)
    _take_turns(network, address_key(submission.address), f"story {submission.story_id}")
    digest = submission.digest()
    if known := Comment.objects.sent_as(digest):
        return known
    discussion = _open_discussion(submission, at)
    answered = _answered(submission, discussion)
    commenter = Commenter.objects.behind(submission.address, at=at)
    _refuse_too_many(discussion, commenter, network, at)
    comment, new = Comment.objects.get_or_create(
        submission_id=digest,
        defaults={
            "discussion": discussion,
            "root": answered and (answered.root or answered),
            "reply_to": answered,
            "commenter": commenter,
            "name": submission.name,
            "body": submission.body,
            "created_at": at,
        },
    )
    if new:
        _note(comment, submission, network, at)
    return comment


def _take_turns(*keys):
    """Let posts that would count the same rows follow one another (SQLite's transactions do so anyway)."""
    if connection.vendor != "postgresql":
        return
    numbers = {int.from_bytes(hashlib.blake2b(k.encode(), digest_size=8).digest(), signed=True) for k in keys if k}
    with connection.cursor() as cursor:
        # In one order, or two posts that share two keys would wait for each other for ever.
        for number in sorted(numbers):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _open_discussion(submission, at):
    edition = live_edition(submission.story_id, at=at)
    if edition is None:
        raise NoStory
    discussion = Discussion.objects.of(edition.story)
    if not discussion.is_open(at):
        raise Closed
    return discussion


def _answered(submission, discussion):
    if not submission.reply_to:
        return None
    answered = Comment.objects.answerable(submission.reply_to)
    if answered is None or answered.discussion_id != discussion.pk:
        raise NoAnswer
    return answered


def _refuse_too_many(discussion, commenter, network, at):
    since = at - WINDOW
    if discussion.comments.since(since).count() >= UNDER_ONE_STORY:
        raise TooMany
    if commenter.comments.since(since).count() >= FROM_ONE_ADDRESS:
        raise TooMany
    # Where the network isn't known, all readers would share one limit.
    if network and Trace.objects.from_network(network, since=since).count() >= FROM_ONE_NETWORK:
        raise TooMany


def _note(comment, submission, network, at):
    sender = submission.sender
    Trace.objects.create(
        comment=comment,
        ip=sender.ip,
        ip_key=network,
        user_agent=printable(sender.user_agent)[:USER_AGENT_MAX],
        purge_after=at + TRACE_KEPT,
    )
    Clue.objects.bulk_create(
        Clue(comment=comment, name=found.name, weight=found.weight, detail=found.detail) for found in clues(submission)
    )
