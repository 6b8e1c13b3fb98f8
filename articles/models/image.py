"""Pictures, and who made them."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def unguessable_name(image, filename):
    """Return a path that nobody can find by guessing: a draft's picture must not be reachable."""
    return f"pictures/{secrets.token_urlsafe(18)}.{filename.rpartition('.')[2].lower()}"


class Image(models.Model):
    """A picture: the cleaned master file, what it shows, and the line printed under it."""

    file = models.ImageField(
        _("file"), upload_to=unguessable_name, width_field="width", height_field="height", max_length=200
    )
    width = models.PositiveIntegerField(_("width"), editable=False, help_text=_("in pixels"))
    height = models.PositiveIntegerField(_("height"), editable=False, help_text=_("in pixels"))
    alt = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, for those who can’t see it. Not the caption, not the credit."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, verbose_name=_("uploaded by")
    )

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        return self.caption or self.alt or _("Picture %(id)s") % {"id": self.pk}


class Credit(models.Model):
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

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [
            models.CheckConstraint(
                condition=~Q(creator=""),
                name="credit_has_creator",
                violation_error_message=_("A credit names the person who made the picture."),
            )
        ]

    def __str__(self):
        return " | ".join(part for part in (self.creator, self.organisation) if part)
