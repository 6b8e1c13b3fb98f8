"""Plain functions that make discussions and comments in any state."""

import itertools

from comments import posting
from comments.models import Comment, Commenter, Discussion, Verb
from comments.submission import Sender, Submission
from tests.factories import make_user, publish_story

_numbers = itertools.count(1)

FROM_HERE = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_USER_AGENT": "Firefox"}

# The verbs that bring a pending comment to each state.
WAYS = {
    "pending": (),
    "approved": ("approve",),
    "rejected": ("reject",),
    "spam": ("mark_spam",),
    "removed": ("approve", "remove"),
    "withdrawn": ("withdraw",),
}


def make_submission(*, story_id=None, sender=None, **fields):
    """Return what a reader of their own, on a machine of their own, sends in."""
    number = next(_numbers)
    sender = sender or Sender(ip=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", user_agent="Firefox")
    words = {"name": "Odile Brac", "address": f"reader{number}@example.org", "body": f"I was there, {number}."}
    story_id = story_id or publish_story().story_id
    return Submission(story_id=story_id, sender=sender, **(words | fields))


def act(comment, verb, *, by=None, at=None):
    """Do a verb of this name with the comment."""
    if verb == Verb.WITHDRAW:
        return comment.withdraw(at=at)
    return getattr(comment, verb)(by=by or make_user("moderator"), at=at)


def make_comment(*, status="approved", at=None, by=None, to=None, edition=None, **fields):
    """Return a comment in this state, brought there by verbs; an answer where `to` is a comment."""
    if to:
        fields |= {"story_id": to.discussion.story_id, "reply_to": to.public_id}
    elif edition:
        fields |= {"story_id": edition.story_id}
    comment = posting.post(make_submission(**fields), at=at)
    for verb in WAYS[status]:
        act(comment, verb, by=by, at=at)
    return comment


def make_many(edition, number, *, approved=True, to=None):
    """Make a great number of comments at once, past the verbs and the limits; for measuring alone."""
    discussion = Discussion.objects.of(edition.story)
    commenter = Commenter.objects.behind("many@example.org", at=edition.published_at)
    status = {"status": "approved", "published_at": edition.published_at} if approved else {"status": "pending"}
    rows = Comment.objects.bulk_create(
        Comment(
            discussion=discussion,
            commenter=commenter,
            name="Odile Brac",
            body="So it was.",
            submission_id=f"many-{next(_numbers)}",
            root=to,
            reply_to=to,
            **status,
        )
        for _ in range(number)
    )
    if approved:
        discussion.approved_count += number
        discussion.save(update_fields=["approved_count"])
    return rows


def typed(**fields):
    """Return the fields of the form, filled in by a reader of their own."""
    number = next(_numbers)
    words = {"name": "Odile Brac", "address": f"reader{number}@example.org", "body": f"I was there, {number}."}
    return words | {"website": "", "reply_to": ""} | fields


def send(client, story_id, *, headers=FROM_HERE, **fields):
    """Send the form, from a machine of its own unless the headers say otherwise, and return the answer."""
    number = next(_numbers)
    machine = {"REMOTE_ADDR": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
    return client.post(f"/comments/on/{story_id}/", typed(**fields), **(machine | headers))
