"""Who may do what with a story: each right a row, asked by the buttons (`may`) and by the acts (`require`)."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from articles.models.act import NotPermitted
from articles.models.edition import Edition, ImageUse
from articles.models.image import ImageQuerySet
from articles.models.story import PUBLISH, SHARE, Story
from newsroom.accounts.permissions import holds
from newsroom.types import StrOrPromise

ADD, CHANGE = "articles.add_story", "articles.change_story"


class Right(NamedTuple):
    """What somebody may do with a story: with all the permissions, where `is_good_for` holds; else the `refusal`."""

    permissions: tuple[str, ...]
    is_good_for: Callable[[Story, User], bool]
    refusal: StrOrPromise


WRITING = Right(
    (CHANGE,),
    Story.is_open_to,
    _("You don’t have permission to change this story: ask the person it is assigned to, or an editor of its section."),
)
COPYING = Right(
    (ADD, "articles.view_story"),
    Story.is_open_to,
    _("You don’t have permission to copy this story: ask an editor of its section."),
)
PUBLISHING = Right(
    (PUBLISH,),
    Story.may_be_published_by,
    _("You don’t have permission to do this to this story: ask an editor of its section."),
)
SHARING = Right(
    (SHARE, "articles.view_story"),
    Story.is_open_to,
    _("You don’t have permission to share this story: ask an editor of its section."),
)


def may(user: User, right: Right, story: Story) -> bool:
    return holds(user, *right.permissions) and right.is_good_for(story, user)


def require(user: User, right: Right, story: Story) -> None:
    """Raise NotPermitted unless a person has this right over this story."""
    if not may(user, right, story):
        raise NotPermitted(str(right.refusal))


def require_writer(user: User) -> None:
    """Raise NotPermitted unless a person may begin stories, or change those that are open to them."""
    if not (holds(user, ADD) or holds(user, CHANGE)):
        raise NotPermitted(_("You don’t have permission to write stories: ask an editor."))


def changeable_images(images: ImageQuerySet, user: User, at: datetime) -> ImageQuerySet:
    """Return the pictures that no live or scheduled edition shows, or one of a story that this person may publish."""
    uses = ImageUse.objects.filter(image=OuterRef("pk"), edition__in=Edition.objects.current(at))
    mine = uses.filter(edition__story__in=Story.objects.publishable_by(user))
    return images.filter(~Exists(uses) | Exists(mine))
