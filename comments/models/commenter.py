"""
The private half: who is behind a comment, and from where it came.

No public queryset joins these tables, neither is registered in the admin, and neither says anything of an address
when it is printed in a log or a traceback.
"""

import ipaddress
import unicodedata
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

TRACE_KEPT = timedelta(days=30)
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


class Commenter(models.Model):
    """The private identity behind comments. The address is never published; typed, it proves nothing."""

    class Standing(models.TextChoices):
        UNKNOWN = "unknown", _("unknown")

    address = models.EmailField(_("address"), max_length=254)
    address_key = models.CharField(max_length=64, unique=True, editable=False)
    proved_at = models.DateTimeField(_("proved"), null=True, blank=True)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.UNKNOWN)
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)

    objects = CommenterQuerySet.as_manager()

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")
        constraints = [
            models.CheckConstraint(condition=Q(standing__in=["unknown"]), name="commenter_standing_known"),
            models.CheckConstraint(
                condition=~Q(address=""),
                name="commenter_has_address",
                violation_error_message=_("A commenter has an address."),
            ),
        ]

    def __str__(self):
        return f"commenter {self.pk}"


class TraceQuerySet(models.QuerySet):
    """The questions that the rate limits ask."""

    def from_network(self, key, *, since):
        """Return the traces of what came from a network, known by its key, after this moment."""
        return self.filter(ip_key=key, comment__created_at__gt=since)


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
