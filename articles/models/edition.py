"""What readers see, and from when until when."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from articles.models.image import Image
from articles.models.people import Signature
from articles.models.story_fields import Head
from articles.models.taxonomy import Section, Tag
from newsroom.db.search_fields import Searchable, SearchableQuerySet, SearchTextField

if TYPE_CHECKING:
    from articles.models.story import Story  # which imports this module


class EditionQuerySet(SearchableQuerySet):
    """The questions that readers ask. Public code starts from `live` and from nothing else."""

    def live(self, at: datetime) -> Self:
        """See also Edition.is_live."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__lte=at)

    def scheduled(self, at: datetime) -> Self:
        """Return what isn't public yet but will be. See also Edition.is_scheduled."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")), live_from__gt=at)

    def current(self, at: datetime) -> Self:
        return self.live(at) | self.scheduled(at)

    def shown_by(self, at: datetime) -> Self:
        """Return every edition that readers have seen by this moment, whether or not they still do."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")), live_from__lte=at)

    def last_shown(self, story: int | models.OuterRef, at: datetime) -> Self:
        """Return what readers have seen of this story (its id), the last first."""
        return self.filter(story__pk=story).shown_by(at).order_by("-number")

    def ended_by(self, edition: "Edition") -> Self:
        """Return the edition that ends where this one, of the same story, begins."""
        return self.filter(live_until=edition.live_from, live_from__lt=edition.live_from)

    def beginning(self, start: datetime, end: datetime) -> Self:
        """Return the editions that go live in [start, end)."""
        return self.filter(live_from__gte=start, live_from__lt=end)

    def first_of_story(self) -> Self:
        return self.filter(kind=Edition.Kind.FIRST)

    def not_over(self, at: datetime) -> Self:
        """Return what readers see or will, and what has ended at this very moment."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gte=at))

    def live_around(self, at: datetime, by: timedelta) -> Self:
        """Return what readers see by a clock that is wrong by so much at most."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gte=at - by), live_from__lte=at + by)

    def sections(self) -> set[int]:
        return set(self.order_by().values_list("section", flat=True))

    def of(self, stories: "Iterable[Story] | Iterable[int]") -> Self:
        return self.filter(story__in=stories)

    def at_path(self, path: str, at: datetime) -> "Edition | None":
        """Return the edition whose story has, or has had, this address, with all that its page shows."""
        editions = self.select_related("section", "lead_image__credit", "revision").with_bylines()
        return editions.filter(story__paths__path=path, story__paths__public_from__lte=at).first()

    def showing(self, image: Image) -> Self:
        return self.filter(image_uses__image=image)

    def latest_first(self) -> Self:
        """By first publication, which an update doesn't move."""
        return self.order_by("-first_published_at", "-story_id")

    def after(self, anchor: "Edition") -> Self:
        """Return what comes after this edition in `latest_first` order: the next page, by key and not by offset."""
        return self.filter(
            Q(first_published_at__lt=anchor.first_published_at)
            | Q(first_published_at=anchor.first_published_at, story_id__lt=anchor.story_id)
        )

    def for_publication_box(self) -> Self:
        return self.select_related("published_by", "revision").defer("revision__content")

    def for_lists(self) -> Self:
        """Return editions with all that a card shows, in two queries."""
        return self.select_related("section", "lead_image__credit").with_bylines()

    def with_bylines(self) -> Self:
        return self.prefetch_related(Prefetch("bylines", EditionByline.objects.select_related("contributor")))


