"""What a reader made of a comment within the first minutes."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.models.audit_log.decision import Decision
from comments.models.fields import BODY_MAX, PrintedById
from comments.models.states import PUBLIC


class EditState(models.TextChoices):
    """Whether a moderator has yet to read it; what was overtaken, a newer edit or a decision has replaced."""

    WAITING = "waiting", _("waiting")
    TAKEN = "taken", pgettext_lazy("edit", "approved")
    REFUSED = "refused", pgettext_lazy("edit", "rejected")
    OVERTAKEN = "overtaken", _("superseded")


class EditQuerySet(models.QuerySet["Edit"]):
    """The questions asked about edits."""

    def waiting(self) -> Self:
        """What a moderator has yet to read, oldest first: no edit of a comment that is taken down at the moment."""
        return self.filter(state=EditState.WAITING, comment__status__in=PUBLIC).order_by("created_at", "id")

    def waiting_for(self, comment: models.Model) -> "Edit | None":
        return self.waiting().filter(comment=comment.pk).first()

    def overtake(self, *, at: datetime) -> int:
        """A newer edit replaces these, where they wait."""
        return self.filter(state=EditState.WAITING).update(state=EditState.OVERTAKEN, decided_at=at)

    def waiting_about(self, comments: Iterable[models.Model]) -> dict[int, "Edit"]:
        """{id of the comment: its edit that waits}; one query."""
        mine = self.waiting().filter(comment__in=[comment.pk for comment in comments])
        return {edit.comment_id: edit for edit in mine}

    def waiting_among(self, pks: Iterable[int]) -> set[int]:
        return set(self.waiting().filter(pk__in=pks).values_list("pk", flat=True))

    def settle(self, decided: Sequence[tuple["Edit", bool, datetime]]) -> None:
        """Note what became of edits, (Edit, whether it was taken, when): a part of the transition."""
        for edit, is_taken, at in decided:
            edit.state, edit.decided_at = EditState.TAKEN if is_taken else EditState.REFUSED, at
        if decided:
            self.bulk_update([edit for edit, _is_taken, _at in decided], ["state", "decided_at"])

    def reopen(self, undone: Iterable[Decision]) -> None:
        """The edits that these decisions were about wait again."""
        decided: dict[datetime, list[int]] = {}
        for decision in undone:
            decided.setdefault(decision.decided_at, []).append(decision.comment_id)
        for decided_at, comments in decided.items():  # one, where they were taken with one press
            mine = self.filter(comment__in=comments, decided_at=decided_at)
            mine.filter(state__in=(EditState.TAKEN, EditState.REFUSED)).update(state=EditState.WAITING, decided_at=None)

    for _method in (overtake, settle, reopen):
        _method.alters_data = True  # type: ignore[union-attr]  # Django's mark, which the stubs don't know
    del _method

    def decided_before(self, at: datetime) -> Self:
        return self.filter(created_at__lt=at).exclude(state=EditState.WAITING)


class Edit(PrintedById):
    """A reader's change of a comment, `body` in place of `was`: taken at once while it waits, else by a moderator."""

    State = EditState

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="edits", verbose_name=_("comment"))
    body = models.TextField(_("comment"), max_length=BODY_MAX)
    was = models.TextField(_("before"))
    state = models.CharField(_("state"), max_length=10, choices=EditState, default=EditState.WAITING)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = EditQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        indexes = [models.Index("created_at", condition=Q(state="waiting"), name="edit_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=EditState.values), name="edit_state_known"),
            models.CheckConstraint(condition=~Q(body=""), name="edit_has_body"),
            models.CheckConstraint(condition=LessThanOrEqual(Length("body"), BODY_MAX), name="edit_body_not_too_long"),
            models.UniqueConstraint(fields=["comment"], condition=Q(state="waiting"), name="edit_waits_once"),
        ]
