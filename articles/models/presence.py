"""Who has a story open at the desk just now."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.story import Story

# The form says that it is open every 15 seconds (articles/static/articles/presence.js): two may get lost.
GONE_AFTER = timedelta(seconds=50)


class PresenceQuerySet(models.QuerySet["Presence"]):
    """The questions asked about who has a story open."""

    def others(self, story: Story, user: User, at: datetime) -> Self:
        """Return who else has this story open, the first come first."""
        rows = self.filter(story=story).seen_around(at).exclude(user=user)
        return rows.select_related("user").order_by("since_at", "id")

    def seen_around(self, at: datetime) -> Self:
        """Return who has been seen lately; a time in the future was written by a clock that was wrong."""
        return self.filter(seen_at__gt=at - GONE_AFTER, seen_at__lte=at + GONE_AFTER)

    def note(self, story: Story, user: User, at: datetime) -> None:
        """Note that this person has the story open; after a time away they have come anew."""
        seen = self.filter(story=story, user=user)
        if not seen.seen_around(at).update(seen_at=at):
            self.update_or_create(story=story, user=user, defaults={"since_at": at, "seen_at": at})

    def forget(self, story: Story, user: User) -> None:
        """Note that this person has closed the story."""
        self.filter(story=story, user=user).delete()


class Presence(models.Model):
    """One person with one story open: seen there again and again while the form is on their screen."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="presences", verbose_name=_("story"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who"))
    since_at = models.DateTimeField(_("since"))
    seen_at = models.DateTimeField(_("last active"))

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["story", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.story}"
