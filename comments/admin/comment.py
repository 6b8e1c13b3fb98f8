"""The moderators' queue."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comments.admin.address_access import AddressAccessMixin
from comments.admin.answer import AnswerMixin
from comments.admin.audit_log import AuditLogMixin
from comments.admin.room import RoomMixin
from comments.admin.verbs import ModeratedAdmin
from comments.models import Comment, Decision, Flag, Verb
from comments.moderation import decide
from comments.moderation.queue import ALIKE_ROWS
from newsroom.admin.search import FoundByWords


class ReasonForm(ActionForm):
    """A reason beside the choice of an action; written into the decision of a rejection or a removal."""

    reason = forms.CharField(label=_("Reason:"), required=False, max_length=500)


class ReadOnlyInline(admin.TabularInline):
    """Rows that belong to a comment, to read."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request, obj=None):
        """Return whether this member of staff sees the rows: whoever decides on comments does."""
        return request.user.has_perm("comments.moderate_comment") or super().has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        """Nobody adds one."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody changes one."""
        return False


class FlagInline(ReadOnlyInline):
    """Why the comment was held."""

    model = Flag
    fields = ["name", "weight", "detail"]


class DecisionInline(ReadOnlyInline):
    """What was decided, by whom, when and why."""

    model = Decision
    fields = ["decided_at", "by", "verb", "from_status", "to_status", "reason"]

    def get_queryset(self, request):
        """Return the decisions with who took them, in one query."""
        return super().get_queryset(request).select_related("by")


@admin.register(Comment)
class CommentAdmin(RoomMixin, AnswerMixin, AddressAccessMixin, AuditLogMixin, FoundByWords, ModeratedAdmin):
    """The comments, newest first, with the verbs as actions. A reader's address is nowhere in it."""

    list_display = ["name", "excerpt", "story", "status", "created_at", "reasons"]
    list_filter = ["status"]
    search_help_text = _("Searches names and comments.")
    date_hierarchy = "created_at"
    list_per_page = 50
    most_at_once = ALIKE_ROWS
    action_form = ReasonForm
    actions = ["approve", "reject", "mark_spam", "send_back", "remove"]
    fields = ["name", "body", "story", "reply_to", "status", "created_at", "published_at"]
    readonly_fields = ["story"]
    inlines = [FlagInline, DecisionInline]

    def get_queryset(self, request):
        """Return the comments with what a row shows; for those who decide, the ones that they may decide on."""
        comments = super().get_queryset(request).for_changelist()
        return comments.open_to(request.user) if self.has_moderate_permission(request) else comments

    @admin.display(description=_("text"))
    def excerpt(self, comment):
        """Return the beginning of the text."""
        return Truncator(comment.body).chars(120)

    @admin.display(description=_("story"), ordering="discussion__story__headline")
    def story(self, comment):
        """Return the headline of the story that it stands under."""
        return comment.discussion.story.headline

    @admin.display(description=_("flags"))
    def reasons(self, comment):
        """Return the reasons for looking twice."""
        return ", ".join(str(flag) for flag in comment.flags.all())

    @admin.action(description=_("Approve"), permissions=["moderate"])
    def approve(self, request, comments):
        """Put the chosen comments on their pages."""
        self._decide(request, comments, Verb.APPROVE)

    @admin.action(description=_("Reject"), permissions=["moderate"])
    def reject(self, request, comments):
        """Keep the chosen comments off their pages."""
        self._decide(request, comments, Verb.REJECT)

    @admin.action(description=_("Mark as spam"), permissions=["moderate"])
    def mark_spam(self, request, comments):
        """Keep the chosen comments off their pages, as advertising."""
        self._decide(request, comments, Verb.MARK_SPAM)

    @admin.action(description=_("Return to queue"), permissions=["moderate"])
    def send_back(self, request, comments):
        """Let the chosen comments wait for a decision again."""
        self._decide(request, comments, Verb.SEND_BACK)

    @admin.action(description=pgettext_lazy("comment", "Remove"), permissions=["moderate"])
    def remove(self, request, comments):
        """Take the chosen comments off their pages."""
        self._decide(request, comments, Verb.REMOVE)

    def _decide(self, request, comments, verb):
        outcome = decide.decide(comments, verb, by=request.user, reason=_reason(request))
        level = messages.WARNING if outcome.refusals else messages.SUCCESS
        self.message_user(request, outcome.sentence, level)


def _reason(request):
    return request.POST.get("reason", "").strip()[:500]
