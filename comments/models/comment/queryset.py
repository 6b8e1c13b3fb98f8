"""The questions that are asked about comments."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When, Window
from django.db.models.functions import Cast, Coalesce, RowNumber

from articles.models import Edition
from comments.models.comment.queue_queryset import CappedCount, QueueQuerySet
from comments.models.discussion import Discussion
from comments.models.policy import ModerationPolicy, in_force
from comments.models.rights import within_limits
from comments.models.states import PUBLIC, WAITING

if TYPE_CHECKING:
    from comments.models.comment.comment import Comment

# The id of the thread that a comment belongs to. Without the cast SQLite, which finds no type in a COALESCE, doesn't
# use the index on it.
THREAD = Cast(Coalesce("root_id", "id"), models.BigIntegerField())


def _limited(limits: models.QuerySet, limited: Subquery, unlimited: Subquery) -> Case:
    return Case(When(Exists(limits), then=limited), default=unlimited)


class CommentQuerySet(QueueQuerySet):
    """The questions that readers, moderators and the rate limits ask. None of them joins the private half."""

    def approved(self) -> Self:
        """See also Comment.is_approved."""
        return self.filter(status__in=PUBLIC)

    def waiting(self) -> Self:
        """See also Comment.is_waiting."""
        return self.filter(status__in=WAITING).order_by("created_at", "id")

    def threads(self) -> Self:
        """The top-level comments that stand on the page, or whose place does for approved replies' sake."""
        # Only what has been public can have been answered: the partial index is on just that.
        once_public = self.filter(root__isnull=True, published_at__isnull=False)
        # A plain EXISTS beside an OR makes PostgreSQL hash the replies of all the site's threads; this, one look each.
        has_replies = Q(pk=self._one(root=OuterRef("pk")))
        return once_public.filter(Q(status__in=PUBLIC) | has_replies).order_by("created_at", "id")

    def _one(self, field: str = "root", **answers: Any) -> Subquery:
        """What `field` holds in an approved comment that answers; nothing where none does."""
        approved = self.model.objects.approved()
        return Subquery(approved.filter(**answers).order_by().values(field)[:1])

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")

    def picked(self) -> Self:
        """The editors' picks, each with the id of its `thread`."""
        return self.approved().filter(picked_at__isnull=False).annotate(thread=THREAD).order_by()

    def with_picks(self, discussion: Discussion) -> Self:
        """The threads of this discussion in which a comment is picked."""
        picked = self.model.objects.picked()
        return self.filter(pk__in=picked.filter(discussion=discussion.pk).values("thread"))

    def with_picks_known(self, discussion: Discussion) -> Self:
        """`discussion_has_picks`: whether this discussion has any."""
        picked = self.model.objects.picked()
        return self.annotate(discussion_has_picks=Exists(picked.filter(discussion=discussion.pk)))

    def after(self, anchor: "Comment") -> Self:
        """What comes after this comment in the order of threads: the next page, by key and not by offset."""
        # The first condition says nothing new, but is one that an index can begin at.
        later = self.filter(created_at__gte=anchor.created_at)
        return later.filter(Q(created_at__gt=anchor.created_at) | Q(pk__gt=anchor.pk))

    def before(self, anchor: "Comment") -> Self:
        """See also `after`."""
        earlier = self.filter(created_at__lte=anchor.created_at)
        return earlier.filter(Q(created_at__lt=anchor.created_at) | Q(pk__lt=anchor.pk))

    def known_under(self, edition: Edition, public_id: str) -> "Comment | None":
        """If readers have ever seen it; with discussion and root, and the policies (in_force) over the discussion."""
        known = self.filter(published_at__isnull=False, discussion__story__pk=edition.story_id)
        known = known.select_related("discussion", "root").annotate(**in_force(edition.section_id))
        return known.filter(public_id=public_id).first()

    def in_threads(self, threads: "CommentQuerySet") -> Self:
        """Top-level comments, approved replies, and a reply that was taken down if an approved one answers it."""
        # One expression, indexed, instead of "id in … or root in …", which PostgreSQL answers with a full scan.
        mine = self.alias(thread=THREAD).filter(thread__in=threads.values("pk")).defer("search_text")
        answered = Q(published_at__isnull=False, pk=self._one(reply_to=OuterRef("pk"), field="reply_to"))
        return mine.filter(Q(root__isnull=True) | Q(status__in=PUBLIC) | answered).order_by("created_at", "id")

    def beginnings(self, threads: "CommentQuerySet", most: int, *, picked_first: bool = False) -> Self:
        """
        Of each thread the top-level comment with its number of `approved_replies`, and its first `most` replies.

        With `picked_first`, the editors’ picks are the last to be left out.
        """
        order: list[Case | F] = [Case(When(root__isnull=True, then=0), default=1), F("created_at"), F("id")]
        if picked_first:
            order.insert(1, Case(When(picked_at__isnull=False, status__in=PUBLIC, then=0), default=1))
        # The rows are numbered without their texts: there may be thousands.
        number = Window(RowNumber(), partition_by=[F("thread")], order_by=order)
        first = self.in_threads(threads).order_by().annotate(number=number).filter(number__lte=most + 1)
        replies = self.model.objects.approved().order_by()
        answers = replies.filter(root=OuterRef("pk")).values("root").annotate(number=Count("pk")).values("number")
        mine = self.filter(pk__in=first.values("pk")).defer("search_text").order_by("created_at", "id")
        return mine.annotate(approved_replies=Case(When(root__isnull=True, then=Subquery(answers))))

    def replies(self) -> Self:
        return self.filter(root__isnull=False)

    def with_answered(self) -> Self:
        return self.select_related("reply_to").defer("reply_to__body", "reply_to__search_text")

    def place_of(self, public_id: str) -> "Comment | None":
        """A comment that has, or had, a place on a page, with its discussion and root."""
        once_public = self.filter(published_at__isnull=False)
        return once_public.select_related("discussion", "root").filter(public_id=public_id).first()

    def answerable(self, public_id: str) -> "Comment | None":
        return self.approved().select_related("discussion", "root").filter(public_id=public_id).first()

    def answer_by(self, user: User, *, to: "Comment", body: str) -> "Comment | None":
        """The newsroom's answer that says just this and stands."""
        return self.approved().filter(by=user, reply_to=to, body=body).first()

    def for_receipt(self, public_id: str | None) -> "Comment | None":
        return self.select_related("discussion__story").filter(public_id=public_id).first()

    def last_story_id(self) -> int | None:
        return self.order_by("-created_at", "-pk").values_list("discussion__story", flat=True).first()

    def for_export(self, at: datetime) -> Self:
        """With all that is kept of them, and the `headline` under which readers saw the story."""
        headlines = Edition.objects.last_shown(OuterRef("discussion__story"), at).values("headline")
        rows = self.select_related("reply_to", "trace").order_by("created_at", "id")
        return rows.annotate(headline=Subquery(headlines[:1])).prefetch_related("flags", "edits", "decisions")

    def for_erasing(self) -> "Comment | None":
        return self.select_related("discussion").order_by("pk").first()

    def refused_before(self, at: datetime) -> Self:
        """What was written before this moment, isn't public, waits for nobody and hasn't been erased."""
        old = self.filter(created_at__lt=at, erased_at__isnull=True).exclude(status__in=(*PUBLIC, *WAITING))
        return old.select_related("discussion")

    def locked_as_seen(self, comments: Iterable["Comment"]) -> set[int]:
        """The ids of those that still stand where they stood when they were read; locked."""
        rows = self.filter(pk__in=[comment.pk for comment in comments]).select_for_update().order_by("pk")
        stand = {pk: state for pk, *state in rows.values_list("pk", "status", "version")}
        return {each.pk for each in comments if stand.get(each.pk) == [each.status, each.version]}

    def note_wishes(self, comment: "Comment", **preferences: bool) -> int:
        """What this comment's writer wants to be told of; no decision: nobody else sees a change."""
        return self.filter(pk=comment.pk).update(**preferences)

    note_wishes.alters_data = True  # type: ignore[attr-defined]  # Django's mark, which the stubs don't know

    def open_to(self, user: User) -> Self:
        """See also ModerationPolicy.moderators and `waiting_for`."""
        return within_limits(self, user, "discussion__story__section")

    def newest_under(self, editions: models.QuerySet[Edition]) -> Self:
        """What readers see under the stories of these editions, last published first, with its discussion."""
        public = self.approved().filter(discussion__story__in=editions.values("story"))
        return public.select_related("discussion").order_by("-published_at", "-pk")

    def waiting_for(self, user: User) -> Mapping[str, Any]:
        """{number, oldest} of what waits. In one query, for it stands on every page of the desk."""
        limits = ModerationPolicy.objects.filter(moderators=user, section__isnull=False)
        mine = Exists(limits.filter(section=OuterRef("discussion__story__section")))
        # One or the other, so that a moderator without limits waits for no join: there may be thousands.
        of_all, of_mine = (rows.order_by() for rows in (self.waiting(), self.waiting().filter(mine)))
        person = get_user_model().objects.filter(pk=user.pk)
        return person.values(
            number=_limited(limits, CappedCount(of_mine, None), CappedCount(of_all, None)),
            oldest=_limited(limits, *(Subquery(rows.by_age().values("created_at")[:1]) for rows in (of_mine, of_all))),
        ).get()

    def for_changelist(self) -> Self:
        """With what one row of the desk's list shows; two queries whatever their number."""
        return self.select_related("discussion__story").prefetch_related("flags")
