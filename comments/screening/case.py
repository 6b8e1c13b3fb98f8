"""What a check is given: a submission, and what is known around it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from comments.models import Comment, Commenter, Discussion
from comments.models.commenter import ip_keys
from comments.screening import normalize
from comments.screening.checks import alike
from comments.screening.found import Recent
from comments.screening.submission import Sender, Submission


@dataclass(frozen=True)
class Case:
    """A submission and what is known around it; what isn't known is not judged."""

    submission: Submission
    at: datetime = field(default_factory=timezone.now)
    language: str = ""  # of the story: "fr" or "en"
    discussion: Discussion | None = None
    commenter: Commenter | None = None
    recent: Recent = field(default_factory=Recent)
    is_held: bool = False  # whether everything is, at the moment
    comment: Comment | None = None  # what the submission has become already, where it is looked at once more

    @property
    def body(self) -> str:
        return self.submission.body

    @property
    def sender(self) -> Sender:
        return self.submission.sender

    @property
    def words(self) -> normalize.Words:
        return normalize.words(self.body)

    @cached_property
    def copies(self) -> list[int]:
        return alike.copies(self.body, without=self.comment)

    @cached_property
    def network(self) -> list[str]:
        """The keys of the sender's network, none where it isn't known."""
        return ip_keys(self.sender.ip)
