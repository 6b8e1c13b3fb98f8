"""What a reader wrote."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comments.models.audit_log.decision import Decision, LastDecisions
from comments.models.comment import transition
from comments.models.comment.queryset import THREAD, CommentQuerySet
from comments.models.commenter import Commenter
from comments.models.discussion import Discussion
from comments.models.fields import BODY_MAX, NAME_MAX, new_public_id
from comments.models.refusals import NotAllowed
from comments.models.states import PUBLIC, WAITING, Cause, Status
from comments.models.verbs import Verb
from newsroom.db.search_fields import Searchable, SearchTextField

MASKED = "█"


def masks_kept(comment: "Comment", body: str) -> list[list[int]]:
    """The masks that hide in another text of the comment, wherever it stands, what they hide in this one."""
    hidden = {comment.body[start:end] for start, end in comment.masks}
    found = {match.span() for words in hidden for match in re.finditer(re.escape(words), body)}
    return [list(span) for span in sorted(found)]


def _moved(verb: Verb, **fields: Any) -> Callable[..., Decision]:
    """The method that moves a comment as the verb's row says, and sets these fields with it."""

    def method(self: "Comment", *, by: User, reason: str = "", at: datetime | None = None, **how: Any) -> Decision:
        return transition.move(self, verb, by=by, reason=reason, at=at, **how, **fields)

    method.alters_data = True  # type: ignore[attr-defined]  # Django's mark, which the stubs don't know
    return method


