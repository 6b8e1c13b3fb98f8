"""What somebody has typed into a story form and not saved yet."""

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from articles.models import rights
from articles.models.story import Story

KEY = r"[0-9A-Za-z]{22}"  # what the key of a form looks like
TITLE_MAX = 120  # characters


def new_key():
    """Return the key of a form that is opened now; nobody can guess it."""
    return get_random_string(22)


class AutosaveQuerySet(models.QuerySet):
    """What is done with words that are typed and not saved."""

    def of(self, user, story):
        """Return what this person typed into forms of this story, of new ones where it is None; the latest first."""
        return self.filter(user=user, story=story, is_new=story is None).order_by("-typed_at", "-pk")

    def keyed(self, user, key):
        """Return what this person typed into the form of this key."""
        return self.filter(user=user, key=key)

    def without_form(self, user):
        """Return what this person typed and finds under no story: a new one, or one that is gone or closed to them."""
        beside = self.filter(user=user, story__in=Story.objects.open_to(user))
        return self.filter(user=user).exclude(pk__in=beside.values("pk")).order_by("-typed_at", "-pk")

    def older_than(self, moment):
        """Return what nobody has typed on since."""
        return self.filter(typed_at__lt=moment)

    def keep(self, fields, *, key, by, title="", story=None, is_new=None, at):
        """
        Keep a form as this person has typed it so far, in place of what the same form kept before; return the row.

        What arrives late, typed before what is kept already, changes nothing; nor does what is kept already, sent again
        by a browser that had no answer. `is_new` is False, without a story, where the story is gone: a row that knows
        which it was keeps that.
        """
        if story:
            rights.require(by, rights.WRITING, story)
        else:
            rights.require_writer(by)
        kept = self.keyed(by, key).first()
        if kept and (kept.typed_at > at or kept.fields == fields):
            return kept
        is_new = story is None if is_new is None else is_new
        typed = {"fields": fields, "title": title[:TITLE_MAX], "typed_at": at}
        where = {"story": story, "is_new": is_new} if story or is_new else {}
        return self.update_or_create(user=by, key=key, defaults=typed | where, create_defaults=typed | where)[0]

    keep.alters_data = True

    def forget(self, key, *, by, typed_at=None):
        """Let one form's words go: they are saved, or not wanted; where a time is given, only if none came later."""
        rows = self.keyed(by, key)
        (rows.filter(typed_at=typed_at) if typed_at else rows).delete()

    forget.alters_data = True


class Autosave(models.Model):
    """
    One open form as one person left it: kept while they type, gone when this form is saved.

    `fields` is what the browser sent, right or wrong: a list of [name, value], files aside. `title` is how it begins.
    `story` is empty for a new one, and for one that was deleted since; `is_new` tells these apart. `key` is the form's:
    two tabs have two rows.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("typed by"))
    key = models.CharField(_("key of the form"), max_length=22)
    story = models.ForeignKey(Story, models.SET_NULL, null=True, related_name="+", verbose_name=_("story"))
    is_new = models.BooleanField(_("of a new story"), default=False)
    title = models.CharField(_("beginning"), max_length=TITLE_MAX, blank=True)
    fields = models.JSONField(_("fields"))
    typed_at = models.DateTimeField(_("typed"), db_index=True)

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("autosave")
        verbose_name_plural = _("autosaves")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="autosave_once_a_form")]

    def __str__(self):
        return f"{self.user}, {self.typed_at:%Y-%m-%d %H:%M}"
