"""
Who may do what with a story: each right a row, asked by the buttons (`may`) and by the acts themselves (`require`).

Permissions come with the groups (newsroom/accounts/roles.py). Which stories they are good for, StoryQuerySet says.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from articles.models.act import NotPermitted
from articles.models.edition import Edition, ImageUse
from articles.models.story import PUBLISH, SHARE, Story
from newsroom.accounts.permissions import holds

ADD, CHANGE = "articles.add_story", "articles.change_story"


class Right(NamedTuple):
    """
    What somebody may do with some stories.

    permissions  all that it takes
    is_good_for  whether it is good for a story: a method of Story that takes the person
    refusal      the sentence for people without it: why, and whom to ask
    """

    permissions: tuple
    is_good_for: Callable
    refusal: str


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


def may(user, right, story):
    return holds(user, *right.permissions) and right.is_good_for(story, user)


def require(user, right, story):
    """Raise NotPermitted unless a person has this right over this story."""
    if not may(user, right, story):
        raise NotPermitted(str(right.refusal))


def require_writer(user):
    """Raise NotPermitted unless a person may begin stories, or change those that are open to them."""
    if not (holds(user, ADD) or holds(user, CHANGE)):
        raise NotPermitted(_("You don’t have permission to write stories: ask an editor."))


def changeable_images(images, user, at):
    """
    Return those of these pictures that a person may change at this moment, as far as it depends on who sees them.

    Those that no live or scheduled edition shows, and those that one shows of a story which they may publish.
    """
    uses = ImageUse.objects.filter(image=OuterRef("pk"), edition__in=Edition.objects.current(at))
    mine = uses.filter(edition__story__in=Story.objects.publishable_by(user))
    return images.filter(~Exists(uses) | Exists(mine))
