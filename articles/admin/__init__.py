"""The desk's furniture for what we publish."""

from articles.admin import filing, image, story

__all__ = ["filing", "image", "story"]
