"""Who did what to which comment, when and why."""

from collections.abc import Iterable
from functools import cached_property
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models.audit_log.queryset import AuditedQuerySet
from comments.models.commenter import erased_word
from comments.models.fields import PrintedById
from comments.models.refusals import behind
from comments.models.rights import within_limits
from comments.models.states import Cause, Status
from comments.models.verbs import UNDOABLE, Verb
from newsroom.db.search_fields import Searchable, SearchTextField

# What of a comment is its reader's.
WORDS = {"name", "body", "masks", "text_key", "fingerprint"}
STAYING = [verb for verb in Verb if verb.row.may_stay]
BY_NOBODY = [verb for verb in Verb if not verb.row.needs_person]
# Erasing takes the reason out: of these two something stays in its place.
NEEDING_REASON = [verb for verb in Verb if verb.row.needs_reason and not verb.row.is_about_edit]


class Batch(PrintedById):
    """Decisions that were taken with one press, and are undone with one."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    decided_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["-decided_at", "-id"]
        verbose_name = _("batch")
        verbose_name_plural = _("batches")


class DecisionQuerySet(AuditedQuerySet):
    """The questions asked about what was decided."""

    def done_as(self, verb: str) -> Self:
        return self.filter(verb=verb)

    def in_batch(self, pk: int) -> Self:
        return self.filter(batch=pk)

    def for_audit_log(self) -> Self:
        return self.select_related("by", "undoes", "comment__discussion__story")

    def latest_about(self, comment: models.Model) -> "Decision | None":
        return self.history_of(comment).first()

    def latest_about_each(self, comments: Iterable[models.Model]) -> dict[int, "Decision"]:
        """{id of the comment: the last thing that was done with it, with who did it}; one query."""
        later = self.filter(comment=models.OuterRef("comment")).order_by("-version").values("version")
        mine = self.filter(comment__in=[comment.pk for comment in comments])
        last = mine.filter(version=models.Subquery(later[:1])).select_related("by")
        return {decision.comment_id: decision for decision in last}

    def refusal_of(self, comment: models.Model, *verbs: Verb) -> "Decision | None":
        return self.filter(comment=comment.pk, verb__in=verbs).select_related("canned").order_by("-version").first()

    def forget_words(self, comment: models.Model) -> None:
        """Take the name and the text of an erased comment out of what its decisions changed, and out of the reasons."""
        for decision in self.filter(comment=comment.pk).exclude(before={}, reason="").select_related("canned"):
            kept = {field: value for field, value in decision.before.items() if field not in WORDS}
            self.filter(pk=decision.pk).update(before=kept, reason=decision.reason_without_reader)

    def history_of(self, comment: models.Model) -> Self:
        return self.filter(comment=comment.pk).select_related("by").order_by("-version")

    def last_by_staff(self) -> Self:
        """Last first, with who did it and under which story; no erasures."""
        mine = self.filter(by__isnull=False).exclude(verb=Verb.ERASE).order_by("-pk")
        return mine.select_related("by", "batch", "undone_by", "comment__discussion__story")

    def to_undo(self, user: User) -> Self:
        """What this person has done, can be undone and hasn't been, last first."""
        done = self.filter(by=user, verb__in=UNDOABLE, undone_by__isnull=True).order_by("-pk")
        return done.select_related("batch", "comment__discussion")

    def open_to(self, user: User) -> Self:
        """See also CommentQuerySet.open_to."""
        return within_limits(self, user, "comment__discussion__story__section")

    def with_undo_key(self, kind: str, pk: int) -> "Decision | None":
        """The decision with this id, or for "batch" one of those in the batch with this id."""
        found = self.filter(batch=pk) if kind == "batch" else self.filter(pk=pk)
        return found.select_related("batch", "comment__discussion").first()

    def not_undone(self, user: User) -> Self:
        """What hasn't been undone and this person may undo, last first: of one thread the answer goes first."""
        mine = self.open_to(user).filter(undone_by__isnull=True).order_by("-pk")
        return mine.select_related("comment__discussion")


