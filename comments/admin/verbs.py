"""A verb on many rows from a list of the desk: each for itself, and a report in sentences."""

from collections import Counter

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import Refused
from comments.models.refusals import who_and_when


class ModeratedAdmin(admin.ModelAdmin):
    """Rows that moderators look at and act on by verbs; nobody adds, edits or deletes one."""

    def has_moderate_permission(self, request):
        """Return whether this member of staff decides on comments."""
        return request.user.has_perm("comments.moderate_comment")

    def has_view_permission(self, request, obj=None):
        """Return whether this member of staff sees the rows: whoever decides on them does."""
        return self.has_moderate_permission(request) or super().has_view_permission(request, obj)

    def has_module_permission(self, request):
        """Return whether the desk's first page shows these rows at all."""
        return self.has_view_permission(request)

    def has_add_permission(self, request, obj=None):
        """Nobody adds one here."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody changes a field: only verbs change a state."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody deletes one."""
        return False

    def apply(self, request, rows, act, done):
        """Do `act(row)` with each row; `done(number)` is the sentence for those that it worked with."""
        worked, refused = 0, Counter()
        for row in rows:
            try:
                act(row)
                worked += 1
            except Refused as refusal:
                refused[_because(refusal)] += 1
        if worked:
            self.message_user(request, done(worked), messages.SUCCESS)
        for because, number in refused.items():
            self.message_user(request, _left(number, because), messages.WARNING)


def _because(refusal):
    """Return who decided before and when, or (None, the sentence) where nobody has."""
    if refusal.decision is None:
        return None, str(refusal)
    words = who_and_when(refusal.decision)
    return words["who"], words["when"]


def _left(number, because):
    who, when = because
    if who is None:
        return _("%(number)s left as before. %(sentence)s") % {"number": number, "sentence": when}
    sentence = ngettext(
        "%(number)s already decided by %(who)s on %(when)s.",
        "%(number)s already decided by %(who)s on %(when)s.",
        number,
    )
    return sentence % {"number": number, "who": who, "when": when}
