"""
The private half: who is behind a comment, and from where it came.

No public queryset joins these tables, neither is registered in the admin, and neither says anything of an address
when it is printed in a log or a traceback.
"""

import ipaddress
import unicodedata
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

TRACE_KEPT = timedelta(days=settings.RETENTION["network"])
USER_AGENT_MAX = 300


def address_key(address):
    """Return the key that an e-mail address is known by: an HMAC, the same however the address was typed."""
    return _keyed("address", unicodedata.normalize("NFC", address.strip()).casefold())


def ip_key(ip):
    """
    Return the key of the network that an IP address belongs to; empty where there is no address.

    A household has one IPv4 address, but 2⁶⁴ IPv6 addresses: of those the first 64 bits count (RFC 6177).
    """
    if not ip:
        return ""
    bits = 64 if ipaddress.ip_address(ip).version == 6 else 32
    return _keyed("network", str(ipaddress.ip_network(f"{ip}/{bits}", strict=False)))


def _keyed(purpose, value):
    return salted_hmac(f"comments.{purpose}", value, algorithm="sha256").hexdigest()


class CommenterQuerySet(models.QuerySet):
    """The questions asked about those who write."""

    def behind(self, address, *, at):
        """Return the commenter with this address, made now at their first comment."""
        commenter, _new = self.get_or_create(
            address_key=address_key(address), defaults={"address": address, "first_seen_at": at}
        )
        return commenter

    def with_key(self, key):
        """Return the commenter whose address has this key, if there is one."""
        return self.filter(address_key=key)

    def known_by(self, address):
        """Return the commenter with this address, None where there is none."""
        return self.filter(address_key=address_key(address)).first()

    def locked(self, pk):
        """Return the commenter, whom nobody else writes about until the transaction ends; None where there is none."""
        return self.select_for_update().filter(pk=pk).first()

    def silent_since(self, moment):
        """Return those who have written nothing since this moment."""
        later = models.Q(comments__created_at__gt=moment)
        return self.filter(first_seen_at__lte=moment).exclude(pk__in=self.filter(later).values("pk"))

    def proved_when(self, pk):
        """Return when this commenter's address was proved, None where it was only typed; nothing else is read."""
        return self.filter(pk=pk).values_list("proved_at", flat=True).first()


class Commenter(models.Model):
    """The private identity behind comments. The address is never published; typed, it proves nothing."""

    address = models.EmailField(_("address"), max_length=254)
    address_key = models.CharField(max_length=64, unique=True, editable=False)
    proved_at = models.DateTimeField(_("proved"), null=True, blank=True)
    muted_at = models.DateTimeField(_("wants no mail"), null=True, blank=True)
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)

    objects = CommenterQuerySet.as_manager()

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")
        constraints = [
            models.CheckConstraint(
                condition=~Q(address=""),
                name="commenter_has_address",
                violation_error_message=_("A commenter has an address."),
            ),
        ]

    def __str__(self):
        return f"commenter {self.pk}"

    @property
    def may_be_mailed(self):
        """Whether letters may go to the address: it is proved, and nobody has said to stop."""
        return self.proved_at is not None and self.muted_at is None


class TraceQuerySet(models.QuerySet):
    """The questions that the rate limits ask."""

    def of(self, comment):
        """Return where this comment came from, None once that is forgotten."""
        return self.filter(comment=comment.pk).first()

    def count_from_network(self, key, since, until, *, without=None, most=20):
        """Return how many comments came from a network, known by its key, in (since, until]; `most`, if more did."""
        # The last ones by their ids: of a great network the join would ask for thousands.
        last = self.filter(ip_key=key, comment__created_at__lte=until).exclude(comment=without).order_by("-pk")
        return sum(moment > since for moment in last.values_list("comment__created_at", flat=True)[:most])

    def with_key(self, key):
        """Return the traces of what came from the network that has this key."""
        return self.filter(ip_key=key)

    def outlived(self, at, *, written_before):
        """Return what was to be forgotten by this moment, or is by now that the paper keeps it for less long."""
        return self.filter(Q(purge_after__lte=at) | Q(comment__created_at__lte=written_before))


class Trace(models.Model):
    """Where one comment came from; forgotten after `purge_after`."""

    comment = models.OneToOneField("comments.Comment", models.CASCADE, related_name="trace", verbose_name=_("comment"))
    ip = models.GenericIPAddressField(_("IP address"), null=True)
    ip_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    user_agent = models.CharField(_("browser"), max_length=USER_AGENT_MAX, blank=True)
    purge_after = models.DateTimeField(_("forgotten after"))

    objects = TraceQuerySet.as_manager()

    class Meta:
        verbose_name = _("trace")
        verbose_name_plural = _("traces")

    def __str__(self):
        return f"trace {self.pk}"