class Decision(Searchable):
    """
    One row for each change of a comment. Append-only: written by the transition, never changed.

    `version` is the comment's after it. `before` has what changed beside the state, {field: value before}. `canned` is
    the reason chosen from the list, `reason` its words at that moment.
    """

    comment = models.ForeignKey("comments.Comment", models.PROTECT, related_name="decisions", verbose_name=_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    cause = models.CharField(_("cause"), max_length=10, choices=Cause, blank=True)
    verb = models.CharField(_("decision"), max_length=12, choices=Verb)
    from_status = models.CharField(_("before"), max_length=10, choices=Status)
    to_status = models.CharField(_("after"), max_length=10, choices=Status)
    reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(_("version"))
    canned = models.ForeignKey(
        "comments.Reason", models.SET_NULL, null=True, related_name="+", verbose_name=_("reason")
    )
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    batch = models.ForeignKey(
        "comments.Batch", models.PROTECT, null=True, related_name="decisions", verbose_name=_("batch")
    )
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by", verbose_name=_("undoes"))
    decided_at = models.DateTimeField(_("when"), default=timezone.now)
    search_text = SearchTextField(sources=["reason"])

    objects = DecisionQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes it for an instance's

    class Meta:
        ordering = ["comment", "version"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [
            models.Index("decided_at", "id", name="decision_by_age"),
            models.Index("by", "decided_at", name="decision_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["comment", "version"], name="decision_once_a_version"),
            models.CheckConstraint(condition=Q(verb__in=Verb.values), name="decision_verb_known"),
            models.CheckConstraint(
                condition=Q(from_status__in=Status.values, to_status__in=Status.values), name="decision_states_known"
            ),
            models.CheckConstraint(
                condition=~Q(from_status=F("to_status")) | Q(verb__in=STAYING),
                name="decision_changes_something",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(verb__in=BY_NOBODY),
                name="decision_has_somebody_behind_it",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False, cause="") | Q(by__isnull=True, cause__in=Cause.values),
                name="decision_is_somebodys_or_has_a_cause",
            ),
            models.CheckConstraint(
                condition=~Q(verb__in=NEEDING_REASON) | ~Q(reason=""),
                name="decision_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(verb=Verb.UNDO, undoes__isnull=False) | (~Q(verb=Verb.UNDO) & Q(undoes__isnull=True)),
                name="decision_undoes_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} – {self.by}"

    @property
    def outcome(self) -> str:
        return self.get_verb_display()

    @property
    def who(self) -> str:
        """Who or what did it; empty where the outcome says so."""
        return "" if self.verb in (Verb.ADMIT, Verb.EDIT) else behind(self)

    def reason_in(self, language: str) -> str:
        """For the reader: a chosen one in their language, unless a moderator reworded it."""
        return self.reason if self.canned is None else self.canned.words_in(language, self.reason)

    @property
    def reason_without_reader(self) -> str:
        """The reason without a moderator's own words: the chosen one, a neutral word where one must be, or nothing."""
        if self.canned:
            return self.reason if self.canned.says(self.reason) else self.canned.text_in(settings.LANGUAGE_CODE[:2])
        return erased_word() if self.verb in NEEDING_REASON else ""

    @property
    def undo_key(self) -> str:
        """It is undone as "batch-7" with all that was decided with the same press, as "decision-7" alone."""
        return f"batch-{self.batch_id}" if self.batch_id else f"decision-{self.pk}"

    @property
    def is_undone(self) -> bool:
        return hasattr(self, "undone_by")


class LastDecisions:
    """The last Decision about each of several comments: asked for once, when the first of them is wanted."""

    def __init__(self, comments: Iterable[models.Model]) -> None:
        self._comments = comments

    def about(self, comment: models.Model) -> Decision | None:
        return self._found.get(comment.pk)

    @cached_property
    def _found(self) -> dict[int, Decision]:
        return Decision.objects.latest_about_each(self._comments)
