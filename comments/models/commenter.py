"""
The private half: who is behind a comment, and from where it came.

No public queryset joins these tables, no admin shows them, and no log or traceback prints an address.
"""

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comments.models.fields import PrintedById
from newsroom.http.network import network_of
from newsroom.text.characters import has_right_to_left, visible
from newsroom.text.hosts import as_ascii

TRACE_KEPT = timedelta(days=settings.RETENTION["network"])
USER_AGENT_MAX = 300
VIRAMA = 9  # the combining class of the marks after which a joiner means something (RFC 5892, A.1)


def mailable(address: str) -> str:
    """
    An e-mail address as mail is sent to it: without what nobody sees, in single width, its host in ASCII.

    Django would write a host after IDNA 2003, which takes `straße.example` for `strasse.example`. The part before the @
    keeps its capitals (RFC 5321, §2.4).
    """
    local, at, host = unicodedata.normalize("NFKC", address).rpartition("@")
    # Joiners mean something in a Persian or an Indian host, and nothing elsewhere.
    is_joined = has_right_to_left(host) or any(unicodedata.combining(char) == VIRAMA for char in host)
    ascii_host = as_ascii(host if is_joined else visible(host))
    return f"{visible(local).strip()}{at}{ascii_host.rstrip('.')}"


def normal_address(address: str) -> str:
    """The form in which addresses are compared: not case-folded, for a mail server may tell ß from ss."""
    return mailable(address).lower()


def address_key(address: str) -> str:
    return address_keys(address)[0]


def address_keys(address: str) -> list[str]:
    """HMACs: the first with ADDRESS_KEY, by which an address is kept from now on, the others with its fallbacks."""
    return _keyed("address", normal_address(address))


def ip_key(ip: str | None) -> str:
    return ip_keys(ip)[0] if ip else ""


def ip_keys(ip: str | None) -> list[str]:
    """The keys of the address's network; see also address_keys."""
    return _keyed("network", network_of(ip)) if ip else []


def _keyed(purpose: str, value: str) -> list[str]:
    secrets = [settings.ADDRESS_KEY, *settings.ADDRESS_KEY_FALLBACKS]
    return [salted_hmac(f"comments.{purpose}", value, secret=each, algorithm="sha256").hexdigest() for each in secrets]


def erased_word() -> str:
    """What is kept, in the newsroom's language, where words about a reader stood and something must stand."""
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("(erased)")


class CommenterQuerySet(models.QuerySet["Commenter"]):
    """The questions asked about those who write."""

    def behind(self, address: str, *, at: datetime) -> "Commenter":
        """Made now at the first comment. A known address costs as many queries, so that time doesn't tell."""
        keys = address_keys(address)
        known = self.with_keys(keys).values_list("address_key", flat=True).first()
        row = self.model(address_key=known or keys[0], address=mailable(address), first_seen_at=at)
        self.bulk_create([row], ignore_conflicts=True)
        return self.get(address_key=row.address_key)

    def with_keys(self, keys: Iterable[str]) -> Self:
        return self.filter(address_key__in=keys)

    def locked(self, pk: int) -> "Commenter | None":
        return self.select_for_update().filter(pk=pk).first()

    def known_as(self, pk: int | str) -> "Commenter | None":
        """The commenter who has this id, or who took over the one that had it."""
        return self.filter(pk=pk).first() or self.filter(joined__was=pk).first()

    def is_kept(self, pk: int | str) -> bool:
        return self.known_as(pk) is not None

    def silent_since(self, at: datetime) -> Self:
        """Those who have written nothing after this moment."""
        later = models.Q(comments__created_at__gt=at)
        return self.filter(first_seen_at__lte=at).exclude(pk__in=self.filter(later).values("pk"))

    def verified_when(self, pk: int) -> datetime | None:
        return self.filter(pk=pk).values_list("verified_at", flat=True).first()


class Commenter(PrintedById):
    """The private identity behind comments. The address is never published; typed, it proves nothing."""

    address = models.EmailField(_("address"), max_length=254)
    address_key = models.CharField(max_length=64, unique=True, editable=False)
    verified_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    muted_at = models.DateTimeField(_("wants no emails"), null=True, blank=True)
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)

    objects = CommenterQuerySet.as_manager()

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")
        constraints = [
            models.CheckConstraint(
                condition=~Q(address=""),
                name="commenter_has_address",
                violation_error_message=_("Enter an address."),
            ),
        ]

    @transaction.atomic
    def take_over(self, other: "Commenter") -> None:
        """Take all that is kept of another commenter, who is deleted; nothing where one was just erased."""
        held = type(self).objects.select_for_update().order_by("pk").in_bulk([self.pk, other.pk])
        if len(held) < 2:
            return
        self.refresh_from_db()
        other = held[other.pk]
        for rows in (other.comments, other.notifications, other.links, other.joined):
            rows.update(commenter=self)
        self.joined.create(was=other.pk)
        self.verified_at = min(filter(None, (self.verified_at, other.verified_at)), default=None)
        self.muted_at = self.muted_at or other.muted_at
        self.first_seen_at = min(self.first_seen_at, other.first_seen_at)
        other.delete()
        self.save()

    take_over.alters_data = True  # type: ignore[attr-defined]  # Django's mark, which the stubs don't know

    @property
    def may_be_mailed(self) -> bool:
        return self.verified_at is not None and self.muted_at is None


class JoinedCommenter(models.Model):
    """One that another commenter took over: mails of before name it by the id that it `was` kept under."""

    was = models.BigIntegerField(unique=True)
    commenter = models.ForeignKey(Commenter, models.CASCADE, related_name="joined", verbose_name=_("commenter"))

    class Meta:
        verbose_name = _("merged commenter")
        verbose_name_plural = _("merged commenters")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.was}"


class TraceQuerySet(models.QuerySet["Trace"]):
    """The questions that the rate limits ask."""

    def of(self, comment: models.Model) -> "Trace | None":
        return self.filter(comment=comment.pk).first()

    def count_from_network(
        self, keys: Iterable[str], since: datetime, until: datetime, *, without: int | None = None, most: int = 20
    ) -> int:
        """How many comments came from a network in (since, until]; `most`, if more did."""
        # The last ones by their ids: of a great network the join would ask for thousands.
        last = self.with_keys(keys).filter(comment__created_at__lte=until).exclude(comment=without).order_by("-pk")
        return sum(created_at > since for created_at in last.values_list("comment__created_at", flat=True)[:most])

    def with_keys(self, keys: Iterable[str]) -> Self:
        return self.filter(ip_key__in=keys)

    def outlived(self, at: datetime, *, written_before: datetime) -> Self:
        """Also what was to be kept for longer, when the paper kept it for longer."""
        return self.filter(Q(purge_after__lte=at) | Q(comment__created_at__lte=written_before))


class Trace(PrintedById):
    """Where one comment came from; forgotten after `purge_after`."""

    comment = models.OneToOneField("comments.Comment", models.CASCADE, related_name="trace", verbose_name=_("comment"))
    ip = models.GenericIPAddressField(_("IP address"), null=True)
    ip_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    user_agent = models.CharField(_("browser"), max_length=USER_AGENT_MAX, blank=True)
    purge_after = models.DateTimeField(_("erase after"))

    objects = TraceQuerySet.as_manager()

    class Meta:
        verbose_name = _("connection data")
        verbose_name_plural = _("connection data")
