"""What we publish: the working copy, its revisions, and the editions that readers see."""

from articles.models.act import StoryAct
from articles.models.autosave import Autosave
from articles.models.blocks import BLOCKS, Embed, FactBox, ImageBlock, PullQuote, RelatedStory, TextBlock
from articles.models.correction import Correction
from articles.models.edition import Edition, EditionByline, ImageUse, StoryPath
from articles.models.image import Credit, Image
from articles.models.people import Byline, Contributor
from articles.models.presence import Presence
from articles.models.revision import PreviewLink, Revision
from articles.models.story import Story
from articles.models.taxonomy import Section, Tag

__all__ = [
    "BLOCKS",
    "Autosave",
    "Byline",
    "Contributor",
    "Correction",
    "Credit",
    "Edition",
    "EditionByline",
    "Embed",
    "FactBox",
    "Image",
    "ImageBlock",
    "ImageUse",
    "Presence",
    "PreviewLink",
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
