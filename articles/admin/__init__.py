"""What we publish, in the admin."""

from articles.admin.images.admin import ImageAdmin
from articles.admin.story.admin import StoryAdmin
from articles.admin.taxonomy import ContributorAdmin, SectionAdmin, TagAdmin

__all__ = ["ContributorAdmin", "ImageAdmin", "SectionAdmin", "StoryAdmin", "TagAdmin"]
