"""What we publish: the working copy, its revisions, and the editions that readers see."""

from articles.models.act import StoryAct
from articles.models.autosave import Autosave
from articles.models.blocks import BLOCKS, Embed, FactBox, ImageBlock, PullQuote, RelatedStory, TextBlock
from articles.models.edition import Edition, EditionByline, StoryPath
from articles.models.image import Credit, Image
from articles.models.people import Contributor
from articles.models.revision import Revision
from articles.models.story import Byline, Section, Story, Tag

__all__ = [
    "BLOCKS",
    "Autosave",
    "Byline",
    "Contributor",
    "Credit",
    "Edition",
    "EditionByline",
    "Embed",
    "FactBox",
    "Image",
    "ImageBlock",
    "PullQuote",
    "RelatedStory",
    "Revision",
    "Section",
    "Story",
    "StoryAct",
    "StoryPath",
    "Tag",
    "TextBlock",
]
