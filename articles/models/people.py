"""Who writes, photographs and draws."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.db.search_fields import Searchable, SearchTextField


class Contributor(Searchable):
    """A person or an agency that can stand in a byline; needs no account."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        AGENCY = "agency", _("agency")

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSON)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("account")
    )
    search_text = SearchTextField(sources=["name"])

    class Meta:
        ordering = ["name"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="contributor_has_name",
                violation_error_message=_("A contributor needs a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a contributor did for a story."""

    AUTHOR = "author", _("author")
    PHOTOGRAPHER = "photographer", _("photographer")
    ILLUSTRATOR = "illustrator", _("illustrator")
    TRANSLATOR = "translator", _("translator")


class Signature(models.Model):
    """A contributor's ordered naming, on a story or on an edition of it."""

    contributor = models.ForeignKey(Contributor, models.PROTECT, verbose_name=_("contributor"))
    role = models.CharField(_("role"), max_length=15, choices=Role, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "id"]
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")

    def __str__(self) -> str:
        return str(self.contributor)


class Byline(Signature):
    """Whom the working copy names."""

    story = models.ForeignKey("articles.Story", models.CASCADE, related_name="bylines", verbose_name=_("story"))

    class Meta(Signature.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["story", "contributor", "role"],
                name="byline_once",
                violation_error_message=_("This contributor already has this role in the byline."),
            ),
        ]
