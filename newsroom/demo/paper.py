"""What the stories of the demonstration paper are made of, and the shapes of their sheets and acts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from articles.models import Contributor, Image, Section, Story, Tag

Sheet = dict[str, Any]  # a table of a TOML file
Act = tuple[datetime, Callable[..., Any]]  # when it was done; called with `at`, its moment


@dataclass(frozen=True)
class Paper:
    """Staff by username, pictures by key, everything else by slug."""

    staff: dict[str, User]
    sections: dict[str, Section]
    contributors: dict[str, Contributor]
    tags: dict[str, Tag]
    images: dict[str, Image]
    stories: dict[str, Story] = field(default_factory=dict)
