"""Plain functions that make discussions and comments in any state."""

import itertools
from datetime import timedelta
from importlib import import_module

from django.utils import timezone

from comments.mail import unsubscribe, verification
from comments.models import Comment, Commenter, Discussion, MailedLink, Reason, Verb
from comments.posting import edit, post, report
from comments.screening.submission import Sender, Submission
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


REASON = "Off topic"
# What else a verb needs.
NEEDS = {Verb.REJECT: {"reason": REASON}, Verb.RESTORE: {"reason": REASON}, Verb.MASK: {"spans": [(0, 1)]}}


def act(comment, verb, *, by=None, at=None):
    """Do a verb of this name with the comment."""
    if verb in (Verb.WITHDRAW, Verb.ADMIT):
        return getattr(comment, verb)(at=at)
    by = by or make_user("second" if verb == Verb.RESTORE else "moderator")
    return getattr(comment, verb)(by=by, at=at, **NEEDS.get(verb, {}))


def make_comment(*, status="approved", at=None, by=None, to=None, edition=None, **fields):
    """Return a comment in this state, brought there by verbs; an answer where `to` is a comment."""
    if to:
        fields |= {"story_id": to.discussion.story_id, "reply_to": to.public_id}
    elif edition:
        fields |= {"story_id": edition.story_id}
    comment = post.post(make_submission(**fields), at=at)
    for verb in WAYS[status]:
        act(comment, verb, by=by, at=at)
    return comment


def make_edit(comment, body=None, *, at=None):
    """Return a reader's own change of a comment, a minute after it was written."""
    body = body or f"I was there too, {next(_numbers)}."
    return edit.edit(comment, body, at=at or comment.created_at + timedelta(minutes=1))


def make_report(comment, *, ip=None, **fields):
    """Return a report about a comment, from a network of its own."""
    number = next(_numbers)
    ip = ip or f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return report.report(comment, ip=ip, **({"category": "insult"} | fields))


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


def make_link(kind, *, comment, at=None, language="en"):
    """Return a link that was mailed to the comment's reader."""
    at = at or timezone.now()
    ends = {"created_at": at, "sent_at": at, "expires_at": at + verification.VALID[kind]}
    return MailedLink.objects.create(kind=kind, commenter=comment.commenter, language=language, **ends)


def declining_tokens(comment):
    """Return {name of the URL: token} of the links by which the comment's reader declines mails."""
    stop = unsubscribe.address_to_stop(comment), unsubscribe.address_to_mute(comment.commenter, "en")
    return dict(zip(("unsubscribe", "mute"), (address.split("/")[-2] for address in stop), strict=True))


def wish(comment, *, decision=True, replies=True):
    """Let the comment's reader be told of the decision, and of replies."""
    comment.wants_decision, comment.wants_replies = decision, replies
    comment.save(update_fields=["wants_decision", "wants_replies"])


def prove(comment, *, at=None):
    """Take the address of the comment's reader for proved."""
    Commenter.objects.filter(pk=comment.commenter_id).update(verified_at=at or timezone.now())
    comment.commenter.refresh_from_db()


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


def make_reasons():
    """Write the reasons down that a migration does: a test with real transactions ends by emptying every table."""
    for key, words in enumerate(import_module("comments.migrations.0002_reasons").REASONS, start=1):
        texts = dict(zip(("title_fr", "title_en", "text_fr", "text_en"), words, strict=True))
        Reason.objects.get_or_create(key=key, defaults=texts)
