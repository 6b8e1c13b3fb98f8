"""
What moderators are told by mail: how many comments wait for them, and where; never a word of any.

Every so many minutes while something waits, and as soon as a great many do (settings.MODERATORS_MAIL_EVERY and
MODERATORS_MAIL_AT). The worker asks now and then; several of them may ask at once, and one mails.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import Comment, Digest
from newsroom.addresses import absolute

PAUSE = timedelta(minutes=10)  # between two mails, however the number goes up and down


def tell_moderators(at=None):
    """Mail each moderator who is to be told now how many comments wait for them; return the number of mails."""
    at = at or timezone.now()
    with translation.override(settings.LANGUAGE_CODE):
        return sum(_tell(user, at) for user in recipients())


def recipients():
    """Return those whom it concerns: active staff who decide on comments and have an address."""
    backend = "django.contrib.auth.backends.ModelBackend"
    people = get_user_model().objects.with_perm("comments.moderate_comment", is_active=True, backend=backend)
    return people.filter(is_staff=True).exclude(email="").order_by("pk")


def _tell(user, at):
    digest = Digest.objects.of(user)
    number = Comment.objects.waiting_for(user)["number"]
    is_due = _is_due(digest, number, at)
    # Noted first, and only if nobody else has noted it meanwhile: rather no mail once than two.
    if not Digest.objects.noted(digest, number, sent_at=at if is_due else digest.sent_at) or not is_due:
        return False
    send_mail(_subject(number), _text(number), None, [user.email])
    return True


def _is_due(digest, number, at):
    """Return whether the time has come while something waits, or the number has just reached the threshold."""
    quiet = None if digest.sent_at is None else at - digest.sent_at
    every, most = timedelta(minutes=settings.MODERATORS_MAIL_EVERY), settings.MODERATORS_MAIL_AT
    by_time = bool(every) and (quiet is None or quiet >= every)
    by_number = bool(most) and digest.waiting < most <= number and (quiet is None or quiet >= PAUSE)
    return bool(number) and (by_time or by_number)


def _subject(number):
    words = ngettext("%(number)s comment waits", "%(number)s comments wait", number) % {"number": number}
    return f"{settings.SITE_NAME} – {words}"


def _text(number):
    sentence = ngettext(
        "%(number)s comment waits for a moderator at %(site)s:",
        "%(number)s comments wait for a moderator at %(site)s:",
        number,
    )
    link = absolute(reverse("admin:comments_comment_room"))
    why = _("You get this mail because you decide on comments there.")
    return f"{sentence % {'number': number, 'site': settings.SITE_NAME}}\n\n{link}\n\n{why}\n"
