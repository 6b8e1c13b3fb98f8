"""The reasons for holding a comment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.edit import Edit


class FlagName(models.TextChoices):
    """What can be found; the label says it to a moderator."""

    HONEYPOT = "honeypot", _("hidden field filled in")
    LINKS = "links", _("links in the text")
    NO_BROWSER = "no_browser", _("not sent by a browser, it seems")
    CHECK_FAILED = "check_failed", _("automatic check failed")
    TOO_FAST = "too_fast", _("sent too fast to have been typed")
    CROSS_SITE = "cross_site", _("sent from another site")
    SCRIPT = "script", _("script other than the story’s")
    CAPITALS = "capitals", _("written in capitals")
    PERSONAL = "personal", _("address or phone number in the text")
    STAFF_NAME = "staff_name", _("name close to a staff member’s")
    DUPLICATE = "duplicate", _("same text sent before")
    NEAR_DUPLICATE = "near_duplicate", _("almost the same text sent before")
    THROW_AWAY = "throw_away", _("disposable email address")
    WORDS = "words", _("words from the watch list")
    FLOOD = "flood", _("many comments in a short time")
    REFUSED_BEFORE = "refused_before", _("recent rejections for this reader")
    HEAT = "heat", _("heated discussion")
    BLOCKED = "blocked", _("matches a block")
    HOUSE = "house", _("all comments currently held")


# What is found in how a comment was sent, not in what it says.
OF_SENDING = (FlagName.HONEYPOT, FlagName.TOO_FAST, FlagName.CROSS_SITE, FlagName.NO_BROWSER)


class FlagQuerySet(models.QuerySet):
    """The questions asked about flags."""

    def said_of(self, comment, name):
        """Return whether a flag of this name was found for the comment or an edit of it."""
        return self.filter(comment=comment.pk, name=name).exists()

    def about(self, comment, edit=None):
        """Return what was found for the comment itself, or for this edit of it."""
        return self.filter(comment=comment.pk, edit=edit)

    def of_sending(self, comment):
        """Return what was found in how the comment was sent, which no edit undoes."""
        return self.filter(comment=comment.pk, edit__isnull=True, name__in=OF_SENDING)


class Flag(models.Model):
    """
    One named reason for holding a comment, or what its reader made of it later (`edit`): see comments/screening/.

    `spans` are the places in the text that it speaks of, [[start, end], …] in characters.
    """

    Name = FlagName

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="flags", verbose_name=_("comment"))
    edit = models.ForeignKey(Edit, models.CASCADE, null=True, related_name="flags", verbose_name=_("edit"))
    name = models.CharField(_("flag"), max_length=20, choices=Name)
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
            models.CheckConstraint(condition=Q(name__in=FlagName.values), name="flag_name_known"),
            models.UniqueConstraint(fields=["comment", "name"], condition=Q(edit__isnull=True), name="flag_once"),
            models.UniqueConstraint(fields=["edit", "name"], condition=Q(edit__isnull=False), name="flag_once_an_edit"),
        ]

    def __str__(self):
        return self.get_name_display()
