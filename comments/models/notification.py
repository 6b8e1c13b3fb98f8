"""What is told by mail: notifications to readers, a little later, and digests to moderators."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comments.models.audit_log.decision import Decision
from comments.models.commenter import Commenter
from comments.models.fields import PrintedById
from comments.models.states import PUBLIC
from comments.models.verbs import Verb

HELD = timedelta(minutes=2)  # in which an undoing cancels a notification
APART = timedelta(minutes=15)  # between two mails to one reader: what comes up meanwhile goes into one
CLAIMED = timedelta(minutes=5)  # by the worker that mails them: longer than a round of mails takes


class NotificationKind(models.TextChoices):
    """What a notification tells of."""

    DECISION = "decision", _("decision")
    REPLY = "reply", _("reply")


class NotificationQuerySet(models.QuerySet["Notification"]):
    """The questions asked about notifications, and how the transition writes them."""

    def waiting(self) -> Self:
        return self.filter(sent_at__isnull=True, cancelled_at__isnull=True)

    def due(self, at: datetime) -> Self:
        return self.waiting().filter(due_at__lte=at).order_by("due_at", "id")

    def readers_due(self, at: datetime) -> list[int]:
        """None within APART of their last mail, and none to whom a worker is writing."""
        kept = Q(sent_at__gt=at - APART) | Q(claimed_until__gt=at)
        lately = self.model.objects.filter(kept, commenter=models.OuterRef("commenter"))
        due = self.due(at).filter(~models.Exists(lately))
        return list(due.order_by().values_list("commenter", flat=True).distinct())

    def whole(self) -> Self:
        return self.select_related(
            "comment__discussion__story", "comment__reply_to__discussion__story", "decision__canned"
        )

    def mark(self, notifications: Iterable["Notification"], **marks: Any) -> None:
        """Set these fields of notifications."""
        self.filter(pk__in=[notification.pk for notification in notifications]).update(**marks)

    def put_back(self, notifications: Iterable["Notification"], *, at: datetime, unless_before: datetime) -> None:
        """What couldn't be sent waits once more, or is cancelled where its decision is older than that."""
        mine = self.filter(pk__in=[notification.pk for notification in notifications]).waiting()
        mine.filter(decision__decided_at__lt=unless_before).update(claimed_until=None, cancelled_at=at)
        mine.update(claimed_until=None, due_at=at + APART)

    def older_than(self, at: datetime) -> Self:
        return self.filter(due_at__lt=at)

    def follow(self, decisions: Sequence[Decision], *, firsts: Collection[int]) -> None:
        """
        Write down what these decisions give cause to tell readers, and those who are answered; cancel what they undo.

        `firsts` are the ids of the comments that readers see for the first time. One costs the same as a hundred.
        """
        told = {each.pk for each in decisions if Verb(each.verb).row.told} | self._taken_back(decisions)
        decided = [each for each in decisions if each.pk in told and each.comment.wants_decision]
        replies = [each for each in decisions if each.comment_id in firsts and each.comment.reply_to_id]
        models.prefetch_related_objects([each.comment for each in decided], "commenter")
        models.prefetch_related_objects([each.comment for each in replies], "reply_to__commenter")
        notifications = [
            self._notification(NotificationKind.DECISION, each.comment.commenter, each) for each in decided
        ]
        notifications += [self._notification(NotificationKind.REPLY, _answered(each.comment), each) for each in replies]
        self.bulk_create([notification for notification in notifications if notification])

    def _taken_back(self, decisions: Iterable[Decision]) -> set[int]:
        """Cancel the notifications about what these undo; return the ids of those that another one has to put right."""
        mine = [each for each in decisions if each.verb == Verb.UNDO]
        mine = [each for each in mine if each.comment.wants_decision or each.comment.reply_to_id]
        if not mine:
            return set()
        undone, at = self.filter(decision__in=[each.undoes_id for each in mine]), mine[0].decided_at
        undone.waiting().exclude(claimed_until__gt=at).update(cancelled_at=at)
        # What a worker is mailing at this moment can't be called back either.
        gone = undone.filter(Q(sent_at__isnull=False) | Q(claimed_until__gt=at), kind=NotificationKind.DECISION)
        told = set(gone.values_list("decision", flat=True))
        return {each.pk for each in mine if each.undoes_id in told}

    def _notification(self, kind: str, commenter: Commenter | None, decision: Decision) -> "Notification | None":
        if not (commenter and commenter.may_be_mailed):
            return None
        due_at = decision.decided_at + HELD
        return Notification(kind=kind, commenter=commenter, comment=decision.comment, decision=decision, due_at=due_at)


