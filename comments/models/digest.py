"""What moderators have been told of by mail, so that they are told once."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

CLAIMED = timedelta(minutes=5)  # by the worker that mails it


class DigestQuerySet(models.QuerySet):
    """The questions asked about what was told."""

    def of(self, user):
        """Return what this person has been told, made now if that is nothing yet."""
        digest, _new = self.get_or_create(user=user)
        return digest

    def noted(self, digest, waiting):
        """Note what waits, if the row still stands as it was read."""
        self._unchanged(digest).update(waiting=waiting)

    def claimed(self, digest, *, at):
        """Claim the mail that is due for a while; return whether nobody else has claimed or sent it."""
        free = self._unchanged(digest).filter(Q(claimed_until=None) | Q(claimed_until__lte=at))
        return bool(free.update(claimed_until=at + CLAIMED))

    def sent(self, digest, waiting, *, at):
        """Note that the mail has gone, and what it said."""
        self.filter(pk=digest.pk).update(waiting=waiting, sent_at=at, claimed_until=None)

    def released(self, digest):
        """Let the mail that hasn't gone be tried again."""
        self.filter(pk=digest.pk).update(claimed_until=None)

    def _unchanged(self, digest):
        return self.filter(pk=digest.pk, waiting=digest.waiting, sent_at=digest.sent_at)


class Digest(models.Model):
    """How many comments waited for one moderator when that was last counted, and when they were last mailed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("moderator"))
    waiting = models.PositiveIntegerField(_("waiting comments"), default=0)
    claimed_until = models.DateTimeField(_("being emailed until"), null=True)
    sent_at = models.DateTimeField(_("emailed"), null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("moderator digest")
        verbose_name_plural = _("moderator digests")

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
