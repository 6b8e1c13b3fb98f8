"""The lists that a day at the desk is made of, as questions to the stories."""

from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, Subquery

from articles.models.act import StoryAct
from articles.models.edition import Edition, EditionQuerySet
from articles.models.image import Credit
from articles.models.people import Byline
from articles.models.taxonomy import Section
from newsroom.db.search_fields import SearchableQuerySet

SOON = timedelta(days=7)


class StoryListsQuerySet(SearchableQuerySet):
    """What waits, what is late, what comes and what came: stories by what somebody has to do about them."""

    def mine(self, user: User, at: datetime) -> Self:
        """Return what this person has begun, signs or has been assigned, and readers haven't seen by this moment."""
        signed = Byline.objects.filter(story=OuterRef("pk"), contributor__user=user)
        return self.filter(Q(created_by=user) | Q(assigned_to=user) | Exists(signed)).unseen(at)

    def waiting_for(self, user: User, at: datetime) -> Self:
        """
        Return what this person has to do something about.

        Everybody: what is assigned to them and unseen by readers, unless they have sent it to review themselves. Those
        who publish: also what is in review in their sections and with nobody, or still with its sender.
        """
        sent = Exists(StoryAct.objects.filter(story=OuterRef("pk"), verb="submit", by=OuterRef("assigned_to")))
        sent_to_review = Q(state=self.model.State.IN_REVIEW) & (Q(assigned_to=None) | sent)
        publishable = Q(pk__in=self.model.objects.publishable_by(user).values("pk"))
        with_user = Q(assigned_to=user) & ~sent_to_review & ~Exists(self._editions().shown_by(at))
        return self.filter(with_user | (sent_to_review & publishable))

    def in_review(self) -> Self:
        return self.filter(state=self.model.State.IN_REVIEW)

    def late(self, at: datetime) -> Self:
        return self.filter(due_at__lt=at).unseen(at).order_by("due_at", "pk")

    def due_between(self, start: datetime, end: datetime, at: datetime) -> Self:
        return self.filter(due_at__gte=start, due_at__lt=end).unseen(at)

    def embargoed_into(self, start: datetime, end: datetime) -> Self:
        return self.filter(embargo_until__gte=start, embargo_until__lt=end)

    def filed_in(self, section: Section | None) -> Self:
        return self.filter(section=section) if section else self

    def scheduled_soon(self, at: datetime) -> Self:
        """Return what goes live, new or changed, within seven days, with when: `goes_live_at`."""
        coming = self._editions().scheduled(at).filter(live_from__lte=at + SOON).order_by("live_from")
        stories = self.filter(Exists(coming))
        return stories.annotate(goes_live_at=Subquery(coming.values("live_from")[:1])).order_by("goes_live_at", "pk")

    def published_between(self, start: datetime, at: datetime) -> Self:
        """Return what readers first saw since `start`, by this moment, with when: `first_seen_at`."""
        shown = self._editions().shown_by(at).filter(first_published_at__gte=start).order_by("number")
        stories = self.filter(Exists(shown))
        seen = Subquery(shown.values("first_published_at")[:1])
        return stories.annotate(first_seen_at=seen).order_by("-first_seen_at", "-pk")

    def with_rights_ending(self, at: datetime) -> Self:
        """Return what shows a picture whose rights end, in text or current edition, with when: `rights_end_at`."""
        current = Edition.objects.current(at)
        ending = Credit.objects.ending(at)
        in_editions = ending.filter(image__uses__edition__in=current)
        # From the few credits that end to their stories: asked of each story, it would cost by the archive.
        shown = Q(pk__in=ending.values("image__led_stories"))
        shown |= Q(pk__in=ending.values("image__blocks__parent"))
        shown |= Q(pk__in=in_editions.values("image__uses__edition__story"))
        of_story = ending.filter(
            Q(image__led_stories=OuterRef("pk"))
            | Q(image__blocks__parent=OuterRef("pk"))
            | Q(image__uses__edition__story=OuterRef("pk"), image__uses__edition__in=current)
        )
        stories = self.filter(shown).annotate(rights_end_at=Subquery(of_story.values("usable_until")[:1]))
        return stories.order_by("rights_end_at", "pk")

    def unseen(self, at: datetime) -> Self:
        """Return the stories that readers haven't seen by this moment: neither live nor withdrawn."""
        return self.exclude(Exists(self._editions().shown_by(at)))

    def last_saved_first(self) -> Self:
        """Return stories with when each was saved, `saved_at`."""
        # A subquery and no aggregate, which a count of the list would have to work out too.
        latest = self.model.objects.filter(pk=OuterRef("pk")).order_by("-revisions__number")
        saved_at = Subquery(latest.values("revisions__saved_at")[:1])
        return self.annotate(saved_at=saved_at).order_by("-saved_at", "-pk")

    @staticmethod
    def _editions() -> EditionQuerySet:
        return Edition.objects.filter(story=OuterRef("pk"))
