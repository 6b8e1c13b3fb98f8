"""A way to show one version of a story to somebody without an account."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.revision import Revision


def _signer():
    # Not the usual colon: chat programs and mail end a link there.
    return signing.Signer(salt="articles.preview", sep=".")


class PreviewLinkQuerySet(models.QuerySet):
    """The questions asked about shared previews."""

    def open(self, at):
        """Return the links that still lead somewhere at this moment. See also PreviewLink.is_open."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)

    def signed(self, token):
        """Return the link that this token stands for, open or not, with its version and story; None without one."""
        try:
            pk = _signer().unsign(token)
        except signing.BadSignature:
            return None
        return self.select_related("revision__story").filter(pk=pk).first()

    def of_story(self, story):
        """Return the links to any version of this story, the latest first, with who made them."""
        links = self.filter(revision__story=story).select_related("revision", "made_by", "revoked_by")
        return links.defer("revision__content").order_by("-made_at", "-id")


class PreviewLink(models.Model):
    """One version shown to those who have the link, until it expires or is revoked: see publishing/preview_links.py."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="preview_links", verbose_name=_("version"))
    recipient = models.CharField(
        _("recipient"), max_length=120, blank=True, help_text=_("Only to recognise the link; never shown to readers.")
    )
    made_at = models.DateTimeField(_("created"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("revoked by")
    )
    uses = models.PositiveIntegerField(_("times opened"), default=0)
    used_at = models.DateTimeField(_("last opened"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="preview_link_expires_later"),
        ]

    def __str__(self):
        return self.recipient or f"{self.revision}"

    @property
    def token(self):
        """Return what the link's address ends in, always the same: signed, so that nobody can make one up."""
        return _signer().sign(self.pk)

    def is_open(self, at):
        """Return whether this link still leads somewhere. See also PreviewLinkQuerySet.open."""
        return self.revoked_at is None and self.expires_at > at
