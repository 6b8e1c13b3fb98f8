"""The questions by which a new comment is compared with those before it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from comments.models.audit_log.decision import Decision
from comments.models.commenter import Trace
from comments.models.states import REFUSED, WAITING
from newsroom.db.search_fields import SearchableQuerySet

if TYPE_CHECKING:
    from comments.models.comment.comment import Comment


class MemoryQuerySet(SearchableQuerySet):
    """What was sent before: the same text, nearly the same, and what was refused of the same reader."""

    def with_text(self, text_keys: Iterable[str], *, without: models.Model | None = None) -> Self:
        """With the same text, known by its keys, the latest first."""
        # The second condition says nothing new, but names the partial index.
        same = self.filter(text_key__in=text_keys).exclude(text_key="").order_by("-pk")
        return same.exclude(pk=without.pk) if without else same

    def fingerprints(
        self, since: datetime, until: datetime, *, without: models.Model | None = None
    ) -> "models.QuerySet[Comment, int]":
        """Of what was posted in (since, until], the latest first."""
        lately = self.between(since, until).filter(fingerprint__isnull=False).order_by("-created_at")
        lately = lately.exclude(pk=without.pk) if without else lately
        return lately.values_list("fingerprint", flat=True)

    def between(self, since: datetime, until: datetime) -> Self:
        return self.filter(created_at__gt=since, created_at__lte=until)

    def near(self, at: datetime, within: timedelta) -> Self:
        """Before or after this moment, since machines' clocks differ."""
        return self.filter(created_at__gt=at - within, created_at__lt=at + within)

    def untouched(self, ip_keys: Iterable[str], *, within: timedelta, of: datetime, **written: Any) -> "Comment | None":
        """What says just this and came from this network near a moment, if nobody has decided on it or changed it."""
        traces = Trace.objects.with_keys(ip_keys)
        same = self.near(of, within).filter(status__in=WAITING, version=0, **written)
        return same.filter(Exists(traces.filter(comment=OuterRef("pk")))).first()

    def refused(self, *, since: datetime) -> Self:
        """What a moderator has refused or removed after this moment, and nobody has put back."""
        lately = Decision.objects.filter(comment=OuterRef("pk"), to_status__in=REFUSED, decided_at__gt=since)
        return self.filter(Exists(lately), status__in=REFUSED)

    def refusals(self) -> dict[str, int]:
        """How many of these were refused or removed, and how many there are: {refused, number}."""
        return self.order_by().aggregate(refused=Count("pk", filter=Q(status__in=REFUSED)), number=Count("pk"))

    def from_network(self, ip_keys: Iterable[str], *, most: int) -> Self:
        """The latest, so many at most."""
        traces = Trace.objects.with_keys(ip_keys).order_by("-pk")
        return self.filter(pk__in=traces.values("comment")[:most])
