"""The questions that the audit log asks of every log: the same of each kind of row."""

from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import User
from django.db.models import Q

from comments.models.policy import limits_of
from newsroom.db.search_fields import SearchableQuerySet, search_fields
from newsroom.text.dates import midnight


class AuditedQuerySet(SearchableQuerySet):
    """The questions that are asked of a log, by the names that its fields have."""

    DATE_FIELD = "decided_at"
    SECTION = "comment__discussion__story__section"
    COMMENT: str | None = "comment"  # None where a row is about no comment

    def in_sections_of(self, user: User) -> Self:
        """The rows that a person who decides may read. See also CommentQuerySet.open_to."""
        sections = limits_of(user)
        return self.filter(**{f"{self.SECTION}__in": sections}) if sections else self.all()

    def done_by(self, user: User) -> Self:
        return self.filter(by=user)

    def on_day(self, day: datetime) -> Self:
        """What was done on this day (a moment in it) of the newsroom."""
        start = midnight(day)
        # Not a day later, which may be 23 hours long or 25.
        end = midnight(start + timedelta(hours=36))
        return self.filter(**{f"{self.DATE_FIELD}__gte": start, f"{self.DATE_FIELD}__lt": end})

    def about_comment(self, public_id: str) -> Self:
        return self.filter(**{f"{self.COMMENT}__public_id": public_id}) if self.COMMENT else self.none()

    def saying(self, words: str) -> Self:
        """None of a log that has no words."""
        return self.with_terms(words) if search_fields(self.model) else self.none()

    def last_first(self) -> Self:
        return self.order_by(f"-{self.DATE_FIELD}", "-pk")

    def up_to(self, at: datetime) -> Self:
        return self.filter(**{f"{self.DATE_FIELD}__lte": at})

    def below(self, at: datetime, pk: int) -> Self:
        """What comes after the row of this moment and id in `last_first` order."""
        return self.filter(Q(**{f"{self.DATE_FIELD}__lt": at}) | Q(**{self.DATE_FIELD: at}, pk__lt=pk))

    def earlier_than(self, at: datetime) -> Self:
        return self.filter(**{f"{self.DATE_FIELD}__lt": at})
