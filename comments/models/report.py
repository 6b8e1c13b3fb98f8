"""What readers report about a comment."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.audit_log.decision import Decision
from comments.models.commenter import address_keys
from comments.models.fields import new_public_id

WORDS_MAX = 1_000


class Category(models.TextChoices):
    """What is wrong with the comment."""

    INSULT = "insult", _("insult or personal attack")
    HATE = "hate", _("hatred or incitement to violence")
    PRIVATE = "private", _("invasion of privacy")
    FALSE = "false", _("false information")
    SPAM = "spam", _("advertising")
    OTHER = "other", _("something else")


class ReportQuerySet(models.QuerySet["Report"]):
    """The questions asked about reports."""

    def open(self) -> Self:
        return self.filter(settled_at__isnull=True).order_by("created_at", "id")

    def open_from(self, networks: Iterable[str], comment: models.Model) -> "Report | None":
        return self.open().filter(comment=comment.pk, ip_key__in=networks).first()

    def from_network(self, keys: Iterable[str], *, since: datetime) -> Self:
        return self.filter(ip_key__in=keys, created_at__gt=since)

    def for_receipt(self, public_id: str | None) -> "Report | None":
        """With its comment and story."""
        related = self.select_related("comment__discussion__story", "decision")
        return related.filter(public_id=public_id).first()

    def with_keys(self, keys: Iterable[str]) -> Self:
        return self.filter(address_key__in=keys)

    def from_address(self, address: str) -> Self:
        return self.with_keys(address_keys(address))

    def settled_before(self, at: datetime) -> Self:
        """Those that still have something of their reader."""
        told = ~Q(address="") | ~Q(words="") | ~Q(ip_key="")
        return self.filter(told, settled_at__lt=at)

    def forget_readers(self) -> int:
        """Keep that something was reported, and why, without who did and in which words."""
        return self.update(address="", address_key="", words="", ip_key="")

    def forget_words(self) -> int:
        """Keep that something was reported, and by whom, without the words."""
        return self.update(words="")

    def about(self, comments: Iterable[models.Model]) -> Self:
        return self.filter(comment__in=[comment.pk for comment in comments])

    def settle_by(self, decisions: Sequence[Decision], *, by: User, at: datetime) -> None:
        """Nobody has to read the open reports any more about what was decided."""
        mine = Decision.objects.filter(pk__in=[decision.pk for decision in decisions], comment=OuterRef("comment"))
        about = self.open().about([decision.comment for decision in decisions]).order_by()
        about.update(settled_at=at, settled_by=by, decision=Subquery(mine.values("pk")[:1]))

    def leave_about(self, comments: Iterable[models.Model], *, by: User, at: datetime) -> None:
        """Nobody has to read the open reports any more about these comments, which stay as they are."""
        self.open().about(comments).order_by().update(settled_at=at, settled_by=by)

    def reopen(self, decisions: Sequence[Decision]) -> None:
        """Let the reports wait again that these decisions have settled, unless newer ones do."""
        waiting = self.open().about([decision.comment for decision in decisions]).order_by()
        newer = set(waiting.values_list("comment", flat=True))
        gone = [decision.pk for decision in decisions if decision.comment_id not in newer]
        self.filter(decision__in=gone).update(settled_at=None, settled_by=None, decision=None)


class Report(models.Model):
    """One reader's report, one a network. It changes nothing: a moderator settles it, by a decision or without."""

    Category = Category

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="reports", verbose_name=_("comment"))
    category = models.CharField(_("category"), max_length=10, choices=Category)
    words = models.TextField(_("explanation"), max_length=WORDS_MAX, blank=True)
    address = models.EmailField(_("address"), max_length=254, blank=True)
    address_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    ip_key = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("reported"), default=timezone.now)
    settled_at = models.DateTimeField(_("resolved"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("resolved by")
    )
    decision = models.ForeignKey(
        "comments.Decision", models.SET_NULL, null=True, related_name="reports", verbose_name=_("decision")
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [
            models.Index("created_at", condition=Q(settled_at__isnull=True), name="report_queue"),
            models.Index("ip_key", "created_at", name="report_by_network"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "ip_key"],
                condition=Q(settled_at__isnull=True) & ~Q(ip_key=""),
                name="report_once_a_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.public_id}"

    def says(self, category: str, words: str, address: str) -> bool:
        """Whether it says just this: then the button was pressed twice."""
        return (self.category, self.words, self.address) == (category, words, address)
