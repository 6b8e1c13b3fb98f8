"""Who of the staff has looked at a reader's private half."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.audit_log.queryset import AuditedQuerySet
from comments.models.fields import PrintedById


class AddressAccessQuerySet(AuditedQuerySet):
    """The questions asked about who saw an address."""

    DATE_FIELD = "accessed_at"

    def for_audit_log(self) -> Self:
        return self.select_related("by", "comment__discussion__story")


class AddressAccess(PrintedById):
    """One row for each time that somebody saw a comment's address and network. Append-only."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    comment = models.ForeignKey(
        "comments.Comment", models.CASCADE, related_name="address_accesses", verbose_name=_("comment")
    )
    accessed_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = AddressAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-accessed_at", "-id"]
        verbose_name = _("address viewed")
        verbose_name_plural = _("addresses viewed")
        indexes = [models.Index("accessed_at", name="address_access_by_age")]
