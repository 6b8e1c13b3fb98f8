"""
How mails are declined: about one comment, or altogether.

The tokens in mails change nothing but that, so that they may live for ever, and a mail program may use them.
"""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.utils import timezone

from comments.mail import send
from comments.models import Comment, Commenter

ONE, ALL = "comments.unsubscribe", "comments.mute"


def stop(comment: Comment) -> None:
    """Tell the comment's reader no more of what becomes of it, nor of replies."""
    Comment.objects.filter(pk=comment.pk).update(wants_decision=False, wants_replies=False)


def mute(commenter: Commenter, *, at: datetime | None = None) -> None:
    """Send no more notifications to the commenter, nor links to prove the address. The first time stays noted."""
    Commenter.objects.filter(pk=commenter.pk, muted_at__isnull=True).update(muted_at=at or timezone.now())


def unmute(commenter: Commenter) -> None:
    """Let notifications go to the commenter again; only the reader of that address's mail may ask for it."""
    Commenter.objects.filter(pk=commenter.pk).update(muted_at=None)


def address_to_stop(comment: Comment) -> str:
    """Where the notifications about one comment are declined."""
    return send.absolute("unsubscribe", signing.Signer(salt=ONE).sign(f"{comment.public_id}.{comment.commenter_id}"))


def address_to_mute(commenter: Commenter, language: str) -> str:
    """Where all mails to a commenter are declined, on a page in this language."""
    return send.absolute("mute", signing.Signer(salt=ALL).sign(f"{commenter.pk}.{language}"))


def comment_in(token: str) -> tuple[Comment | None, bool]:
    """
    Find the comment whose notifications the token stops, erased or not, and whether anything is kept of its reader.

    (None, False) where the token isn't ours. Mails of before name no reader: of those the comment alone tells.
    """
    try:
        public_id, _dot, commenter = signing.Signer(salt=ONE).unsign(token).partition(".")
    except signing.BadSignature:
        return None, False
    comment = Comment.objects.for_receipt(public_id)
    # Its writer may have been taken over by another commenter of the same address since.
    is_kept = bool(comment and comment.commenter_id) or bool(commenter and Commenter.objects.is_kept(commenter))
    return comment, is_kept


def commenter_in(token: str) -> tuple[Commenter | None, str | None]:
    """
    Find the commenter whom the token mutes, and the page's language.

    (None, language) where nothing is kept of them any more, (None, None) where the token isn't ours.
    """
    try:
        pk, _dot, language = signing.Signer(salt=ALL).unsign(token).partition(".")
    except signing.BadSignature:
        return None, None
    language = language or settings.LANGUAGE_CODE[:2]  # mails of before name none
    return Commenter.objects.known_as(pk), language
