"""What stories are filed under: the paper's sections, and free topics."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.db.search_fields import Searchable, SearchTextField


class Section(Searchable):
    """One of the paper's fixed divisions."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in the navigation."))
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="edited_sections",
        verbose_name=_("section editors"),
        help_text=_("Editors named in a section work only in their own sections."),
    )
    search_text = SearchTextField(sources=["name"])

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.name


class Tag(Searchable):
    """A free topic."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    search_text = SearchTextField(sources=["name"])

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name