def _answered(reply: Any) -> Commenter | None:
    """Whose comment is answered; None where they aren't to be told, or answer themselves."""
    answered = reply.reply_to
    is_told = answered.wants_replies and answered.status in PUBLIC and answered.commenter_id != reply.commenter_id
    return answered.commenter if is_told else None


class Notification(PrintedById):
    """
    One thing that a reader asked to be told; several go in one mail.

    `comment` is the decided comment, or the reply. Until `due_at` an undoing cancels it. The transition writes it.
    """

    Kind = NotificationKind

    kind = models.CharField(_("kind"), max_length=10, choices=NotificationKind)
    commenter = models.ForeignKey(Commenter, models.CASCADE, related_name="notifications", verbose_name=_("commenter"))
    comment = models.ForeignKey(
        "comments.Comment", models.CASCADE, related_name="notifications", verbose_name=_("comment")
    )
    decision = models.ForeignKey(
        "comments.Decision", models.CASCADE, related_name="notifications", verbose_name=_("decision")
    )
    due_at = models.DateTimeField(_("send after"))
    claimed_until = models.DateTimeField(_("being emailed until"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [
            models.Index(
                "due_at", condition=Q(sent_at__isnull=True, cancelled_at__isnull=True), name="notification_due"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(cancelled_at__isnull=True), name="notification_sent_or_cancelled"
            ),
            models.UniqueConstraint(fields=["kind", "commenter", "decision"], name="notification_once"),
        ]

    @property
    def about(self) -> Any:
        """The reader's own comment: the decided one, or the one that is answered."""
        return self.comment.reply_to if self.kind == NotificationKind.REPLY else self.comment

    @property
    def is_true(self) -> bool:
        """Whether the comment still stands where the notification says, as it may not after a later decision."""
        if self.kind == NotificationKind.REPLY:
            return self.comment.is_approved
        return self.comment.status == self.decision.to_status

    @property
    def is_wanted(self) -> bool:
        return self.about.wants_replies if self.kind == NotificationKind.REPLY else self.about.wants_decision


class DigestQuerySet(models.QuerySet["Digest"]):
    """The questions asked about what was told."""

    def of(self, user: User) -> "Digest":
        """Made now if there is none."""
        digest, _new = self.get_or_create(user=user)
        return digest

    def noted(self, digest: "Digest", waiting: int) -> None:
        """Note what waits, if the row still stands as it was read."""
        self._unchanged(digest).update(waiting=waiting)

    def claimed(self, digest: "Digest", *, at: datetime) -> bool:
        """Claim the mail that is due for a while; False where somebody else has claimed or sent it."""
        free = self._unchanged(digest).filter(Q(claimed_until=None) | Q(claimed_until__lte=at))
        return bool(free.update(claimed_until=at + CLAIMED))

    def sent(self, digest: "Digest", waiting: int, *, at: datetime) -> None:
        """Note that the mail has gone, and what it said."""
        self.filter(pk=digest.pk).update(waiting=waiting, sent_at=at, claimed_until=None)

    def released(self, digest: "Digest") -> None:
        """Let the mail that hasn't gone be tried again."""
        self.filter(pk=digest.pk).update(claimed_until=None)

    def _unchanged(self, digest: "Digest") -> Self:
        return self.filter(pk=digest.pk, waiting=digest.waiting, sent_at=digest.sent_at)


class Digest(PrintedById):
    """How many comments waited for one moderator when that was last counted, and when they were last mailed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("moderator"))
    waiting = models.PositiveIntegerField(_("waiting comments"), default=0)
    claimed_until = models.DateTimeField(_("being emailed until"), null=True)
    sent_at = models.DateTimeField(_("emailed"), null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("moderator digest")
        verbose_name_plural = _("moderator digests")
