"""The discussions: open, closed or hidden, or as their section has it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from comments.admin.moderated import ModeratedAdmin
from comments.admin.policy import policy_view
from comments.models import Discussion, Policy
from newsroom.admin.search import FoundByWords
from newsroom.types import StaffRequest, StrOrPromise

OPENED = ngettext_lazy("%(number)s discussion opened.", "%(number)s discussions opened.", "number")
LEFT = ngettext_lazy(
    "%(number)s discussion now follows its section.", "%(number)s discussions now follow their sections.", "number"
)
CLOSED = ngettext_lazy("%(number)s discussion closed.", "%(number)s discussions closed.", "number")
HIDDEN = ngettext_lazy("%(number)s discussion hidden.", "%(number)s discussions hidden.", "number")
# (name, label, policy, what is said of those that it worked with)
ACTIONS = (
    ("inherit", _("Use the section’s policy"), Policy.INHERIT, LEFT),
    ("open", _("Open, pre-moderated"), Policy.PRE, OPENED),
    ("open_to_known", _("Open, post-moderated for known readers"), Policy.POST, OPENED),
    ("close", _("Close"), Policy.CLOSED, CLOSED),
    ("hide", _("Hide"), Policy.HIDDEN, HIDDEN),
)


def _action(name: str, label: StrOrPromise, policy: str, done: StrOrPromise) -> Callable[..., None]:
    @admin.action(description=label, permissions=["moderate"])
    def action(modeladmin: ModeratedAdmin, request: StaffRequest, discussions: QuerySet[Discussion]) -> None:
        modeladmin.apply(request, discussions, lambda row: row.set_policy(by=request.user, policy=policy), done)

    action.__name__ = name
    return action


@admin.register(Discussion)
class DiscussionAdmin(FoundByWords, ModeratedAdmin):
    """The discussions, latest first, with their policy as actions."""

    pages = (("<int:pk>/policy/", "comments_discussion_policy", policy_view),)
    list_display = ["story", "policy", "closes_at", "approved_count"]
    list_filter = ["policy"]
    found_in = ["story__headline_search"]
    actions = [_action(*row) for row in ACTIONS]
    fields = ["story", "policy", "closes_at", "approved_count"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).for_changelist()
