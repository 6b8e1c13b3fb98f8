"""The lists of the desk's front page, each of which the list of stories can show in full."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext_lazy

from newsroom.text.dates import midnight
from newsroom.types import StrOrPromise


class StoryList(NamedTuple):
    """
    A list of the front page.

    title  what it is called
    empty  what it says where there is nothing in it
    when   the attribute of its stories that holds the moment which it shows
    word   what that moment is, where it doesn't go without saying
    find   stories, person, moment → those of the stories that are in it
    alarm  whether it is shown only where there is something in it, and only to those who publish
    """

    title: StrOrPromise
    empty: StrOrPromise
    when: str
    word: StrOrPromise
    find: Callable
    alarm: bool = False


LISTS = {
    "rights": StoryList(
        gettext_lazy("Picture rights expired or expiring within 7 days"),
        gettext_lazy("No picture rights expire soon."),
        "rights_end_at",
        gettext_lazy("until"),
        lambda stories, user, at: stories.with_rights_ending(at),
        alarm=True,
    ),
    "waiting": StoryList(
        gettext_lazy("Waiting for you"),
        gettext_lazy("Nothing is waiting for you."),
        "saved_at",
        gettext_lazy("last saved"),
        lambda stories, user, at: stories.waiting_for(user, at).last_saved_first(),
    ),
    "late": StoryList(
        gettext_lazy("Late"),
        gettext_lazy("Nothing is late."),
        "due_at",
        gettext_lazy("deadline"),
        lambda stories, user, at: stories.late(at),
    ),
    "mine": StoryList(
        gettext_lazy("My stories"),
        gettext_lazy("You have no stories in progress."),
        "saved_at",
        gettext_lazy("last saved"),
        lambda stories, user, at: stories.mine(user, at).last_saved_first(),
    ),
    "in_review": StoryList(
        gettext_lazy("In review"),
        gettext_lazy("Nothing is in review."),
        "saved_at",
        gettext_lazy("last saved"),
        lambda stories, user, at: stories.in_review().last_saved_first(),
    ),
    "scheduled": StoryList(
        gettext_lazy("Scheduled, next 7 days"),
        gettext_lazy("Nothing is scheduled."),
        "goes_live_at",
        "",
        lambda stories, user, at: stories.scheduled_soon(at),
    ),
    "today": StoryList(
        gettext_lazy("Published today"),
        gettext_lazy("Nothing was published today."),
        "first_seen_at",
        "",
        lambda stories, user, at: stories.published_between(midnight(at), at),
    ),
}
