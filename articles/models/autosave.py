"""What somebody has typed into a story form and not saved yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import rights
from articles.models.story import Story


class AutosaveQuerySet(models.QuerySet):
    """What is done with words that are typed and not saved."""

    def of(self, user, story):
        """Return what this person typed into the form of this story, or of a new one where story is None."""
        return self.filter(user=user, story=story)

    def keep(self, fields, *, by, story=None, at):
        """Keep the form as this person has typed it so far, in place of what was kept before; return the row."""
        if story:
            rights.require(by, rights.WRITING, story)
        else:
            rights.require_writer(by)
        typed = {"fields": fields, "typed_at": at}
        return self.update_or_create(user=by, story=story, defaults=typed)[0]

    def forget(self, *, by, story=None):
        """Let go of what was typed: it has been saved, or isn't wanted."""
        self.of(by, story).delete()


class Autosave(models.Model):
    """
    The form of one story as one person left it: kept while typing, gone with the next save.

    `fields` is what the browser sent, right or wrong: a list of [name, value], files aside. `story` is empty for a
    story that was never saved.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("typed by"))
    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="+", verbose_name=_("story"))
    fields = models.JSONField(_("fields"))
    typed_at = models.DateTimeField(_("typed"))

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("autosave")
        verbose_name_plural = _("autosaves")
        constraints = [
            models.UniqueConstraint(fields=["user", "story"], name="autosave_once_a_story"),
            models.UniqueConstraint(fields=["user"], condition=Q(story__isnull=True), name="autosave_one_new_story"),
        ]

    def __str__(self):
        return f"{self.user}, {self.typed_at:%Y-%m-%d %H:%M}"
