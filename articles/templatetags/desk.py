"""What the desk's templates ask for beyond their context: people's names, and the lists of the front page."""

from datetime import datetime
from typing import Any, NamedTuple

from django import template
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from articles.admin.dashboard.lists import LISTS
from articles.models import Autosave, Story, rights
from articles.models.story import PUBLISH, StoryQuerySet
from articles.publishing import workflow
from newsroom.accounts.permissions import holds
from newsroom.types import StrOrPromise

register = template.Library()
register.filter("name_of", workflow.name_of)

ROWS = 8  # of a list on the front page


class Card(NamedTuple):
    """One list as the front page shows it: `rows` are (story, who has or began it, moment), `count` is of all."""

    key: str
    title: StrOrPromise
    empty: StrOrPromise
    word: StrOrPromise
    count: int  # type: ignore[assignment]  # hides the method of tuples, which no card needs
    rows: list
    url: str


@register.simple_tag(takes_context=True)
def front_page(context: dict[str, Any]) -> dict[str, Any] | None:
    """The moment and the cards of the desk's front page, for those who may see stories; two queries a card."""
    user, at = context["request"].user, timezone.now()
    if not user.has_perm("articles.view_story"):
        return None
    stories = Story.objects.open_to(user)
    mine = [key for key, desk_list in LISTS.items() if not desk_list.alarm or user.has_perm(PUBLISH)]
    cards = [_card(key, stories, user, at) for key in mine]
    return {"at": at, "cards": [card for card in cards if card.rows or not LISTS[card.key].alarm]}


@register.simple_tag(takes_context=True)
def unsaved_texts(context: dict[str, Any]) -> list[Autosave]:
    """What this person typed and never saved that stands under no story which they can open."""
    user = context["request"].user
    if not (holds(user, rights.ADD) or holds(user, rights.CHANGE)):
        return []
    return list(Autosave.objects.without_form(user).defer("fields"))


def _card(key: str, stories: StoryQuerySet, user: User, at: datetime) -> Card:
    desk_list = LISTS[key]
    found = desk_list.find(stories, user, at)
    shown = found.select_related("section", "assigned_to", "created_by")[:ROWS]
    rows = [(story, story.assigned_to or story.created_by, getattr(story, desk_list.when)) for story in shown]
    url = reverse("admin:articles_story_changelist", query={"desk": key})
    return Card(key, desk_list.title, desk_list.empty, desk_list.word, found.count(), rows, url)
