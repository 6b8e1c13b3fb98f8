"""What somebody has typed into a story form and not saved yet."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from articles.models import rights
from articles.models.story import Story

KEY = r"[0-9A-Za-z]{22}"  # what the key of a form looks like
TITLE_MAX = 120  # characters


def new_key() -> str:
    return get_random_string(22)


class AutosaveQuerySet(models.QuerySet["Autosave"]):
    """What is done with words that are typed and not saved."""

    def of(self, user: User, story: Story | None) -> Self:
        """Return what this person typed into forms of this story, of new ones where it is None; the latest first."""
        rows = self.filter(user=user, is_saved=False)
        return rows.filter(story=story, is_new=story is None).order_by("-typed_at", "-pk")

    def keyed(self, user: User, key: str) -> Self:
        return self.filter(user=user, key=key, is_saved=False)

    def without_form(self, user: User) -> Self:
        """Return what this person typed and finds under no story: a new one, or one that is gone or closed to them."""
        rows = self.filter(user=user, is_saved=False)
        beside = rows.filter(story__in=Story.objects.open_to(user))
        return rows.exclude(pk__in=beside.values("pk")).order_by("-typed_at", "-pk")

    def unsaved(self) -> Self:
        """Return the rows that hold words; the others only know that their form is saved."""
        return self.filter(is_saved=False)

    def older_than(self, moment: datetime) -> Self:
        return self.filter(typed_at__lt=moment)

    def typed_after(self, moment: datetime) -> Self:
        return self.filter(typed_at__gt=moment)

    def keep(
        self,
        fields: list[list[str]],
        *,
        key: str,
        by: User,
        title: str = "",
        story: Story | None = None,
        is_new: bool | None = None,
        at: datetime,
    ) -> "Autosave":
        """
        Keep a form as this person has typed it so far, in place of what the same form kept before; return the row.

        What arrives late changes nothing: typed before what is kept, kept already, or of a form that is saved by now
        (`is_saved`). `is_new` is False, without a story, where that is gone; without either, a row keeps its story.
        """
        if story:
            rights.require(by, rights.WRITING, story)
        else:
            rights.require_writer(by)
        is_new = story is None if is_new is None else is_new
        typed: dict[str, Any] = {"fields": fields, "title": title[:TITLE_MAX], "typed_at": at}
        typed |= {"story": story, "is_new": is_new} if story or is_new else {}
        with transaction.atomic():
            kept = self.keyed(by, key).first()
            return kept if kept and kept.fields == fields else self._take(key, by, typed)

    def _take(self, key: str, by: User, typed: dict[str, Any]) -> "Autosave":
        older = self.keyed(by, key).filter(typed_at__lte=typed["typed_at"])
        if not older.update(**typed):
            row, is_made = self.get_or_create(user=by, key=key, defaults=typed)
            if is_made:
                return row
            older.update(**typed)  # another thread has made the row in between
        return self.get(user=by, key=key)

    def forget(self, key: str, *, by: User, typed_at: datetime | None = None) -> None:
        """Delete one form's words; where a time is given, only if none came later."""
        rows = self.keyed(by, key)
        (rows.filter(typed_at=typed_at) if typed_at else rows).delete()

    def forget_saved(self, key: str, *, by: User, at: datetime | None = None) -> None:
        """Delete the words of a saved form; the row stays, so that words that arrive late aren’t kept again."""
        nothing: dict[str, Any] = {"is_saved": True, "is_new": False, "story": None, "fields": [], "title": ""}
        self.update_or_create(user=by, key=key, defaults=nothing | {"typed_at": at or timezone.now()})

    for _verb in (keep, forget, forget_saved):
        _verb.alters_data = True  # type: ignore[union-attr]  # Django's mark, which the stubs don't know


class Autosave(models.Model):
    """
    One open form as one person left it: kept while they type, gone when this form is saved.

    `fields` is what the browser sent, right or wrong: a list of [name, value], files aside. `title` is how it begins.
    `story` is empty for a new one, and for one that was deleted since; `is_new` tells these apart. `key` is the form's:
    two tabs have two rows. `is_saved` says that the form has been saved at `typed_at`: such a row holds no words.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("typed by"))
    key = models.CharField(_("key of the form"), max_length=22)
    story = models.ForeignKey(Story, models.SET_NULL, null=True, related_name="+", verbose_name=_("story"))
    is_new = models.BooleanField(_("of a new story"), default=False)
    is_saved = models.BooleanField(_("of a saved form"), default=False)
    title = models.CharField(_("beginning"), max_length=TITLE_MAX, blank=True)
    fields = models.JSONField(_("fields"))
    typed_at = models.DateTimeField(_("typed"), db_index=True)

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("autosave")
        verbose_name_plural = _("autosaves")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="autosave_once_a_form")]

    def __str__(self) -> str:
        return f"{self.user}, {self.typed_at:%Y-%m-%d %H:%M}"
