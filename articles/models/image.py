"""Pictures, and who made them."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.db.search_fields import Searchable, SearchableQuerySet, SearchTextField


def unguessable_name(image: "Image", filename: str) -> str:
    # A draft's picture must not be reachable.
    return f"pictures/{secrets.token_urlsafe(18)}.{filename.rpartition('.')[2].lower()}"


SOON = timedelta(days=7)  # before the end of a picture's rights: the desk is told
AT_ONCE = 500  # pictures in a query that goes through all of them


class ImageQuerySet(SearchableQuerySet):
    """The questions that the desk asks about pictures."""

    def with_credit(self) -> Self:
        return self.select_related("credit")

    def one_by_one(self) -> Iterator["Image"]:
        """Yield all pictures, a few hundred a query. No query stays open meanwhile, so that others may write."""
        after = 0
        while some := list(self.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
            yield from some
            after = some[-1].pk

    def locked(self, pk: int) -> "Image | None":
        """Return a picture that only this transaction can change until it ends."""
        return self.with_credit().select_for_update(of=["self"], no_key=True).filter(pk=pk).first()

    def same_file(self, digest: str) -> Self:
        return self.filter(upload_digest=digest)

    def listing(self, name: str) -> Self:
        return self.filter(file=name)

    def uncredited(self) -> Self:
        return self.filter(credit__isnull=True)

    def undescribed(self) -> Self:
        return self.filter(alt="", decorative=False)

    def unused(self) -> Self:
        """Return the pictures that no working copy and no edition shows, past ones included."""
        return self.filter(led_stories=None, blocks=None, uses=None)

    def ending(self, at: datetime) -> Self:
        """Return the pictures whose rights end soon or have ended, the soonest first. See also Credit.ends_soon."""
        return self.filter(credit__usable_until__lt=at + SOON).order_by("credit__usable_until")

    def uploaded_by_user(self, user: User) -> Self:
        return self.filter(uploaded_by=user)


class Image(Searchable):
    """
    A picture: the cleaned master file, what it shows, and the line printed under it.

    `focal_x` and `focal_y` say where what matters is, in thousandths of the width and the height; crops keep it.
    `renditions` lists the files made of the master, {crop: {format: [[width, height, name], …]}} with the smallest
    first; empty until they are made, while the master stands in; `rendered` is the ticket (images/files.py) that they
    were made for. `original` names the camera's own file in the private storage, where those are kept. `read` is what
    the file said of itself: {standard: {name: value}}. `placeholder` is a data URI of some 200 bytes, shown until the
    picture is there. `upload_digest` is the SHA-256 of the file as it was sent.
    """

    file = models.ImageField(
        _("file"), upload_to=unguessable_name, width_field="width", height_field="height", max_length=200
    )
    width = models.PositiveIntegerField(_("width"), editable=False, help_text=_("in pixels"))
    height = models.PositiveIntegerField(_("height"), editable=False, help_text=_("in pixels"))
    alt = models.CharField(
        _("alt text"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, for people who can’t see it: neither the caption nor the credit."),
    )
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("Adds nothing to the text: screen readers skip it."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    keywords = models.JSONField(_("keywords"), default=list, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    read = models.JSONField(_("read from the file"), default=dict, blank=True, editable=False)
    focal_x = models.PositiveSmallIntegerField(_("focal point, across"), default=500)
    focal_y = models.PositiveSmallIntegerField(_("focal point, down"), default=500)
    renditions = models.JSONField(_("renditions"), default=dict, blank=True, editable=False)
    rendered = models.CharField(max_length=32, blank=True, editable=False)
    original = models.CharField(max_length=200, blank=True, editable=False)
    placeholder = models.CharField(max_length=1000, blank=True, editable=False)
    upload_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, verbose_name=_("uploaded by")
    )
    search_text = SearchTextField(sources=["caption", "headline", "alt", "keywords"])

    objects = ImageQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes it for an instance's

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=1000, focal_y__lte=1000),
                name="image_focal_point_inside",
                violation_error_message=_("The focal point must be within the picture."),
            )
        ]

    def __str__(self) -> str:
        return self.caption or self.alt or _("Picture %(id)s") % {"id": self.pk}

    def may_be_shown(self, at: datetime) -> bool:
        """Return whether the paper has the right to show the picture; without a credit it has."""
        return not hasattr(self, "credit") or self.credit.allows(at)

    def rights_turn_at(self) -> list[datetime | None]:
        """Return when the right to show the picture begins and ends; None where it doesn't."""
        ends = Credit.objects.filter(image=self).values_list("usable_from", "usable_until")
        return [moment for row in ends for moment in row]

    def described(self, own: str = "") -> str:
        """Return the alternative text where the picture is used: the use's `own`, else the picture's."""
        return own or ("" if self.decorative else self.alt)


class CreditQuerySet(SearchableQuerySet):
    """The questions that the desk asks about credits."""

    def ending(self, at: datetime) -> Self:
        """Return the credits whose rights end soon or have ended, the soonest first. See also Credit.ends_soon."""
        return self.filter(usable_until__lt=at + SOON).order_by("usable_until")


class Credit(Searchable):
    """Who made a picture, who supplies it, and on what terms (IPTC Photo Metadata Standard 2023.1, §9 and §10)."""

    image = models.OneToOneField(Image, models.CASCADE, related_name="credit", verbose_name=_("picture"))
    creator = models.CharField(_("creator"), max_length=120, help_text=_("The person who made it."))
    organisation = models.CharField(
        _("organisation"),
        max_length=120,
        blank=True,
        help_text=_("The agency or the museum that supplies it."),
    )
    notice = models.CharField(_("copyright notice"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    usage_terms = models.CharField(_("usage terms"), max_length=300, blank=True)
    single_use = models.BooleanField(
        _("single use"), default=False, help_text=_("For one story only: ask before reusing it.")
    )
    usable_from = models.DateTimeField(_("usable from"), null=True, blank=True, help_text=_("When the rights start."))
    usable_until = models.DateTimeField(_("usable until"), null=True, blank=True, help_text=_("When the rights end."))
    search_text = SearchTextField(sources=["creator", "organisation"])

    objects = CreditQuerySet.as_manager()  # type: ignore[misc]  # the plugin takes it for an instance's

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [
            models.CheckConstraint(
                condition=~Q(creator=""),
                name="credit_has_creator",
                violation_error_message=_("Name the person who made the picture."),
            ),
            models.CheckConstraint(
                condition=Q(usable_from__isnull=True)
                | Q(usable_until__isnull=True)
                | Q(usable_from__lt=models.F("usable_until")),
                name="credit_rights_forward",
                violation_error_message=_("The rights end before they start: correct the dates."),
            ),
        ]

    def __str__(self) -> str:
        return " | ".join(part for part in (self.creator, self.organisation) if part)

    def allows(self, at: datetime) -> bool:
        return (self.usable_from is None or self.usable_from <= at) and (
            self.usable_until is None or self.usable_until > at
        )

    def ends_soon(self, at: datetime) -> bool:
        """Return whether the rights end soon or have ended. See also ImageQuerySet.ending."""
        return self.usable_until is not None and self.usable_until < at + SOON
