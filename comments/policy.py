"""What a discussion takes at a moment: the story's own policy, else its section's, else the site's."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import OuterRef, QuerySet

from articles.models import Edition
from comments.live_story import live_edition
from comments.models import Discussion, ModerationPolicy
from comments.models.policy import policy_in_force
from comments.models.states import OPEN, Policy


@dataclass(frozen=True)
class Stance:
    """What a discussion takes, and until when."""

    policy: str = Policy.PRE  # never INHERIT
    closes_at: datetime | None = None
    is_held: bool = False  # whether every comment waits for a moderator

    def is_open(self, at: datetime) -> bool:
        return self.policy in OPEN and (self.closes_at is None or self.closes_at > at)

    @property
    def is_hidden(self) -> bool:
        """Whether readers see nothing of the discussion, not even that there is one."""
        return self.policy == Policy.HIDDEN


def stance(
    edition: Edition, discussion: Discussion | None, *, at: datetime, carried_by: models.Model | None = None
) -> Stance:
    """A query, unless a row is `carried_by` with the policies over it (in_force). See also policy_in_force."""
    rows = ModerationPolicy.carried_by(carried_by) if carried_by else _policies_over(edition.section_id)
    own = [discussion.policy] if discussion else []
    policies = [policy for policy in [*own, *(row.policy for row in rows)] if policy != Policy.INHERIT]
    days = next((row.closes_after for row in rows if row.closes_after is not None), None)
    ends = [discussion.closes_at] if discussion and discussion.closes_at else []
    if days is not None:
        ends.append(edition.first_published_at + timedelta(days=days))
    return Stance(
        policy=next(iter(policies), Policy.PRE),
        closes_at=min(ends, default=None),
        is_held=any(row.holds_until and row.holds_until > at for row in rows),
    )


def edition_shown(discussion: Discussion, *, at: datetime) -> Edition | None:
    """The edition under which readers see the discussion; None where they see no story, or no discussion."""
    edition = live_edition(discussion.story_id, at=at)
    return None if edition is None or stance(edition, discussion, at=at).is_hidden else edition


def shown(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Those whose discussion readers see. See also Stance.is_hidden."""
    in_force = policy_in_force("story__discussion__policy", OuterRef("section"))
    return editions.annotate(in_force=in_force).exclude(in_force=Policy.HIDDEN)


def _policies_over(section_id: int | None) -> list[ModerationPolicy]:
    return sorted(ModerationPolicy.objects.over(section_id), key=lambda row: row.section_id is None)


def create_discussions(at: datetime) -> int:
    """Make the discussions of new stories, so that moderators can close one before anybody writes; return how many."""
    return Discussion.objects.create_missing(at)
