"""What moderators have been told of by mail, so that they are told once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestQuerySet(models.QuerySet):
    """The questions asked about what was told."""

    def of(self, user):
        """Return what this person has been told, made now if that is nothing yet."""
        digest, _new = self.get_or_create(user=user)
        return digest

    def noted(self, digest, waiting, *, sent_at):
        """Note what waits and when it was mailed, if the row still stands as it was read; return whether it did."""
        same = self.filter(pk=digest.pk, waiting=digest.waiting, sent_at=digest.sent_at)
        return bool(same.update(waiting=waiting, sent_at=sent_at))


class Digest(models.Model):
    """How many comments waited for one moderator when that was last counted, and when they were last mailed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("moderator"))
    waiting = models.PositiveIntegerField(_("waiting comments"), default=0)
    sent_at = models.DateTimeField(_("mailed"), null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest for a moderator")
        verbose_name_plural = _("digests for moderators")

    def __str__(self):
        return f"digest {self.pk}"
