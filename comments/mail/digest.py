"""
What moderators are told by mail: how many comments wait for them, and where; never a word of any.

Every so many minutes while something waits, and as soon as a great many do (settings.MODERATORS_MAIL_EVERY and
MODERATORS_MAIL_AT). The worker asks now and then; several of them may ask at once, and one mails.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import Error
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.mail import send
from comments.models import Comment, Digest
from newsroom.http.addresses import absolute

PAUSE = timedelta(minutes=10)  # between two mails, however the number goes up and down

log = logging.getLogger(__name__)


def tell_moderators(at: datetime | None = None) -> int:
    """Mail each moderator who is to be told now how many comments wait for them; return the number of mails."""
    at, number = at or timezone.now(), 0
    with translation.override(settings.LANGUAGE_CODE), send.connected() as mailer:
        for user in recipients():
            try:
                number += _tell(user, at, mailer)
            except send.NotSent as failure:
                log.warning("A digest was not taken (%s); it is tried again.", failure)
                if failure.is_away:
                    break
            except Error:
                raise  # the database's, so that the next one would fail too
            except Exception:  # one moderator's mail keeps nobody else's
                log.exception("A digest could not be written; it is tried again.")
    return number


def recipients() -> QuerySet[User]:
    """Active staff who decide on comments and have an address."""
    backend = "django.contrib.auth.backends.ModelBackend"
    people = User.objects.with_perm("comments.moderate_comment", is_active=True, backend=backend)
    return people.filter(is_staff=True).exclude(email="").order_by("pk")


def _tell(user: User, at: datetime, mailer: send.Mailer) -> bool:
    """Mail one moderator if it is time; return whether a mail has gone."""
    digest = Digest.objects.of(user)
    number = Comment.objects.waiting_for(user)["number"]
    if not _is_due(digest, number, at):
        Digest.objects.noted(digest, number)
        return False
    # Claimed first, so that of several workers one mails; noted when it has gone, so that none is lost.
    if not Digest.objects.claimed(digest, at=at):
        return False
    try:
        since = int(digest.sent_at.timestamp()) if digest.sent_at else 0
        headers = {"Message-ID": send.message_id("digest", f"{digest.pk}.{since}")}
        mailer.hand_over(EmailMessage(_subject(number), _text(number), to=[user.email], headers=headers))
    except Exception:
        Digest.objects.released(digest)
        raise
    Digest.objects.sent(digest, number, at=at)
    return True


def _is_due(digest: Digest, number: int, at: datetime) -> bool:
    """Whether the time has come while something waits, or the number has just reached the threshold."""
    quiet = None if digest.sent_at is None else at - digest.sent_at
    every, most = timedelta(minutes=settings.MODERATORS_MAIL_EVERY), settings.MODERATORS_MAIL_AT
    by_time = bool(every) and (quiet is None or quiet >= every)
    by_number = bool(most) and digest.waiting < most <= number and (quiet is None or quiet >= PAUSE)
    return bool(number) and (by_time or by_number)


def _subject(number: int) -> str:
    words = ngettext("%(number)s comment waiting", "%(number)s comments waiting", number) % {"number": number}
    return f"{settings.SITE_NAME} – {words}"


def _text(number: int) -> str:
    sentence = ngettext(
        "%(number)s comment is awaiting moderation at %(site)s:",
        "%(number)s comments are awaiting moderation at %(site)s:",
        number,
    )
    link = absolute(reverse("admin:comments_comment_queue"))
    why = _("You receive this email because you moderate comments there.")
    return f"{sentence % {'number': number, 'site': settings.SITE_NAME}}\n\n{link}\n\n{why}\n"
