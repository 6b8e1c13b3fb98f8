"""The ordered pieces of a story's body, one model a kind."""

from content_editor.models import create_plugin_base
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from articles.models.image import Image
from articles.models.story import Story
from newsroom.db.search_fields import Searchable, SearchTextField
from newsroom.text.html import clean, excess, to_plain
from newsroom.text.numbers import grouped

EXCERPT = 60  # characters of a block's text that name it on the desk

Base = create_plugin_base(Story)


class Block(Searchable, Base):
    """One ordered piece of a story's body."""

    class Meta(Base.Meta):
        abstract = True

    def __str__(self):
        return Truncator(to_plain(self.excerpt())).chars(EXCERPT)

    def excerpt(self):
        """Return the words by which the desk knows this block, as markup or as text."""
        return ""


PROSE = {
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
FLOW = PROSE | {"StoryInsert": True}  # a story's text: other blocks are put into it at the cursor


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


def within_bounds(html):
    """Return the markup as a block keeps it; raises ValidationError where it is more than one block may hold."""
    if found := excess(html):
        raise ValidationError(TOO_MUCH[found.of] % {"limit": grouped(found.limit)}, found.of)
    return clean(html)


class TextBlock(Block):
    """Rich text: paragraphs, crossheads, lists, links."""

    html = ProseEditorField(_("text"), config={"extensions": FLOW}, sanitize=within_bounds, blank=True)
    search_text = SearchTextField(markup=["html"])

    class Meta(Block.Meta):
        verbose_name = _("text")
        verbose_name_plural = _("texts")

    def excerpt(self):
        """Return the words by which the desk knows this block."""
        return self.html


class ImageBlock(Block):
    """A picture in the body, with a caption and an alternative text of its own where the picture's don't fit."""

    image = models.ForeignKey(Image, models.PROTECT, related_name="blocks", verbose_name=_("picture"))
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    alt = models.CharField(_("alt text"), max_length=500, blank=True)
    search_text = SearchTextField(sources=["caption", "alt"])

    class Meta(Block.Meta):
        verbose_name = _("picture in the text")
        verbose_name_plural = _("pictures in the text")

    def excerpt(self):
        """Return the words by which the desk knows this block."""
        return self.caption or str(self.image)


class PullQuote(Block):
    """Words lifted from the body, displayed large, with who said them."""

    quote = models.TextField(
        _("quote"), max_length=600, help_text=_("Word for word as in the text, without quotation marks.")
    )
    attribution = models.CharField(_("attribution"), max_length=200, blank=True)
    search_text = SearchTextField(sources=["quote", "attribution"])

    class Meta(Block.Meta):
        verbose_name = _("pull quote")
        verbose_name_plural = _("pull quotes")

    def excerpt(self):
        """Return the words by which the desk knows this block."""
        return self.quote


class Embed(Block):
    """Something that lives elsewhere, shown as a card with a link: the page asks no third party for anything."""

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

    def excerpt(self):
        """Return the words by which the desk knows this block."""
        return self.title


class FactBox(Block):
    """Facts beside the story, under a title of their own."""

    title = models.CharField(_("title"), max_length=120)
    html = ProseEditorField(_("text"), config={"extensions": PROSE}, sanitize=within_bounds)
    search_text = SearchTextField(sources=["title"], markup=["html"])

    class Meta(Block.Meta):
        verbose_name = _("fact box")
        verbose_name_plural = _("fact boxes")

    def excerpt(self):
        """Return the words by which the desk knows this block."""
        return self.title


class RelatedStory(Block):
    """A pointer to another story; shown only while that one is live."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="pointers", verbose_name=_("story"))

    class Meta(Block.Meta):
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")

    def excerpt(self):
        """Return the words by which the desk knows this block."""
        return str(self.story)


# The name of each kind in a snapshot: a name once used is never used for anything else.
BLOCKS = {
    "text": TextBlock,
    "image": ImageBlock,
    "pull_quote": PullQuote,
    "embed": Embed,
    "fact_box": FactBox,
    "related": RelatedStory,
}
