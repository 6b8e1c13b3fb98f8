"""The questions that the moderation queue asks about comments."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from articles.models import Section
from comments.models.comment.memory_queryset import MemoryQuerySet
from comments.models.commenter import Trace
from comments.models.edit import Edit
from comments.models.flag import Flag
from comments.models.report import Report
from comments.models.states import PUBLIC, WAITING, Status

if TYPE_CHECKING:
    from comments.models.comment.comment import Comment

LATEST = 2_000  # comments with links among which a domain is looked for
CAPPED = 1_000  # more than so many are never counted: nobody works by that number


class CappedCount(Subquery):
    """The number of rows, but never more than `most` + 1: no more are read."""

    empty_result_set_value = 0
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS capped)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet, most: int | None = CAPPED) -> None:
        found = rows.order_by().values("pk")
        super().__init__(found if most is None else found[: most + 1], output_field=IntegerField())


class QueueQuerySet(MemoryQuerySet):
    """What waits, what readers reported or changed, what was spam; in the orders in which moderators work."""

    def for_queue(self) -> Self:
        """With what a row of the queue shows: the story, and the name of the heaviest flag; no more."""
        flags = Flag.objects.filter(comment=OuterRef("pk"), edit__isnull=True)
        heaviest = flags.order_by("-weight", "name").values("name")[:1]
        return self.select_related("discussion__story__section").annotate(heaviest_flag=Subquery(heaviest))

    def fresh(self) -> Self:
        """What waits and nobody has put back yet. See also waiting and held."""
        return self.filter(status__in=WAITING, held_at__isnull=True)

    def held(self) -> Self:
        """What waits behind the rest, because a moderator has put it back. See also fresh."""
        return self.filter(status__in=WAITING, held_at__isnull=False)

    def reported(self) -> Self:
        """What readers have reported and nobody has settled, with `told_at` and the number of `reports_open`."""
        reports = Report.objects.open()
        about = reports.filter(comment=OuterRef("pk"))
        number = about.order_by().values("comment").annotate(number=Count("pk")).values("number")
        return self.filter(pk__in=reports.order_by().values("comment")).annotate(
            told_at=Subquery(about.values("created_at")[:1]), reports_open=Subquery(number)
        )

    def edited(self) -> Self:
        """What readers see and its writer has changed, where nobody has read the change yet; with `told_at`."""
        edits = Edit.objects.filter(state=Edit.State.WAITING)
        changed = edits.filter(comment=OuterRef("pk")).values("created_at")[:1]
        mine = self.filter(pk__in=edits.order_by().values("comment")).seen_too()
        return mine.annotate(told_at=Subquery(changed))

    def spam(self) -> Self:
        return self.filter(status=Status.SPAM).order_by("-created_at", "-id")

    def by_age(self) -> Self:
        return self.order_by("created_at", "id")

    def by_weight(self) -> Self:
        return self.order_by("-weight", "created_at", "id")

    def lighter_than(self, anchor: "Comment") -> Self:
        """What comes after this comment in the order by_weight."""
        lighter = self.filter(weight__lte=anchor.weight)  # says nothing new, but is one that an index can begin at
        later = Q(created_at__gt=anchor.created_at) | Q(created_at=anchor.created_at, pk__gt=anchor.pk)
        return lighter.filter(Q(weight__lt=anchor.weight) | Q(weight=anchor.weight) & later)

    def in_section(self, section: Section | None) -> Self:
        return self.filter(discussion__story__section=section) if section else self

    def under_story(self, story_id: int | None) -> Self:
        return self.filter(discussion__story=story_id) if story_id else self

    def with_flag(self, name: str) -> Self:
        return self.filter(pk__in=Flag.objects.filter(name=name).values("comment")) if name else self

    def saying(self, words: str) -> Self:
        return self.with_terms(words) if words else self

    def known_as(self, public_ids: Iterable[str]) -> Self:
        return self.filter(public_id__in=public_ids).select_related("discussion__story")

    def around(self, comment: "Comment") -> Self:
        return self.filter(root=comment.root_id or comment.pk).seen_too().without(comment)

    def without(self, comment: "Comment") -> Self:
        return self.exclude(pk=comment.pk)

    def like_text(self, comment: "Comment") -> Self:
        # The second condition is the index's own: without it the index isn't one for this question.
        return self.filter(text_key=comment.text_key).exclude(text_key="") if comment.text_key else self.none()

    def like_commenter(self, comment: "Comment") -> Self:
        return self.filter(commenter=comment.commenter_id) if comment.commenter_id else self.none()

    def like_network(self, comment: "Comment") -> Self:
        """As long as the network is known."""
        traces = Trace.objects
        key = traces.filter(comment=comment.pk).exclude(ip_key="").values("ip_key")[:1]
        return self.filter(pk__in=traces.filter(ip_key=Subquery(key)).values("comment"))

    def linking_to(self, domain: str) -> Self:
        """What links to this domain or one below it, however it was spelled: the flag has the host in one form."""
        if not domain:
            return self.none()
        flags = Flag.objects.filter(name=Flag.Name.LINKS)
        latest = flags.order_by("-pk").values("pk")[:LATEST]
        told = flags.filter(pk__in=latest, detail__regex=rf"(^|, |\.){re.escape(domain)}( ×|, |$)")
        return self.filter(pk__in=told.values("comment"))

    def waiting_too(self) -> Self:
        """Of a few comments; by an expression, or an index on the state would be thought better."""
        return self._standing(WAITING)

    def seen_too(self) -> Self:
        return self._standing(PUBLIC)

    def _standing(self, statuses: Iterable[str]) -> Self:
        return self.alias(standing=Coalesce("status", Value(""))).filter(standing__in=statuses)

    def standings(self) -> "QuerySet[Comment, tuple[str, int]]":
        return self.order_by().values_list("status").annotate(number=Count("pk"))
