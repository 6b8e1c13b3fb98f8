"""What a reader wrote, and the reasons for holding it."""

import secrets

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments.models import moderation
from comments.models.commenter import Commenter
from comments.models.discussion import Discussion
from comments.models.states import PUBLIC, WAITING, Status, Verb

NAME_MAX = 60
BODY_MAX = 5_000
PUBLIC_ID = r"[-\w]{12}"
# The id of the thread that a comment belongs to. Without the cast SQLite, which finds no type in a COALESCE, doesn't
# use the index on it.
THREAD = Cast(Coalesce("root_id", "id"), models.BigIntegerField())


def new_public_id():
    """Return an identifier that can't be guessed (72 bits): addresses must not reveal what is waiting."""
    return secrets.token_urlsafe(9)


class CommentQuerySet(models.QuerySet):
    """The questions that readers, moderators and the rate limits ask. None of them joins the private half."""

    def approved(self):
        """Return what readers see. See also Comment.is_approved."""
        return self.filter(status__in=PUBLIC)

    def waiting(self):
        """Return what a moderator has yet to decide, oldest first."""
        return self.filter(status__in=WAITING).order_by("created_at", "id")

    def threads(self):
        """Return the top-level comments that stand on the page, or whose place does for approved replies' sake."""
        reply = Comment.objects.approved().filter(root=OuterRef("pk")).order_by().values("root")[:1]
        # Only what has been public can have been answered: the partial index is on just that.
        once_public = self.filter(root__isnull=True, published_at__isnull=False)
        # A plain EXISTS beside an OR makes PostgreSQL hash the replies of all the site's threads; this, one look each.
        return once_public.filter(Q(status__in=PUBLIC) | Q(pk=Subquery(reply))).order_by("created_at", "id")

    def after(self, anchor):
        """Return what comes after this comment in the order of threads: the next page, by key and not by offset."""
        # The first condition says nothing new, but is one that an index can begin at.
        later = self.filter(created_at__gte=anchor.created_at)
        return later.filter(Q(created_at__gt=anchor.created_at) | Q(pk__gt=anchor.pk))

    def thread_under(self, story_id, public_id):
        """Return the thread of this story with this public id, if readers can know it, with its discussion."""
        known = self.filter(root__isnull=True, published_at__isnull=False, discussion__story__pk=story_id)
        return known.select_related("discussion").filter(public_id=public_id).first()

    def in_threads(self, threads):
        """Return these threads' top-level comments, whatever became of them, and their approved replies."""
        # One expression, indexed, instead of "id in … or root in …", which PostgreSQL answers with a full scan.
        mine = self.alias(thread=THREAD).filter(thread__in=threads.values("pk"))
        return mine.filter(Q(root__isnull=True) | Q(status__in=PUBLIC)).order_by("created_at", "id")

    def answerable(self, public_id):
        """Return the approved comment with this public id, with its discussion and root; None if there is none."""
        return self.approved().select_related("discussion", "root").filter(public_id=public_id).first()

    def for_receipt(self, public_id):
        """Return the comment with this public id, whatever its state, with its discussion; None if there is none."""
        return self.select_related("discussion").filter(public_id=public_id).first()

    def sent_as(self, submission_id):
        """Return the comment that this submission became, or None where it is new."""
        return self.filter(submission_id=submission_id).first()

    def since(self, moment):
        """Return what was posted after this moment."""
        return self.filter(created_at__gt=moment)

    def exactly(self, comment):
        """Return this comment if it still stands where it stood when it was read, else nothing."""
        return self.filter(pk=comment.pk, status=comment.status, version=comment.version)

    def for_desk_list(self):
        """Return comments with what one row of the desk's list shows; two queries whatever their number."""
        return self.select_related("discussion__story").prefetch_related("clues")


