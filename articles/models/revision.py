"""Snapshots of the working copy."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import rights
from articles.models.story import Story


class RevisionQuerySet(models.QuerySet):
    """The questions asked about a story's past."""

    def latest_of(self, story):
        """Return the story's latest revision, or None before its first save."""
        return self.filter(story=story).order_by("-number").first()

    def live_of(self, story, at):
        """Return the version of this story that readers see at this moment, or None."""
        edition = apps.get_model("articles", "Edition").objects.live(at).filter(story=story).first()
        return edition and edition.revision

    def for_history(self):
        """
        Return versions with what a row of the history shows, without their contents.

        `number_before` is the number of the version before, whatever else of the story has been filtered out.
        """
        before = Revision.objects.filter(story=OuterRef("story"), number__lt=OuterRef("number")).order_by("-number")
        rows = self.defer("content").select_related("saved_by")
        return rows.annotate(number_before=Subquery(before.values("number")[:1]))

    def labelled(self):
        """Return the versions that somebody has given a name."""
        return self.exclude(label="")

    def published(self, at):
        """Return the versions that readers have seen, see, or will see as things stand."""
        editions = apps.get_model("articles", "Edition").objects.filter(revision=OuterRef("pk"))
        return self.filter(Exists(editions.shown_by(at)) | Exists(editions.scheduled(at)))

    def pinned(self):
        """Return the versions that stand above the others in the history."""
        return self.filter(pinned=True)

    def unpinned(self):
        """Return the versions that stand in the history at their place in time."""
        return self.filter(pinned=False)

    def older_than(self, number):
        """Return the versions before this one; all, where it is None."""
        return self if number is None else self.filter(number__lt=number)

    def numbered(self, numbers):
        """Return the versions that have these numbers."""
        return self.filter(number__in=numbers)

    def latest_numbers(self, count):
        """Return the numbers of the latest versions, the latest first."""
        return list(self.order_by("-number").values_list("number", flat=True)[:count])

    def contents(self, numbers):
        """Return {number: content} of those of these versions that exist; one query."""
        return dict(self.numbered(numbers).values_list("number", "content"))


class Revision(models.Model):
    """
    A snapshot of the whole working copy at one save. Never changed: a restore writes a new one.

    Only what the desk hangs on it may change, by the verbs `rename`, `pin` and `unpin`: these are no acts on the
    story, so its log has no row of them.

    `content` is the story as JSON; its shape is described in articles/revisions/snapshot.py.
    """

    class Kind(models.TextChoices):
        SAVE = "save", _("save")
        RESTORE = "restore", _("restore")

    story = models.ForeignKey(Story, models.CASCADE, related_name="revisions", verbose_name=_("story"))
    number = models.PositiveIntegerField(_("number"))
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("saved by")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SAVE)
    label = models.CharField(_("name"), max_length=100, blank=True)
    pinned = models.BooleanField(_("pinned"), default=False)
    content = models.JSONField(_("content"))
    words = models.PositiveIntegerField(_("word count"), default=0)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=Q(kind__in=["save", "restore"]), name="revision_kind_known"),
        ]

    def __str__(self):
        return _("Version %(number)s") % {"number": self.number}

    def rename(self, label, *, by):
        """Give this version a name by which the desk finds it; an empty one takes it away."""
        self._set(by, label=label)

    def pin(self, *, by):
        """Keep this version above the others in the history."""
        self._set(by, pinned=True)

    def unpin(self, *, by):
        """Give this version its place in time back."""
        self._set(by, pinned=False)

    rename.alters_data = pin.alters_data = unpin.alters_data = True

    def _set(self, by, **values):
        rights.require(by, rights.WRITING, self.story)
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=values)
