"""Acts on stories: the log of those that were done, and why one can’t be, in a sentence for a journalist."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.verbs import WORKFLOW, Verb


class Refused(Exception):
    """An act that can't be done; the message says why, for a journalist."""


class NotPermitted(Refused):
    """An act that this person may not do; the message says whom to ask, and nothing of what it was about."""


class StoryActQuerySet(models.QuerySet["StoryAct"]):
    """The questions asked about what was done with stories."""

    def last_of(self, verbs: Iterable[Verb]) -> "StoryAct | None":
        return self.filter(verb__in=verbs).select_related("by").order_by("-done_at", "-id").first()

    def for_log(self) -> Self:
        """Return these acts with all that the log says of each, in one query; the texts themselves aside."""
        with_names = self.select_related("by", "to", "revision", "edition__revision")
        return with_names.defer("revision__content", "edition__revision__content")

    def last_note(self) -> "StoryAct | None":
        """Return the last of these acts by which somebody left the next person a word."""
        return self.exclude(note="").last_of(WORKFLOW)


class StoryAct(models.Model):
    """One act on a story, with the text as it stood (`revision`) and whom it was given (`to`). Append-only."""

    Verb = Verb

    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="acts", verbose_name=_("story"))
    edition = models.ForeignKey(
        "articles.Edition", models.PROTECT, null=True, related_name="acts", verbose_name=_("edition")
    )
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, null=True, related_name="acts", verbose_name=_("version")
    )
    verb = models.CharField(_("action"), max_length=10, choices=Verb)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("to"))
    done_at = models.DateTimeField(_("when"), default=timezone.now)
    note = models.TextField(_("note"), blank=True)
    # What the gate checked at that moment, frozen: see articles.gate.checks for the shape.
    checks = models.JSONField(_("checks"), default=list, blank=True)

    objects = StoryActQuerySet.as_manager()

    class Meta:
        ordering = ["-done_at", "-id"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [
            models.CheckConstraint(condition=Q(verb__in=Verb.values), name="act_verb_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} – {self.by}"

    @property
    def warnings(self) -> list[str]:
        """Return what the gate said without stopping the act."""
        return [check["sentence"] for check in self.checks if check["result"] == "found"]
