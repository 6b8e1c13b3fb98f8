"""Who and what is blocked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.models.commenter import erased_word
from comments.models.fields import REASON_MAX
from newsroom.db.search_fields import Searchable, SearchableQuerySet, SearchTextField
from newsroom.text.punctuation import labelled


class BlockKind(models.TextChoices):
    """What is blocked."""

    ADDRESS = "address", _("email address")
    NETWORK = "network", _("network")
    DOMAIN = "domain", _("linked domain")
    PHRASE = "phrase", pgettext_lazy("block", "words")


class BlockQuerySet(SearchableQuerySet):
    """The questions asked about blocks."""

    def in_force(self, at: datetime) -> Self:
        """See also Block.is_in_force."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), lifted_at__isnull=True)

    def that_could_hold(self, keys: Iterable[str], domains: Iterable[str]) -> Self:
        """All blocks of words are among them: those are compared later."""
        named = Q(kind__in=[BlockKind.ADDRESS, BlockKind.NETWORK], key__in=keys)
        return self.filter(named | Q(kind=BlockKind.DOMAIN, key__in=domains) | Q(kind=BlockKind.PHRASE))

    def of(self, kind: str, keys: Iterable[str]) -> Self:
        """The block of just this that nobody has lifted: one at most."""
        return self.filter(kind=kind, key__in=keys, lifted_at__isnull=True)

    def ended_by(self, at: datetime) -> Self:
        return self.filter(ends_at__lte=at)

    def standing(self, block: "Block") -> Self:
        """This block, if it is still as it was when it was read."""
        return self.filter(pk=block.pk, lifted_at__isnull=True, reason=block.reason, ends_at=block.ends_at)

    def on_address(self, keys: Iterable[str]) -> Self:
        return self.filter(kind=BlockKind.ADDRESS, key__in=keys)

    def forget_reader(self) -> int:
        """The blocks hold on, by their keys."""
        return self.update(label=erased_word(), reason=erased_word())

    def over_before(self, at: datetime) -> Self:
        return self.filter(Q(lifted_at__lt=at) | Q(ends_at__lt=at))

    def to_match(self) -> "models.QuerySet[Block, Any]":
        """Rows (pk, kind, key): hundreds of blocks are matched by no more."""
        return self.order_by().values_list("pk", "kind", "key", named=True)


class Block(Searchable):
    """
    What a moderator has blocked, until when and why. It holds comments, and their readers are told.

    `key` is what it is matched by: the HMAC of an address or a network, a domain, or words as comments.screening reads
    them. `label` is what the moderators see of it, never a whole address.
    """

    Kind = BlockKind

    kind = models.CharField(_("kind"), max_length=10, choices=BlockKind)
    key = models.CharField(max_length=200, editable=False)
    label = models.CharField(_("blocked item"), max_length=200)
    reason = models.CharField(_("reason"), max_length=REASON_MAX)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("by")
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    search_text = SearchTextField(sources=["label", "reason"])

    objects = BlockQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes it for an instance's

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="block_has_key"),
            models.CheckConstraint(
                condition=~Q(reason=""), name="block_has_reason", violation_error_message=_("Give a reason.")
            ),
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(lifted_at__isnull=True), name="block_once"),
        ]

    def __str__(self) -> str:
        return labelled(self.get_kind_display(), self.label)

    def is_in_force(self, at: datetime) -> bool:
        """See also BlockQuerySet.in_force."""
        return self.lifted_at is None and (self.ends_at is None or self.ends_at > at)
