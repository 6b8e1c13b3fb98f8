"""
The act of posting: what a reader sent becomes one comment, with its flags and its private half.

Posting takes only shared locks on the discussion and on the comment that it answers, and bumps no stamp: what is
held changes no page. What is admitted is admitted by the transition.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition
from comments import policy
from comments.live_story import live_edition
from comments.models import Comment, Commenter, Discussion, Policy, Trace
from comments.models.commenter import TRACE_KEPT, USER_AGENT_MAX, address_keys, ip_keys
from comments.screening import screen, trust
from comments.screening.checks.pace import WINDOW, recent
from comments.screening.found import Recent
from comments.screening.plain_text import printable
from comments.screening.submission import Sender, Submission
from newsroom.db.locks import lock

__all__ = ["WINDOW", "Closed", "NoAnswer", "NoStory", "NotPosted", "TooMany", "live_edition", "post"]

# Comments in one window. The last one is no reader's fault: it keeps a flood from burying the moderators.
FROM_ONE_NETWORK = 5
UNDER_ONE_STORY = 300


class NotPosted(Exception):
    """A comment that can't be taken; the message says why, for its reader."""


class NoStory(NotPosted):
    """There is no such story for readers: unknown, a draft, not yet or no longer public; never said which."""

    def __init__(self) -> None:
        super().__init__(_("This story isn’t open to comments."))


class Closed(NotPosted):
    """The discussion takes no more comments."""

    def __init__(self) -> None:
        super().__init__(_("Comments on this story are closed."))


class TooMany(NotPosted):
    """Too many comments in a short time."""

    def __init__(self) -> None:
        super().__init__(_("Too many comments in a short time. Wait ten minutes, then send again."))


class NoAnswer(NotPosted):
    """The comment that it answers isn't on the page."""

    def __init__(self) -> None:
        sentence = _(
            "The comment you are replying to is no longer on the page. Send again to post yours as a separate comment."
        )
        super().__init__(sentence)


@transaction.atomic
def post(submission: Submission, *, at: datetime | None = None) -> Comment:
    """
    Store the submission as a comment, waiting or admitted; raises NotPosted.

    The same from the same network within WINDOW is the first, while nobody has touched that: the button was pressed
    twice. Nothing else leads to a comment that is there already, since its receipt is its writer's alone; and what
    is refused is refused whether there is one or not.
    """
    at = at or timezone.now()
    network = ip_keys(submission.sender.ip)
    lock(*network, *address_keys(submission.address), f"story {submission.story_id}")
    edition, discussion, stance = _open_discussion(submission, at)
    answered = _answered(submission, discussion)
    commenter = Commenter.objects.behind(submission.address, at=at)
    before = recent(discussion, commenter, network, at=at)
    _refuse_too_many(before)
    written = _written(submission, discussion, answered, commenter)
    if first := Comment.objects.untouched(network, within=WINDOW, of=at, **written):
        return first
    found = screen.flags(
        submission,
        at=at,
        language=edition.language,
        discussion=discussion,
        commenter=commenter,
        recent=before,
        is_held=stance.is_held,
    )
    comment = Comment.objects.create(created_at=at, **written, **screen.traits(submission.body, found))
    _keep_trace(comment, submission.sender, network, at)
    screen.note(comment, found)
    if stance.policy == Policy.POST and not found and trust.may_appear(submission.sender, commenter, at=at):
        comment.admit(at=at)
    return comment


def _open_discussion(submission: Submission, at: datetime) -> tuple[Edition, Discussion, policy.Stance]:
    """What readers see of the story, its discussion and the Stance, which lets them write."""
    edition = live_edition(submission.story_id, at=at)
    if edition is None:
        raise NoStory
    discussion = Discussion.objects.of(edition.story)
    stance = policy.stance(edition, discussion, at=at)
    if not stance.is_open(at):
        raise Closed
    return edition, discussion, stance


def _answered(submission: Submission, discussion: Discussion) -> Comment | None:
    if not submission.reply_to:
        return None
    answered = Comment.objects.answerable(submission.reply_to)
    if answered is None or answered.discussion_id != discussion.pk:
        raise NoAnswer
    return answered


def _refuse_too_many(before: Recent) -> None:
    # Not of one address: anybody can type another's, to keep its owner out or to learn whether they write here.
    if before.story >= UNDER_ONE_STORY or before.network >= FROM_ONE_NETWORK:
        raise TooMany


def _written(
    submission: Submission, discussion: Discussion, answered: Comment | None, commenter: Commenter
) -> dict[str, Any]:
    """What a comment has of its submission, {field: value}: by that the same is known again."""
    return {
        "discussion": discussion,
        "root": answered and (answered.root or answered),
        "reply_to": answered,
        "commenter": commenter,
        "name": submission.name,
        "body": submission.body,
    }


def _keep_trace(comment: Comment, sender: Sender, network: Sequence[str], at: datetime) -> None:
    Trace.objects.create(
        comment=comment,
        ip=sender.ip,
        ip_key=next(iter(network), ""),
        user_agent=printable(sender.user_agent)[:USER_AGENT_MAX],
        purge_after=at + TRACE_KEPT,
    )
