"""What a story says of itself above its body: each field declared once, for all that read it. See docs/how-to.md."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from newsroom.text.html import to_plain


class FieldKind(StrEnum):
    """How what stands in a field is read."""

    PROSE = "prose"  # plain words: typography sets them, a comparison goes word by word
    MARKUP = "markup"  # the same as HTML: the body's words, links and crossheads
    WHOLE = "whole"  # an address, a language, a number: replaced, never edited word by word
    POINTER = "pointer"  # the id of another row
    LIST = "list"  # other rows that belong to it: tags, bylines


PROSE, MARKUP, WHOLE, POINTER, LIST = FieldKind


def kind_of(field: models.Field) -> FieldKind:
    """Return how a field of Story or of a block is read."""
    if field.many_to_many or field.one_to_many:
        return LIST
    if field.is_relation:
        return POINTER
    if isinstance(field, ProseEditorField):
        return MARKUP
    return PROSE if type(field) in {models.CharField, models.TextField} and not field.choices else WHOLE


class StoryField(NamedTuple):
    """
    One field above the body: `name` is that of Story's field, and of its key in a snapshot.

    Alternative texts aren't printed, only read out. The desk's search looks in what is searched; what is exported is a
    column of the exported list.
    """

    name: str
    is_printed: bool = True
    is_searched: bool = False
    is_exported: bool = False


# In the order in which the desk reads them.
FIELDS = (
    StoryField("kicker", is_searched=True),
    StoryField("headline", is_searched=True, is_exported=True),
    StoryField("standfirst", is_searched=True),
    StoryField("bylines"),
    StoryField("section", is_exported=True),
    StoryField("tags"),
    StoryField("language", is_exported=True),
    StoryField("slug", is_searched=True),
    StoryField("lead_image"),
    StoryField("lead_caption"),
    StoryField("lead_alt", is_printed=False),
)
SEARCHED = [field.name for field in FIELDS if field.is_searched]
EXPORTED = [field.name for field in FIELDS if field.is_exported]


class Language(models.TextChoices):
    """The languages that a story can be written in."""

    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")


def site_language() -> str:
    return settings.LANGUAGE_CODE[:2]


class Head(models.Model):
    """The fields that the working copy has, and that each edition copies."""

    headline = models.CharField(_("headline"), max_length=200)
    kicker = models.CharField(_("kicker"), max_length=60, blank=True, help_text=_("Short label above the headline."))
    standfirst = models.TextField(_("standfirst"), max_length=600, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=site_language)
    lead_caption = models.CharField(
        _("caption of the lead picture"),
        max_length=500,
        blank=True,
        help_text=_("If left empty, the picture’s own caption is used."),
    )
    lead_alt = models.CharField(
        _("alt text of the lead picture"),
        max_length=500,
        blank=True,
        help_text=_("If left empty, the picture’s own alt text is used."),
    )

    class Meta:
        abstract = True

    @staticmethod
    def copied(content: dict[str, Any]) -> dict[str, Any]:
        """Return these fields of a snapshot, {name: value}."""
        return values_of(Head._meta.local_fields, content)


class InSnapshot(models.Model):
    """A row that a snapshot keeps: the story itself, or a block of it."""

    # The names of fields whose words are read out and never printed.
    unprinted: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def content_fields(cls) -> list[Any]:
        """Return the fields that a snapshot keeps, in reading order; bylines are a relation."""
        raise NotImplementedError

    @classmethod
    def names(cls, *kinds: FieldKind) -> list[str]:
        return [field.name for field in cls.content_fields() if kind_of(field) in kinds]

    @classmethod
    def texts(cls, kept: dict[str, Any], *, unprinted: bool = True) -> Iterator[str]:
        """Yield the words of what a snapshot keeps of it, field by field, as plain text; all, or what is printed."""
        for field in cls.content_fields():
            if kind_of(field) in {PROSE, MARKUP} and (unprinted or field.name not in cls.unprinted):
                text = str(kept.get(field.name) or "")
                yield to_plain(text) if kind_of(field) == MARKUP else text

    @classmethod
    def columns(cls) -> list[Any]:
        return [field for field in cls.content_fields() if kind_of(field) != LIST]

    @classmethod
    def pointing_fields(cls) -> list[Any]:
        return [field for field in cls.content_fields() if kind_of(field) == POINTER]

    def content(self) -> dict[str, Any]:
        """Return {name: value} as a snapshot keeps it; of what it points to, the id."""
        return {field.name: getattr(self, field.attname) for field in self.columns()}


def values_of(fields: Iterable[Any], kept: dict[str, Any]) -> dict[str, Any]:
    """Return {name: value} of these fields; one that `kept`, a part of a snapshot, doesn't have yet has its default."""
    return {field.name: kept.get(field.name, field.get_default()) for field in fields}