class Comment(models.Model):
    """
    What a reader wrote, as plain text. Only the verbs below change its state.

    `root` is the top-level comment of a reply's thread, `reply_to` the comment that it answers; a top-level comment
    has neither. `version` is the number of decisions taken. `published_at` is when readers could first see it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    discussion = models.ForeignKey(
        Discussion, models.PROTECT, related_name="comments", db_index=False, verbose_name=_("discussion")
    )
    root = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        db_index=False,
        verbose_name=_("thread"),
    )
    reply_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("in reply to")
    )
    commenter = models.ForeignKey(
        Commenter, models.PROTECT, related_name="comments", editable=False, verbose_name=_("commenter")
    )
    name = models.CharField(_("name"), max_length=NAME_MAX)
    body = models.TextField(_("comment"), max_length=BODY_MAX)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    submission_id = models.CharField(max_length=64, unique=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("moderate_comment", _("Can decide on comments and discussions"))]
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
            # Not on every row: SQLite would look for "root IS NULL" in it, which is most of the table.
            models.Index("root", "status", condition=Q(root__isnull=False), name="comment_replies"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="comment_status_known"),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="comment_has_name",
                violation_error_message=_("A comment is signed with a name."),
            ),
            models.CheckConstraint(
                condition=~Q(body=""), name="comment_has_body", violation_error_message=_("A comment has a text.")
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), BODY_MAX),
                name="comment_body_not_too_long",
                violation_error_message=_("A comment has 5,000 characters at most."),
            ),
            models.CheckConstraint(
                condition=Q(root__isnull=True, reply_to__isnull=True) | Q(root__isnull=False, reply_to__isnull=False),
                name="comment_reply_has_root",
                violation_error_message=_("A reply belongs to a thread and answers one of its comments."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.APPROVED) | Q(published_at__isnull=False),
                name="comment_approved_is_published",
                violation_error_message=_("An approved comment has a moment from which it was public."),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.public_id}"

    @property
    def is_approved(self):
        """Whether readers see it. See also CommentQuerySet.approved."""
        return self.status in PUBLIC

    def approve(self, *, by, at=None):
        """Put the comment on the page."""
        return moderation.move(self, Verb.APPROVE, by=by, at=at)

    def reject(self, *, by, reason="", at=None):
        """Keep the comment off the page."""
        return moderation.move(self, Verb.REJECT, by=by, reason=reason, at=at)

    def mark_spam(self, *, by, at=None):
        """Keep the comment off the page, as advertising."""
        return moderation.move(self, Verb.MARK_SPAM, by=by, at=at)

    def send_back(self, *, by, at=None):
        """Let the comment wait for a decision again, off the page."""
        return moderation.move(self, Verb.SEND_BACK, by=by, at=at)

    def remove(self, *, by, reason="", at=None):
        """Take an approved comment off the page."""
        return moderation.move(self, Verb.REMOVE, by=by, reason=reason, at=at)

    def withdraw(self, *, at=None):
        """Take the comment back for the reader who wrote it: nobody of the newsroom is behind that."""
        return moderation.move(self, Verb.WITHDRAW, by=None, at=at)

    approve.alters_data = reject.alters_data = mark_spam.alters_data = True
    send_back.alters_data = remove.alters_data = withdraw.alters_data = True


class Clue(models.Model):
    """One named reason for holding a comment; comments/clues.py finds them."""

    class Name(models.TextChoices):
        HONEYPOT = "honeypot", _("a field was filled that people don’t see")
        LINKS = "links", _("links in the text")
        NO_BROWSER = "no_browser", _("doesn’t look like a browser")
        CHECK_FAILED = "check_failed", _("a check failed")

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="clues", verbose_name=_("comment"))
    name = models.CharField(_("clue"), max_length=20, choices=Name)
    weight = models.PositiveSmallIntegerField(_("weight"))
    detail = models.CharField(_("detail"), max_length=200, blank=True)

    class Meta:
        ordering = ["-weight", "name"]
        verbose_name = _("clue")
        verbose_name_plural = _("clues")
        constraints = [
            models.UniqueConstraint(fields=["comment", "name"], name="clue_once"),
            models.CheckConstraint(
                condition=Q(name__in=["honeypot", "links", "no_browser", "check_failed"]), name="clue_name_known"
            ),
        ]

    def __str__(self):
        return self.get_name_display()
