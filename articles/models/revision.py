"""Snapshots of the working copy."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.story import Story


class RevisionQuerySet(models.QuerySet):
    """The questions asked about a story's past."""

    def latest_of(self, story):
        """Return the story's latest revision, or None before its first save."""
        return self.filter(story=story).order_by("-number").first()


class Revision(models.Model):
    """
    A snapshot of the whole working copy at one save. Never changed: a restore writes a new one.

    `content` is the story as JSON; its shape is described in articles/snapshot.py.
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
    label = models.CharField(_("label"), max_length=100, blank=True)
    pinned = models.BooleanField(_("pinned"), default=False)
    content = models.JSONField(_("content"))
    words = models.PositiveIntegerField(_("words"), default=0)

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
