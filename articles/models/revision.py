"""Snapshots of the working copy, and the links that show one to somebody without an account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import rights
from articles.models.edition import Edition
from articles.models.story import Story


class RevisionQuerySet(models.QuerySet["Revision"]):
    """The questions asked about a story's past."""

    def latest_of(self, story: Story) -> "Revision | None":
        return self.filter(story=story).order_by("-number").first()

    def for_history(self) -> Self:
        """Return versions without contents; `number_before` is the one before, even if it is left out here."""
        before = Revision.objects.filter(story=OuterRef("story"), number__lt=OuterRef("number")).order_by("-number")
        rows = self.defer("content").select_related("saved_by")
        return rows.annotate(number_before=Subquery(before.values("number")[:1]))

    def labelled(self) -> Self:
        return self.exclude(label="")

    def published(self, at: datetime) -> Self:
        """Return the versions that readers have seen, see, or will see as things stand."""
        editions = Edition.objects.filter(revision=OuterRef("pk"))
        return self.filter(Exists(editions.shown_by(at)) | Exists(editions.scheduled(at)))

    def pinned(self) -> Self:
        return self.filter(pinned=True)

    def unpinned(self) -> Self:
        return self.filter(pinned=False)

    def older_than(self, number: int | None) -> Self:
        return self if number is None else self.filter(number__lt=number)

    def numbered(self, numbers: Iterable[int]) -> Self:
        return self.filter(number__in=numbers)

    def latest_numbers(self, count: int) -> list[int]:
        return list(self.order_by("-number").values_list("number", flat=True)[:count])

    def contents(self, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return {number: content}."""
        return dict(self.numbered(numbers).values_list("number", "content"))


class Revision(models.Model):
    """
    A snapshot of the whole working copy at one save. Never changed: a restore writes a new one.

    Only its name and its pin may change; these are no acts on the story, so its log has no row of them. The shape of
    `content` is described in articles/revisions/snapshot.py.
    """

    class Kind(models.TextChoices):
        SAVE = "save", _("save")
        RESTORE = "restore", _("restore")

    story = models.ForeignKey(Story, models.CASCADE, related_name="revisions", verbose_name=_("story"))
    number = models.PositiveIntegerField(_("number"))
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("saved by")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SAVE)
    label = models.CharField(_("name"), max_length=100, blank=True)
    pinned = models.BooleanField(_("pinned"), default=False)
    content = models.JSONField(_("content"))
    words = models.PositiveIntegerField(_("word count"), default=0)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return _("Version %(number)s") % {"number": self.number}

    def rename(self, label: str, *, by: User) -> None:
        """Give this version a name by which the desk finds it; an empty one takes it away."""
        self._set(by, label=label)

    def pin(self, *, by: User) -> None:
        """Keep this version above the others in the history."""
        self._set(by, pinned=True)

    def unpin(self, *, by: User) -> None:
        """Give this version its place in time back."""
        self._set(by, pinned=False)

    for _verb in (rename, pin, unpin):
        _verb.alters_data = True  # type: ignore[union-attr]  # Django's mark, which the stubs don't know

    def _set(self, by: User, **values: Any) -> None:
        rights.require(by, rights.WRITING, self.story)
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=values)


def _signer() -> signing.Signer:
    # Not the usual colon: chat programs and mail end a link there.
    return signing.Signer(salt="articles.preview", sep=".")


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """The questions asked about shared previews."""

    def open(self, at: datetime) -> Self:
        """See also PreviewLink.is_open."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)

    def signed(self, token: str) -> "PreviewLink | None":
        """Return the link that this token stands for, open or not, with its version and story."""
        try:
            pk = _signer().unsign(token)
        except signing.BadSignature:
            return None
        return self.select_related("revision__story").filter(pk=pk).first()

    def of_story(self, story: Story) -> Self:
        """Return the links to any version of this story, with who made them."""
        links = self.filter(revision__story=story).select_related("revision", "made_by", "revoked_by")
        return links.defer("revision__content").order_by("-made_at", "-id")


class PreviewLink(models.Model):
    """One version shown to those who have the link, until it expires or is revoked: see publishing/preview_links.py."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="preview_links", verbose_name=_("version"))
    recipient = models.CharField(
        _("recipient"), max_length=120, blank=True, help_text=_("Only to recognise the link; never shown to readers.")
    )
    made_at = models.DateTimeField(_("created"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("revoked by")
    )
    uses = models.PositiveIntegerField(_("times opened"), default=0)
    used_at = models.DateTimeField(_("last opened"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="preview_link_expires_later"),
        ]

    def __str__(self) -> str:
        return self.recipient or f"{self.revision}"

    @property
    def token(self) -> str:
        """What the link's address ends in, always the same: signed, so that nobody can make one up."""
        return _signer().sign(str(self.pk))

    def is_open(self, at: datetime) -> bool:
        """See also PreviewLinkQuerySet.open."""
        return self.revoked_at is None and self.expires_at > at
