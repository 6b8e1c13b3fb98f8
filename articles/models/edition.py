"""What readers see, and from when until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from articles.models.image import Image
from articles.models.people import Signature
from articles.models.story_fields import Head
from articles.models.taxonomy import Section, Tag
from newsroom.db.search_fields import Searchable, SearchableQuerySet, SearchTextField


class EditionQuerySet(SearchableQuerySet):
    """The questions that readers ask. Public code starts from `live` and from nothing else."""

    def live(self, at):
        """Return what readers see at this moment. See also Edition.is_live."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=at), live_from__lte=at)

    def scheduled(self, at):
        """Return what isn't public yet but will be. See also Edition.is_scheduled."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")), live_from__gt=at)

    def current(self, at):
        """Return what readers see at this moment, or will as things stand."""
        return self.live(at) | self.scheduled(at)

    def shown_by(self, at):
        """Return every edition that readers have seen by this moment, whether or not they still do."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")), live_from__lte=at)

    def last_shown(self, story, at):
        """Return what readers have seen of this story (its id, or an OuterRef) by this moment, the last first."""
        return self.filter(story__pk=story).shown_by(at).order_by("-number")

    def ended_by(self, edition):
        """Return the edition that ends where this one, of the same story, begins."""
        return self.filter(live_until=edition.live_from, live_from__lt=edition.live_from)

    def beginning(self, start, end):
        """Return the editions that go live in [start, end)."""
        return self.filter(live_from__gte=start, live_from__lt=end)

    def first_of_story(self):
        return self.filter(kind=Edition.Kind.FIRST)

    def not_over(self, at):
        """Return what readers see at this moment or will, and what has ended at this very moment."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gte=at))

    def live_around(self, at, by):
        """Return what readers see at a moment that lies so far (timedelta) from this one at most, by whatever clock."""
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gte=at - by), live_from__lte=at + by)

    def sections(self):
        """Return the ids of the sections in which these editions stand."""
        return set(self.order_by().values_list("section", flat=True))

    def of(self, stories):
        """Return the editions of these stories, or of the stories with these ids."""
        return self.filter(story__in=stories)

    def at_path(self, path, at):
        """
        Return the one edition of these whose story has, or has had, this address; None if there is none.

        With it come all that the story page's head shows, and the text to render.
        """
        editions = self.select_related("section", "lead_image__credit", "revision").with_bylines()
        return editions.filter(story__paths__path=path, story__paths__public_from__lte=at).first()

    def showing(self, image):
        return self.filter(image_uses__image=image)

    def latest_first(self):
        """Return the newest stories first: by first publication, which an update doesn't move."""
        return self.order_by("-first_published_at", "-story_id")

    def after(self, anchor):
        """Return what comes after this edition in `latest_first` order: the next page, by key and not by offset."""
        return self.filter(
            Q(first_published_at__lt=anchor.first_published_at)
            | Q(first_published_at=anchor.first_published_at, story_id__lt=anchor.story_id)
        )

    def for_publication_box(self):
        """Return editions with who published them, and their version's number; without its text."""
        return self.select_related("published_by", "revision").defer("revision__content")

    def for_lists(self):
        """Return editions with all that a card shows; two queries whatever the number of cards."""
        return self.select_related("section", "lead_image__credit").with_bylines()

    def with_bylines(self):
        """Return editions with their bylines and contributors in one more query."""
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

    objects = EditionQuerySet.as_manager()

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

    def __str__(self):
        return f"{self.headline} ({self.number})"

    def is_live(self, at):
        """Return whether readers see this edition at this moment. See also EditionQuerySet.live."""
        return self.live_from <= at and (self.live_until is None or self.live_until > at)

    def is_scheduled(self, at):
        """Return whether this edition isn't public yet but will be. See also EditionQuerySet.scheduled."""
        return self.live_from > at and (self.live_until is None or self.live_until > self.live_from)


class EditionByline(Signature):
    """Whom an edition names."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="bylines", verbose_name=_("edition"))

    class Meta(Signature.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "contributor", "role"], name="edition_byline_once")]


class ImageUseQuerySet(models.QuerySet):
    """The questions that the desk asks about where pictures are shown."""

    def in_turn(self, images):
        """Return where readers have seen these pictures, see them or will, with the edition, the earliest first."""
        not_called_off = Q(edition__live_until__isnull=True) | Q(edition__live_until__gt=F("edition__live_from"))
        uses = self.filter(not_called_off, image__in=images).select_related("edition")
        return uses.order_by("edition__live_from", "edition_id")

    def current(self, image, at):
        """Return where readers see this picture at this moment, or will, with the edition, the earliest first."""
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

    def __str__(self):
        return f"{self.image} – {self.edition}"


class StoryPathQuerySet(models.QuerySet):
    """The questions asked about addresses."""

    def issued(self, path):
        """Return this address with its story, whether or not readers can know it yet; None where no story had it."""
        return self.filter(path=path).select_related("story").first()

    def stories_at(self, paths):
        """Return {address: id of its story} for the addresses that stories have or have had; one query, or none."""
        return dict(self.filter(path__in=paths).values_list("path", "story_id")) if paths else {}

    def unknown(self, at):
        """Return the addresses that nobody outside could know yet."""
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

    def __str__(self):
        return self.path
