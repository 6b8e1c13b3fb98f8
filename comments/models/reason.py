"""The reasons for a refusal that moderators choose from."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comments.models.fields import REASON_MAX


class ReasonQuerySet(models.QuerySet["Reason"]):
    """The questions asked about reasons."""

    def on_keys(self) -> Self:
        return self.filter(key__isnull=False).order_by("key")

    def on_key(self, key: int) -> "Reason | None":
        return self.filter(key=key).first()


class Reason(models.Model):
    """A reason for a refusal, chosen by a key from 1 to 9; its text goes to the reader in the story's language."""

    key = models.PositiveSmallIntegerField(_("key"), null=True, blank=True, unique=True)
    title_fr = models.CharField(_("title, in French"), max_length=60)
    title_en = models.CharField(_("title, in English"), max_length=60)
    text_fr = models.CharField(_("text for the reader, in French"), max_length=REASON_MAX)
    text_en = models.CharField(_("text for the reader, in English"), max_length=REASON_MAX)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering = ["key", "id"]
        verbose_name = _("reason for rejection")
        verbose_name_plural = _("reasons for rejection")
        constraints = [
            models.CheckConstraint(
                condition=Q(key__isnull=True) | Q(key__range=(1, 9)),
                name="reason_key_from_1_to_9",
                violation_error_message=_("The key must be a digit from 1 to 9."),
            )
        ]

    def __str__(self) -> str:
        return self.title_fr if settings.LANGUAGE_CODE[:2] == "fr" else self.title_en

    def text_in(self, language: str) -> str:
        return self.text_fr if language == "fr" else self.text_en

    def says(self, words: str) -> bool:
        """Whether these words are this reason as it stands, in either language, or none."""
        return words in {"", self.title_fr, self.title_en, self.text_fr, self.text_en}

    def words_in(self, language: str, reason: str) -> str:
        """The text in this language where `reason` is this one as it stands, else the moderator's own words."""
        return self.text_in(language) if self.says(reason) else reason