class Comment(Searchable):
    """
    What a reader wrote, as plain text, or the newsroom (`by`). Only its verbs change its state.

    `root` is the top-level comment of a reply's thread, `reply_to` the comment that it answers. `version` is the number
    of decisions taken. `masks` are the parts that readers don't see, [[start, end], …] in characters. An erased comment
    has lost its commenter, and its name and words or its name alone.
    """

    class Badge(models.TextChoices):
        NEWSROOM = "newsroom", _("Newsroom")
        AUTHOR = "author", _("Author")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    discussion = models.ForeignKey(
        Discussion, models.PROTECT, related_name="comments", db_index=False, verbose_name=_("discussion")
    )
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", db_index=False, verbose_name=_("thread")
    )
    reply_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("in reply to")
    )
    commenter = models.ForeignKey(
        Commenter,
        models.SET_NULL,
        null=True,
        related_name="comments",
        editable=False,
        db_index=False,
        verbose_name=_("commenter"),
    )
    name = models.CharField(_("name"), max_length=NAME_MAX, blank=True)
    body = models.TextField(_("comment"), max_length=BODY_MAX, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    held_at = models.DateTimeField(_("set aside"), null=True, editable=False)
    picked_at = models.DateTimeField(_("picked"), null=True, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("staff")
    )
    badge = models.CharField(_("badge"), max_length=10, choices=Badge, blank=True, editable=False)
    masks = models.JSONField(_("masked"), default=list, editable=False)
    weight = models.PositiveSmallIntegerField(_("weight"), default=0, editable=False)
    text_key = models.CharField(max_length=64, blank=True, editable=False)
    fingerprint = models.BigIntegerField(null=True, editable=False)
    search_text = SearchTextField(sources=["name", "body"])
    wants_decision = models.BooleanField(_("notify of the decision"), default=False, editable=False)
    wants_replies = models.BooleanField(_("notify of replies"), default=False, editable=False)

    objects = CommentQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes it for an instance's

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [
            ("moderate_comment", _("Can moderate comments and discussions")),
            ("see_address", _("Can view a reader’s address and network (logged)")),
            ("answer_comment", _("Can reply to readers for the newsroom")),
            ("keep_rules", _("Can block readers and set policies and reasons")),
            ("erase_commenter", _("Can export and erase a reader’s data")),
        ]
        indexes = [
            models.Index("status", "created_at", name="comment_queue"),
            models.Index("discussion", "created_at", name="comment_in_discussion"),
            models.Index(
                "discussion",
                "created_at",
                "id",
                condition=Q(root__isnull=True, published_at__isnull=False),
                name="comment_threads",
            ),
            models.Index(THREAD, name="comment_thread"),
            models.Index(fields=["status", "-weight", "created_at"], name="comment_priority"),
            models.Index("created_at", name="comment_by_age"),
            models.Index("published_at", condition=Q(status=Status.APPROVED), name="comment_newest"),
            models.Index(
                "discussion", "created_at", condition=Q(picked_at__isnull=False), name="comment_picks_of_discussion"
            ),
            models.Index("text_key", condition=~Q(text_key=""), name="comment_same_text"),
            # Holds all that the search for nearly the same text reads of a comment.
            models.Index("created_at", "fingerprint", name="comment_alike"),
            models.Index("commenter", "status", "created_at", name="comment_of_commenter"),
            # Not on every row: SQLite would look for "root IS NULL" in it, which is most of the table.
            models.Index("root", "status", condition=Q(root__isnull=False), name="comment_replies"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="comment_status_known"),
            models.CheckConstraint(
                condition=~Q(name="") | Q(erased_at__isnull=False),
                name="comment_has_name",
                violation_error_message=_("Enter a name."),
            ),
            models.CheckConstraint(
                condition=~Q(body="") | Q(erased_at__isnull=False),
                name="comment_has_body",
                violation_error_message=_("Write your comment."),
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), BODY_MAX),
                name="comment_body_not_too_long",
                violation_error_message=_("5,000 characters at most."),
            ),
            models.CheckConstraint(
                condition=Q(root__isnull=True, reply_to__isnull=True) | Q(root__isnull=False, reply_to__isnull=False),
                name="comment_reply_has_root",
                violation_error_message=_("A reply must answer a comment of its thread."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.APPROVED) | Q(published_at__isnull=False),
                name="comment_approved_is_published",
                violation_error_message=_("An approved comment needs a publication date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.public_id}"

    @property
    def is_approved(self) -> bool:
        """See also CommentQuerySet.approved."""
        return self.status in PUBLIC

    @property
    def is_waiting(self) -> bool:
        """See also CommentQuerySet.waiting."""
        return self.status in WAITING

    @property
    def shown_name(self) -> str:
        """The name, or what stands in its place where it was erased."""
        return self.name or gettext("Anonymous")

    @property
    def shown_body(self) -> str:
        """What is masked is filled with blocks, as long as it was."""
        body = self.body
        for start, end in self.masks:
            body = body[:start] + MASKED * (end - start) + body[end:]
        return body

    # The verbs (verbs.py). `how` is what transition.move takes besides: {log, do, latest}. Each raises NotAllowed or
    # AlreadyDecided.

    approve = _moved(Verb.APPROVE, held_at=None)
    reject = _moved(Verb.REJECT)
    mark_spam = _moved(Verb.MARK_SPAM)
    send_back = _moved(Verb.SEND_BACK)
    remove = _moved(Verb.REMOVE)

    def hold(self, *, by: User, reason: str = "", at: datetime | None = None, **how: Any) -> Decision:
        """Leave the comment waiting, behind those that nobody has looked at."""
        return transition.move(self, Verb.HOLD, by=by, reason=reason, at=at, **how, held_at=at or timezone.now())

    def restore(
        self, *, by: User, reason: str, at: datetime | None = None, latest: LastDecisions | None = None, **how: Any
    ) -> Decision:
        """Put a removed comment back on the page: for a reason, and by somebody else than who removed it."""
        latest = latest or LastDecisions([self])
        removal = latest.about(self)
        if reason.strip() and removal and removal.verb == Verb.REMOVE and removal.by == by:
            raise NotAllowed(gettext("You removed it yourself: another moderator must restore it."), decision=removal)
        return transition.move(self, Verb.RESTORE, by=by, reason=reason, at=at, latest=latest, **how)

    def pick(self, *, by: User, at: datetime | None = None, **how: Any) -> Decision:
        """Show the comment among the editors’ picks."""
        if self.picked_at:
            raise NotAllowed(gettext("This comment is already picked."))
        return transition.move(self, Verb.PICK, by=by, at=at, **how, picked_at=at or timezone.now())

    def unpick(self, *, by: User, at: datetime | None = None, **how: Any) -> Decision:
        """Show the comment like any other."""
        if not self.picked_at:
            raise NotAllowed(gettext("This comment isn’t picked."))
        return transition.move(self, Verb.UNPICK, by=by, at=at, **how, picked_at=None)

    def mask(
        self, *, by: User, spans: Iterable[Sequence[int]], reason: str = "", at: datetime | None = None, **how: Any
    ) -> Decision:
        """Hide these parts of the text, [(start, end), …] in characters, visibly: somebody's personal data."""
        spans = sorted((start, end) for start, end in spans if 0 <= start < end <= len(self.body))
        if not spans:
            raise NotAllowed(gettext("Select the words to mask first."))
        return transition.move(self, Verb.MASK, by=by, reason=reason, at=at, **how, masks=spans)

    def unmask(self, *, by: User, at: datetime | None = None, **how: Any) -> Decision:
        """Show the whole text."""
        if not self.masks:
            raise NotAllowed(gettext("Nothing in this comment is masked."))
        return transition.move(self, Verb.UNMASK, by=by, at=at, **how, masks=[])

    def admit(self, *, at: datetime | None = None) -> Decision:
        return transition.move(self, Verb.ADMIT, by=Cause.RULES, at=at)

    def withdraw(self, *, at: datetime | None = None) -> Decision:
        return transition.move(self, Verb.WITHDRAW, by=Cause.READER, at=at)

    for _verb in (hold, restore, pick, unpick, mask, unmask, admit, withdraw):
        _verb.alters_data = True  # type: ignore[union-attr]  # Django's mark, which the stubs don't know
    del _verb
