"""Links that only the owner of an address gets, by mail: to prove it, to see and erase what is kept under it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.commenter import Commenter
from comments.models.fields import PrintedById, new_public_id


class LinkKind(models.TextChoices):
    """What a mailed link is for: to prove the address, or to see and erase what is kept under it."""

    VERIFICATION = "verification", _("address confirmation")
    DATA = "data", _("data")


class MailedLinkQuerySet(models.QuerySet["MailedLink"]):
    """The questions asked about mailed links."""

    def open(self, at: datetime) -> Self:
        """See also MailedLink.is_open."""
        return self.filter(used_at__isnull=True, expires_at__gt=at)

    def unsent(self) -> Self:
        return self.filter(sent_at__isnull=True)

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)

    def since(self, at: datetime) -> Self:
        return self.filter(created_at__gt=at)

    def before(self, at: datetime) -> Self:
        return self.filter(created_at__lte=at)

    def from_network(self, keys: Iterable[str]) -> Self:
        return self.filter(ip_key__in=keys)

    def known(self, public_id: str, kind: str) -> "MailedLink | None":
        return self.select_related("commenter", "comment").filter(public_id=public_id, kind=kind).first()

    def used_for(self, comment: models.Model) -> "MailedLink | None":
        """The last link from this comment's receipt with which its address was confirmed."""
        used = self.filter(comment=comment.pk, kind=LinkKind.VERIFICATION, used_at__isnull=False)
        return used.order_by("used_at").last()


class MailedLink(PrintedById):
    """
    A link that is mailed to an address: following it proves that one reads that address's mail.

    Until it is sent, `expires_at` is when nobody tries any more; then, when it ends. `comment` is the one whose receipt
    it was asked for on. A proof works once; what is kept can be looked at until the link ends.
    """

    Kind = LinkKind

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind)
    commenter = models.ForeignKey(Commenter, models.CASCADE, related_name="links", verbose_name=_("commenter"))
    comment = models.ForeignKey(
        "comments.Comment", models.SET_NULL, null=True, related_name="links", verbose_name=_("comment")
    )
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    sent_at = models.DateTimeField(_("emailed"), null=True)
    expires_at = models.DateTimeField(_("ends"))
    used_at = models.DateTimeField(_("used"), null=True)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES, default="fr")
    ip_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    objects = MailedLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("emailed link")
        verbose_name_plural = _("emailed links")

    def is_open(self, at: datetime) -> bool:
        """See also MailedLinkQuerySet.open."""
        return self.used_at is None and self.expires_at > at


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    """The questions asked about what was asked for."""

    def from_network(self, keys: Iterable[str]) -> Self:
        return self.filter(ip_key__in=keys)

    def since(self, at: datetime) -> Self:
        return self.filter(asked_at__gt=at)

    def before(self, at: datetime) -> Self:
        return self.filter(asked_at__lte=at)

    def naming(self, keys: Iterable[str]) -> Self:
        """Those that wait, and come from an address with one of these keys."""
        found = Q(pk__in=[])
        for key in keys:
            found |= Q(keys__contains=key)
        return self.filter(found)

    def forget_address(self) -> int:
        return self.update(keys="")

    forget_address.alters_data = True  # type: ignore[attr-defined]  # Django's mark, which the stubs don't know


class DataRequest(PrintedById):
    """
    One time that somebody asked for the link to what is kept under an address, known here or not.

    The worker takes `keys`, those of the address with a space between: so that asking costs the same whether it is
    known or not, and no task holds anything of it.
    """

    keys = models.TextField(_("address"), blank=True)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES)
    ip_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for the link to a reader’s data")
        verbose_name_plural = _("requests for the link to a reader’s data")
