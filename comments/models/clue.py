"""The reasons for holding a comment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comments.models.comment import Comment
from comments.models.edit import Edit


class ClueName(models.TextChoices):
    """What can be found; the label says it to a moderator."""

    HONEYPOT = "honeypot", _("a field was filled that people don’t see")
    LINKS = "links", _("links in the text")
    NO_BROWSER = "no_browser", _("doesn’t look like a browser")
    CHECK_FAILED = "check_failed", _("a check failed")
    TOO_FAST = "too_fast", _("sent faster than anybody types")
    CROSS_SITE = "cross_site", _("sent from another site")
    SCRIPT = "script", _("another script than the story’s")
    CAPITALS = "capitals", _("written in capitals")
    PERSONAL = "personal", _("an address or a telephone number in the text")
    STAFF_NAME = "staff_name", _("the name looks like one of the staff’s")
    DUPLICATE = "duplicate", _("the same text was sent before")
    NEAR_DUPLICATE = "near_duplicate", _("nearly the same text was sent before")
    THROW_AWAY = "throw_away", _("a throw-away address")
    WORDS = "words", _("words on the list")
    FLOOD = "flood", _("a great many comments in a short time")
    REFUSED_BEFORE = "refused_before", _("comments of this reader were refused lately")
    HEAT = "heat", _("the discussion is heated")
    BLOCKED = "blocked", _("blocked by a moderator")
    HOUSE = "house", _("everything is held at the moment")


# What is found in how a comment was sent, not in what it says.
OF_SENDING = (ClueName.HONEYPOT, ClueName.TOO_FAST, ClueName.CROSS_SITE, ClueName.NO_BROWSER)


class ClueQuerySet(models.QuerySet):
    """The questions asked about clues."""

    def said_of(self, comment, name):
        """Return whether a clue of this name was found for the comment or an edit of it."""
        return self.filter(comment=comment.pk, name=name).exists()

    def about(self, comment, edit=None):
        """Return what was found for the comment itself, or for this edit of it."""
        return self.filter(comment=comment.pk, edit=edit)

    def of_sending(self, comment):
        """Return what was found in how the comment was sent, which no edit undoes."""
        return self.filter(comment=comment.pk, edit__isnull=True, name__in=OF_SENDING)


class Clue(models.Model):
    """
    One named reason for holding a comment, or what its reader made of it later (`edit`); comments/clues/ finds them.

    `spans` are the places in the text that it speaks of, [[start, end], …] in characters.
    """

    Name = ClueName

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="clues", verbose_name=_("comment"))
    edit = models.ForeignKey(Edit, models.CASCADE, null=True, related_name="clues", verbose_name=_("edit"))
    name = models.CharField(_("clue"), max_length=20, choices=Name)
    weight = models.PositiveSmallIntegerField(_("weight"))
    detail = models.TextField(_("detail"), blank=True)
    spans = models.JSONField(_("places"), default=list)

    objects = ClueQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "name"]
        verbose_name = _("clue")
        verbose_name_plural = _("clues")
        indexes = [models.Index("name", name="clue_by_name")]
        constraints = [
            models.CheckConstraint(condition=Q(name__in=ClueName.values), name="clue_name_known"),
            models.UniqueConstraint(fields=["comment", "name"], condition=Q(edit__isnull=True), name="clue_once"),
            models.UniqueConstraint(fields=["edit", "name"], condition=Q(edit__isnull=False), name="clue_once_an_edit"),
        ]

    def __str__(self):
        return self.get_name_display()
