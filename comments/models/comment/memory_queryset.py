"""The questions by which a new comment is compared with those before it."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from comments.models.audit_log.decision import Decision
from comments.models.commenter import Trace
from comments.models.states import REFUSED, WAITING


class MemoryQuerySet(models.QuerySet):
    """What was sent before: the same text, nearly the same, and what was refused of the same reader."""

    def with_text(self, text_keys, *, without=None):
        """Return the comments with the same text, known by its keys, the latest first; `without` this one, if any."""
        # The second condition says nothing new, but names the partial index.
        same = self.filter(text_key__in=text_keys).exclude(text_key="").order_by("-pk")
        return same.exclude(pk=without.pk) if without else same

    def fingerprints(self, since, until, *, without=None):
        """Return the fingerprints of what was posted in (since, until], the latest first."""
        lately = self.filter(created_at__gt=since, created_at__lte=until, fingerprint__isnull=False)
        lately = lately.order_by("-created_at")
        lately = lately.exclude(pk=without.pk) if without else lately
        return lately.values_list("fingerprint", flat=True)

    def untouched(self, ip_keys, *, within, of, **written):
        """
        Return the comment that says just this and came from this network within so long of a moment, and is as it was.

        The network is known by its keys. None where there is none, or somebody has decided on it or changed it.
        """
        traces = Trace.objects.with_keys(ip_keys)
        same = self.near(of, within).filter(status__in=WAITING, version=0, **written)
        return same.filter(Exists(traces.filter(comment=OuterRef("pk")))).first()

    def refused(self, *, since):
        """Return what a moderator has refused or removed after this moment, and nobody has put back."""
        lately = Decision.objects.filter(comment=OuterRef("pk"), to_status__in=REFUSED, decided_at__gt=since)
        return self.filter(Exists(lately), status__in=REFUSED)

    def refusals(self):
        """Return how many of these were refused or removed, and how many there are: {refused, number}."""
        return self.order_by().aggregate(refused=Count("pk", filter=Q(status__in=REFUSED)), number=Count("pk"))

    def from_network(self, ip_keys, *, most):
        """Return the comments that came from a network, known by its keys, lately, so many at most."""
        traces = Trace.objects.with_keys(ip_keys).order_by("-pk")
        return self.filter(pk__in=traces.values("comment")[:most])