class Edition(Searchable, Head):
    """
    One revision made public for the interval [live_from, live_until).

    An edition is never deleted. One that was called off before readers saw it keeps an empty interval. The flat
    columns are copies for lists; the body renders from the revision.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("first publication")
        SILENT_FIX = "silent_fix", _("silent fix")
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")
        RESTORED = "restored", _("republished")

    # Only these move the "modified" date that readers see.
    MODIFYING = (Kind.UPDATE, Kind.CORRECTION)

    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="editions", verbose_name=_("story"))
    revision = models.ForeignKey(
        "articles.Revision", models.PROTECT, related_name="editions", verbose_name=_("version")
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    # The end that the edition before had until this one replaced it: given back if this one is called off.
    replaced_until = models.DateTimeField(null=True, blank=True, editable=False)
    first_published_at = models.DateTimeField(_("first published"))
    modified_at = models.DateTimeField(_("modified"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("published by")
    )
    published_at = models.DateTimeField(_("decided"))
    path = models.CharField(_("address"), max_length=120)
    notice = models.TextField(
        _("notice of withdrawal"), blank=True, help_text=_("Shown to readers in place of the story.")
    )

    section = models.ForeignKey(Section, models.PROTECT, related_name="editions", verbose_name=_("section"))
    lead_image = models.ForeignKey(
        Image, models.PROTECT, null=True, related_name="led_editions", verbose_name=_("lead picture")
    )
    tags = models.ManyToManyField(Tag, related_name="editions", verbose_name=_("tags"))
    # What the page says of the story's corrections, so that it needs no query of its own: see Correction.as_data.
    notes = models.JSONField(_("notes to readers"), default=list, blank=True, editable=False)
    search_text = SearchTextField(sources=["headline"])

    objects = EditionQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes it for an instance's

    class Meta:
        ordering = ["-live_from", "-number"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        indexes = [
            models.Index("first_published_at", "story", name="edition_latest"),
            models.Index("section", "first_published_at", "story", name="edition_section_latest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["story"], condition=Q(live_until__isnull=True), name="edition_one_open_ended"
            ),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gte=F("live_from")),
                name="edition_interval_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"

    def is_live(self, at: datetime) -> bool:
        """See also EditionQuerySet.live."""
        return self.live_from <= at and (self.live_until is None or self.live_until > at)

    def is_scheduled(self, at: datetime) -> bool:
        """See also EditionQuerySet.scheduled."""
        return self.live_from > at and (self.live_until is None or self.live_until > self.live_from)


class EditionByline(Signature):
    """Whom an edition names."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="bylines", verbose_name=_("edition"))

    class Meta(Signature.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "contributor", "role"], name="edition_byline_once")]


class ImageUseQuerySet(models.QuerySet["ImageUse"]):
    """The questions that the desk asks about where pictures are shown."""

    def in_turn(self, images: Iterable[int]) -> Self:
        """Return where readers have seen pictures (their ids), see them or will, with the edition, earliest first."""
        not_called_off = Q(edition__live_until__isnull=True) | Q(edition__live_until__gt=F("edition__live_from"))
        uses = self.filter(not_called_off, image__in=images).select_related("edition")
        return uses.order_by("edition__live_from", "edition_id")

    def current(self, image: Image, at: datetime) -> Self:
        """Return where readers see this picture, or will, with the edition, the earliest first."""
        uses = self.filter(image=image, edition__in=Edition.objects.current(at)).select_related("edition__section")
        return uses.order_by("edition__live_from", "edition_id")


class ImageUse(models.Model):
    """A picture that an edition shows: as its lead, or in its text, where the database can't see it otherwise."""

    image = models.ForeignKey(Image, models.PROTECT, related_name="uses", verbose_name=_("picture"))
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="image_uses", verbose_name=_("edition"))

    objects = ImageUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a picture")
        verbose_name_plural = _("uses of pictures")
        constraints = [models.UniqueConstraint(fields=["image", "edition"], name="image_use_once")]

    def __str__(self) -> str:
        return f"{self.image} – {self.edition}"


class StoryPathQuerySet(models.QuerySet["StoryPath"]):
    """The questions asked about addresses."""

    def issued(self, path: str) -> "StoryPath | None":
        """Return this address with its story, whether or not readers can know it yet."""
        return self.filter(path=path).select_related("story").first()

    def stories_at(self, paths: Iterable[str]) -> dict[str, int]:
        """Return {address: id of its story} for the addresses that stories have or have had; one query, or none."""
        return dict(self.filter(path__in=paths).values_list("path", "story_id")) if paths else {}

    def unknown(self, at: datetime) -> Self:
        """Return the addresses that readers can't know yet."""
        return self.filter(public_from__gt=at)


class StoryPath(models.Model):
    """An address that a story has had: it answers for ever, from the moment that readers could first know it."""

    path = models.CharField(_("address"), max_length=120, unique=True)
    story = models.ForeignKey("articles.Story", models.PROTECT, related_name="paths", verbose_name=_("story"))
    public_from = models.DateTimeField(_("public from"))

    objects = StoryPathQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return self.path
