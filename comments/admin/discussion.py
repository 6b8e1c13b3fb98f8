"""The discussions: open, closed or hidden, or as their section has it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comments.admin.policy import PolicyMixin
from comments.admin.verbs import ModeratedAdmin
from comments.models import Discussion, Policy
from newsroom.admin.search import FoundByWords


@admin.register(Discussion)
class DiscussionAdmin(PolicyMixin, FoundByWords, ModeratedAdmin):
    """The discussions, latest first, with their policy as actions."""

    list_display = ["story", "policy", "closes_at", "approved_count"]
    list_filter = ["policy"]
    found_in = ["story__headline_search"]
    actions = ["inherit", "open", "open_to_known", "close", "hide"]
    fields = ["story", "policy", "closes_at", "approved_count"]

    def get_queryset(self, request):
        """Return the discussions with what a row shows."""
        return super().get_queryset(request).for_changelist()

    @admin.action(description=_("Use the section’s policy"), permissions=["moderate"])
    def inherit(self, request, discussions):
        """Let section and site decide under the chosen stories."""
        self._set(request, discussions, Policy.INHERIT, _left_to_section)

    @admin.action(description=_("Open, post-moderated for known readers"), permissions=["moderate"])
    def open_to_known(self, request, discussions):
        """Let the comments of those who are known appear at once under the chosen stories."""
        self._set(request, discussions, Policy.POST, _opened)

    @admin.action(description=_("Open, pre-moderated"), permissions=["moderate"])
    def open(self, request, discussions):
        """Let readers write under the chosen stories."""
        self._set(request, discussions, Policy.PRE, _opened)

    @admin.action(description=_("Close"), permissions=["moderate"])
    def close(self, request, discussions):
        """Take no more comments under the chosen stories; those that are there stay."""
        self._set(request, discussions, Policy.CLOSED, _closed)

    @admin.action(description=_("Hide"), permissions=["moderate"])
    def hide(self, request, discussions):
        """Show nothing of the discussions of the chosen stories."""
        self._set(request, discussions, Policy.HIDDEN, _hidden)

    def _set(self, request, discussions, policy, done):
        self.apply(request, discussions, lambda row: row.set_policy(by=request.user, policy=policy), done)


def _left_to_section(number):
    words = ngettext(
        "%(number)s discussion now follows its section.", "%(number)s discussions now follow their sections.", number
    )
    return words % {"number": number}


def _opened(number):
    return ngettext("%(number)s discussion opened.", "%(number)s discussions opened.", number) % {"number": number}


def _closed(number):
    return ngettext("%(number)s discussion closed.", "%(number)s discussions closed.", number) % {"number": number}


def _hidden(number):
    return ngettext("%(number)s discussion hidden.", "%(number)s discussions hidden.", number) % {"number": number}
