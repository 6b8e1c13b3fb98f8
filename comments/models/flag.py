"""The reasons for holding a comment: one row a flag."""

from collections.abc import Iterable
from typing import NamedTuple, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comments.models.edit import Edit
from newsroom.db.row_choices import RowChoices
from newsroom.types import StrOrPromise


class Row(NamedTuple):
    """What there is to know of a flag. Its check is the function of its name in comments/screening/checks/."""

    weight: int  # the most that it says against a comment; a check can give it less
    is_of_sending: bool = False  # whether it is found in how a comment was sent, not in what it says
    is_asking: bool = False  # whether its check asks the database


class FlagName(RowChoices):
    """A flag, as ("value", its Row, what it says to a moderator)."""

    HONEYPOT = "honeypot", Row(8, is_of_sending=True), _("hidden field filled in")
    LINKS = "links", Row(10), _("links in the text")
    NO_BROWSER = "no_browser", Row(9, is_of_sending=True), _("not sent by a browser, it seems")
    CHECK_FAILED = "check_failed", Row(5), _("automatic check failed")
    TOO_FAST = "too_fast", Row(6, is_of_sending=True), _("sent too fast to have been typed")
    CROSS_SITE = "cross_site", Row(6, is_of_sending=True), _("sent from another site")
    SCRIPT = "script", Row(7), _("script other than the story’s")
    CAPITALS = "capitals", Row(3), _("written in capitals")
    PERSONAL = "personal", Row(6), _("address or phone number in the text")
    STAFF_NAME = "staff_name", Row(6, is_asking=True), _("name close to a staff member’s")
    DUPLICATE = "duplicate", Row(10, is_asking=True), _("same text sent before")
    NEAR_DUPLICATE = "near_duplicate", Row(8, is_asking=True), _("almost the same text sent before")
    THROW_AWAY = "throw_away", Row(4), _("disposable email address")
    WORDS = "words", Row(10), _("words from the watch list")
    FLOOD = "flood", Row(6), _("many comments in a short time")
    REFUSED_BEFORE = "refused_before", Row(8, is_asking=True), _("recent rejections for this reader")
    HEAT = "heat", Row(2, is_asking=True), _("heated discussion")
    BLOCKED = "blocked", Row(10, is_asking=True), _("matches a block")
    ALL_HELD = "all_held", Row(1), _("all comments currently held")


def flag_names() -> Iterable[tuple[str, StrOrPromise]]:
    """A function, so that a new flag needs no migration."""
    return FlagName.choices


class FlagQuerySet(models.QuerySet["Flag"]):
    """The questions asked about flags."""

    def said_of(self, comment: models.Model, name: str) -> bool:
        return self.filter(comment=comment.pk, name=name).exists()

    def about(self, comment: models.Model, edit: Edit | None = None) -> Self:
        return self.filter(comment=comment.pk, edit=edit)

    def of_sending(self, comment: models.Model) -> Self:
        """What was found in how the comment was sent, which no edit undoes."""
        names = [name for name in FlagName if name.row.is_of_sending]
        return self.filter(comment=comment.pk, edit__isnull=True, name__in=names)


class Flag(models.Model):
    """One reason for holding a comment, or an `edit` of it; `spans` are [[start, end], …] in characters."""

    Name = FlagName

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="flags", verbose_name=_("comment"))
    edit = models.ForeignKey(Edit, models.CASCADE, null=True, related_name="flags", verbose_name=_("edit"))
    name = models.CharField(_("flag"), max_length=20, choices=flag_names)
    weight = models.PositiveSmallIntegerField(_("weight"))
    detail = models.TextField(_("detail"), blank=True)
    spans = models.JSONField(_("places"), default=list)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "name"]
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        indexes = [models.Index("name", name="flag_by_name")]
        constraints = [
            models.UniqueConstraint(fields=["comment", "name"], condition=Q(edit__isnull=True), name="flag_once"),
            models.UniqueConstraint(fields=["edit", "name"], condition=Q(edit__isnull=False), name="flag_once_an_edit"),
        ]

    def __str__(self) -> str:
        return self.get_name_display()
