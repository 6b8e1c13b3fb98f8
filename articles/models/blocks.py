"""The ordered pieces of a story's body, one model a kind. To add one, see docs/how-to.md."""

from typing import Any

from content_editor.models import create_plugin_base
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from articles.models.image import Image
from articles.models.people import Byline
from articles.models.story import Story, StoryQuerySet
from articles.models.story_fields import MARKUP, InSnapshot
from newsroom.db.search_fields import Searchable, SearchTextField, says, search_fields
from newsroom.text.html import clean, excess, to_plain
from newsroom.text.normalize import terms
from newsroom.text.numbers import grouped
from newsroom.types import StrOrPromise

EXCERPT = 60  # characters of a block's text that name it on the desk

Base = create_plugin_base(Story)
PLACE = {"id", "parent", "region", "ordering"}  # where a block stands, not what it says


class Block(InSnapshot, Searchable, Base):  # type: ignore[misc, valid-type]  # a base that is made at run time
    """One ordered piece of a story's body."""

    # Its name in a snapshot and of its template: once used, never used for anything else.
    kind = ""
    # The name of the field by which the desk knows a block; where it is empty, what the block points to names it.
    named_by = ""
    # Of the button that inserts it: a name of Material Icons; other words by which the "/" menu finds it.
    icon = ""
    keywords: StrOrPromise = ""

    class Meta(Base.Meta):  # type: ignore[name-defined]  # the same
        abstract = True

    def __str__(self) -> str:
        words = getattr(self, self.named_by) if self.named_by else ""
        return Truncator(to_plain(words or self._pointed())).chars(EXCERPT)

    @classmethod
    def content_fields(cls) -> list[Any]:
        """Return the fields that a snapshot keeps, in reading order."""
        fields = cls._meta.concrete_fields
        return [field for field in fields if field.name not in PLACE and not isinstance(field, SearchTextField)]

    @classmethod
    def template(cls) -> str:
        return f"articles/blocks/_{cls.kind}.html"

    def content(self) -> dict[str, Any]:
        """Return {name: value} as a snapshot keeps it; its markup has passed the HTML gate."""
        values = super().content()
        return values | {name: clean(values[name]) for name in self.names(MARKUP)}

    def _pointed(self) -> str:
        return next((str(getattr(self, field.name)) for field in self.pointing_fields()), "")


EDITOR = {
    "NoSpellCheck": False,
    "Heading": {"levels": [2, 3]},
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    # It would take any word with a point in it for an address: StoryLink and StoryPaste say what becomes a link.
    "Link": {
        "enableTarget": False,
        "protocols": ["http", "https", "mailto", "tel"],
        "autolink": False,
        "linkOnPaste": False,
    },
    "StoryLink": True,
    "StoryPaste": True,
}
FLOW = EDITOR | {"StoryInsert": True}  # a story's text: other blocks are put into it at the cursor


TOO_MUCH = {
    "length": _(
        "The text is too long: the limit is %(limit)s characters, markup included. Split it into several texts."
    ),
    "depth": _(
        "Lists or quotations are nested more than %(limit)s levels deep: simplify them, or paste the text "
        "without formatting."
    ),
    "signs": _(
        "The text has too much formatting: the limit is %(limit)s tags and special characters. Split it into "
        "several texts, or paste it without formatting."
    ),
}


def within_bounds(html: str) -> str:
    """Return the markup as a block keeps it; raises ValidationError where it is more than one block may hold."""
    if found := excess(html):
        raise ValidationError(TOO_MUCH[found.of] % {"limit": grouped(found.limit)}, found.of)
    return clean(html)


class TextBlock(Block):
    """Rich text: paragraphs, crossheads, lists, links."""

    kind, icon, named_by = "text", "notes", "html"

    html = ProseEditorField(_("text"), config={"extensions": FLOW}, sanitize=within_bounds, blank=True)
    search_text = SearchTextField(markup=["html"])

    class Meta(Block.Meta):
        verbose_name = _("text")
        verbose_name_plural = _("texts")


class ImageBlock(Block):
    """A picture in the body, with a caption and an alternative text of its own where the picture's don't fit."""

    kind, icon, named_by = "image", "image", "caption"
    keywords = _("image photo")
    unprinted = ("alt",)

    image = models.ForeignKey(Image, models.PROTECT, related_name="blocks", verbose_name=_("picture"))
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    alt = models.CharField(_("alt text"), max_length=500, blank=True)
    search_text = SearchTextField(sources=["caption", "alt"])

    class Meta(Block.Meta):
        verbose_name = _("picture in the text")
        verbose_name_plural = _("pictures in the text")


class PullQuote(Block):
    """Words lifted from the body, displayed large, with who said them."""

    kind, icon, named_by = "pull_quote", "format_quote", "quote"
    keywords = _("quotation")

    quote = models.TextField(
        _("quote"), max_length=600, help_text=_("Word for word as in the text, without quotation marks.")
    )
    attribution = models.CharField(_("attribution"), max_length=200, blank=True)
    search_text = SearchTextField(sources=["quote", "attribution"])

    class Meta(Block.Meta):
        verbose_name = _("pull quote")
        verbose_name_plural = _("pull quotes")


class Embed(Block):
    """Something that lives elsewhere, shown as a card with a link: the page asks no third party for anything."""

    kind, icon, named_by = "embed", "link", "title"
    keywords = _("video film link")

    url = models.URLField(_("address"), max_length=500)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), max_length=500, blank=True)
    search_text = SearchTextField(sources=["title", "description"])

    class Meta(Block.Meta):
        verbose_name = _("embed")
        verbose_name_plural = _("embeds")
        constraints = [
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="embed_url_is_web",
                violation_error_message=_("The address of an embed must begin with https:// or http://."),
            )
        ]


class FactBox(Block):
    """Facts beside the story, under a title of their own."""

    kind, icon, named_by = "fact_box", "fact_check", "title"
    keywords = _("box facts")

    title = models.CharField(_("title"), max_length=120)
    html = ProseEditorField(_("text"), config={"extensions": EDITOR}, sanitize=within_bounds)
    search_text = SearchTextField(sources=["title"], markup=["html"])

    class Meta(Block.Meta):
        verbose_name = _("fact box")
        verbose_name_plural = _("fact boxes")


class RelatedStory(Block):
    """A pointer to another story; shown only while that one is live."""

    kind, icon = "related", "article"
    keywords = _("see also")

    story = models.ForeignKey(Story, models.CASCADE, related_name="pointers", verbose_name=_("story"))

    class Meta(Block.Meta):
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")


BLOCKS = {model.kind: model for model in (TextBlock, ImageBlock, PullQuote, Embed, FactBox, RelatedStory)}


def with_words(stories: StoryQuerySet, asked: str) -> StoryQuerySet:
    """Return the stories that have each term of a search, in their own words, their blocks' or a signer's name."""
    return stories.filter(*(_has(term) for term in terms(asked)))


def _has(term: str) -> Q:
    signed = Byline.objects.filter(story=OuterRef("pk"))
    found: Any = says(term, "search_text") | Exists(signed.filter(says(term, "contributor__search_text")))
    for model in BLOCKS.values():
        if search_fields(model):
            found |= Exists(model.objects.filter(says(term, "search_text"), parent=OuterRef("pk")))
    return found
