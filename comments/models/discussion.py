"""The comments of one story: whether it takes more, and how many are public."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Edition, Story
from comments.models import rights
from comments.models.audit_log.discussion_act import DiscussionAct
from comments.models.policy import in_force
from comments.models.refusals import AlreadyDecided, NotAllowed, who_and_when
from comments.models.rights import within_limits
from comments.models.states import OPEN, Policy, may_hide
from newsroom.cache import page_cache
from newsroom.db.search_fields import SearchableQuerySet

MOST_AT_ONCE = 500  # discussions made at once


class DiscussionQuerySet(SearchableQuerySet):
    """The questions asked about discussions."""

    def of(self, story: Story) -> "Discussion":
        """Made now if nobody has written yet."""
        discussion, _new = self.get_or_create(story=story)
        return discussion

    def about(self, story_id: int) -> "Discussion | None":
        return self.filter(story=story_id).first()

    def create_missing(self, at: datetime) -> int:
        """Make the discussion of each story that readers see and that has none; return how many."""
        bare = Edition.objects.live(at).filter(story__discussion__isnull=True).values_list("story", flat=True)
        return len(self.bulk_create([Discussion(story_id=pk) for pk in bare[:MOST_AT_ONCE]], ignore_conflicts=True))

    def under(self, edition: Edition) -> "Discussion | None":
        """The discussion of this edition's story, with the policies over it."""
        return self.filter(story__pk=edition.story_id).annotate(**in_force(edition.section_id)).first()

    def exactly(self, discussion: "Discussion") -> Self:
        """This discussion, if it is still as it was when it was read."""
        return self.filter(pk=discussion.pk, policy=discussion.policy, closes_at=discussion.closes_at)

    def counted_on(self, discussions: Iterable["Discussion"], *, at: datetime) -> set[str]:
        """The keys of the lists that tell how many comments these discussions have; a query."""
        stories = {discussion.story_id for discussion in discussions}
        if not stories:
            return set()
        sections = Edition.objects.of(stories).live_around(at, page_cache.SKEW).sections()
        return {page_cache.counts_key(), *map(page_cache.counts_key, sections)} if sections else set()

    def open_to(self, user: User) -> Self:
        return within_limits(self, user, "story__section")

    def for_changelist(self) -> Self:
        return self.select_related("story")


class Discussion(models.Model):
    """
    The comments of one story. Without a row, before the first comment and the worker's next look, it is open and empty.

    Its version is the stamp of the story's page. `approved_count` is moved by the transition alone, never counted anew.
    """

    story = models.OneToOneField(Story, models.PROTECT, related_name="discussion", verbose_name=_("story"))
    policy = models.CharField(_("moderation policy"), max_length=10, choices=Policy, default=Policy.INHERIT)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    approved_count = models.PositiveIntegerField(_("approved comments"), default=0, editable=False)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        constraints = [
            models.CheckConstraint(
                condition=Q(policy__in=Policy.values),
                name="discussion_policy_known",
                violation_error_message=_("A discussion is open, closed or hidden."),
            ),
            models.CheckConstraint(
                condition=Q(approved_count__gte=0),
                name="discussion_count_not_negative",
                violation_error_message=_("The number of comments can’t be negative."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.story)

    def is_open(self, at: datetime) -> bool:
        """Whether its own policy lets readers write; what counts on the page is comments.policy.stance."""
        return self.policy in (Policy.INHERIT, *OPEN) and (self.closes_at is None or self.closes_at > at)

    @property
    def is_hidden(self) -> bool:
        return self.policy == Policy.HIDDEN

    @transaction.atomic
    def set_policy(
        self, *, by: User, policy: str, closes_at: datetime | None = None, at: datetime | None = None
    ) -> DiscussionAct:
        """Raises NotAllowed where it is so already, AlreadyDecided where somebody changed it since."""
        rights.require(by, rights.OPENING, self)
        at = at or timezone.now()
        if (self.policy, self.closes_at) == (policy, closes_at):
            raise self._nothing_to_do()
        if not Discussion.objects.exactly(self).update(policy=policy, closes_at=closes_at):
            raise AlreadyDecided(decision=DiscussionAct.objects.latest_about(self))
        act = DiscussionAct.objects.create(
            discussion=self, by=by, from_policy=self.policy, to_policy=policy, closes_at=closes_at, decided_at=at
        )
        # The lists tell the number of comments, and the feed what they say, but not of those that are hidden.
        is_listed = may_hide(self.policy, policy)
        lists = [page_cache.COMMENTS, *Discussion.objects.counted_on([self], at=at)] if is_listed else []
        page_cache.bump(page_cache.story_key(self.story_id), *lists, at=at)
        page_cache.flip(page_cache.story_key(self.story_id), flips=[closes_at])
        self.policy, self.closes_at = policy, closes_at
        return act

    set_policy.alters_data = True  # type: ignore[attr-defined]  # Django's mark, which the stubs don't know

    def _nothing_to_do(self) -> NotAllowed:
        act = DiscussionAct.objects.latest_about(self)
        if act is None:
            return NotAllowed(gettext("The discussion is already %(what)s.") % {"what": self.get_policy_display()})
        sentence = gettext("%(who)s has already done that, on %(when)s: %(what)s.")
        return NotAllowed(sentence % {**who_and_when(act), "what": act.outcome}, decision=act)
