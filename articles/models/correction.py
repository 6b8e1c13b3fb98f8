"""What the paper tells its readers about its own stories: corrections and their kin, kept as data."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.models.story import Story


class Kind(models.TextChoices):
    """What a note to readers says: an error, an unclear passage, news, something about the story, or that it falls."""

    CORRECTION = "correction", _("correction")
    CLARIFICATION = "clarification", _("clarification")
    UPDATE = "update", _("update")
    EDITORS_NOTE = "editors_note", _("editor’s note")
    RETRACTION = "retraction", _("retraction")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """The questions asked about notes to readers."""

    def public(self, at: datetime) -> Self:
        """Return the notes that readers have been told by this moment: those of editions that were not called off."""
        happened = Q(edition__live_until__isnull=True) | Q(edition__live_until__gt=F("edition__live_from"))
        return self.filter(happened, public_from__lte=at)

    def listed(self, at: datetime) -> Self:
        """Return what the paper's page of corrections lists, the latest first: of withdrawn stories, retractions."""
        editions = Edition.objects.filter(story=OuterRef("story"))
        rows = self.public(at).filter(Exists(editions.live(at)) | Q(kind=Kind.RETRACTION))
        return rows.select_related("edition").order_by("-public_from", "-id")

    def before(self, anchor: "Correction") -> Self:
        """Return what comes after this note in `listed` order: the next page, by key and not by offset."""
        return self.filter(
            Q(public_from__lt=anchor.public_from) | Q(public_from=anchor.public_from, pk__lt=anchor.pk),
        )


class Correction(models.Model):
    """One note to readers, public from its edition's beginning. Append-only: publishing/corrections.py writes it."""

    Kind = Kind

    story = models.ForeignKey(Story, models.PROTECT, related_name="corrections", verbose_name=_("story"))
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="corrections", verbose_name=_("edition"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    text = models.TextField(_("text"), max_length=1000)
    public_from = models.DateTimeField(_("public from"))
    made_at = models.DateTimeField(_("written"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-public_from", "-id"]
        verbose_name = _("note to readers")
        verbose_name_plural = _("notes to readers")
        indexes = [models.Index("public_from", name="correction_latest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="correction_has_text",
                violation_error_message=_("Write the note to readers."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.story}"

    @property
    def language(self) -> str:
        return self.edition.language

    def as_data(self) -> dict[str, str]:
        """Return what pages, feeds and structured data say of it; `at` is in ISO 8601."""
        return {"kind": self.kind, "text": self.text, "at": self.public_from.isoformat(), "language": self.language}
