"""The moderators' queue."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from comments.admin.address_access import address_view
from comments.admin.answer import answer_view
from comments.admin.audit_log import audit_log_export_view, audit_log_view
from comments.admin.moderated import ModeratedAdmin
from comments.admin.queue import queue_view
from comments.models import Comment, Decision, Flag, Verb
from comments.models.fields import REASON_MAX
from comments.moderation import decide
from comments.moderation.queue import ALIKE_ROWS
from newsroom.admin.search import FoundByWords
from newsroom.types import StaffRequest


def _action(verb: Verb) -> Callable[..., None]:
    """The action of the list that does the verb with the chosen comments."""

    @admin.action(description=verb.row.listed, permissions=["moderate"])
    def action(modeladmin: ModeratedAdmin, request: StaffRequest, comments: QuerySet[Comment]) -> None:
        reason = request.POST.get("reason", "").strip()[:REASON_MAX]
        outcome = decide.decide(comments, verb, by=request.user, reason=reason)
        level = messages.WARNING if outcome.refusals else messages.SUCCESS
        modeladmin.message_user(request, outcome.sentence, level)

    action.__name__ = str(verb.value)
    return action


class ReasonForm(ActionForm):
    """A reason beside the choice of an action; written into the decision of a rejection or a removal."""

    reason = forms.CharField(label=_("Reason:"), required=False, max_length=REASON_MAX)


class ReadOnlyInline(admin.TabularInline):
    """Rows that belong to a comment, to read."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm("comments.moderate_comment") or super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class FlagInline(ReadOnlyInline):
    """Why the comment was held."""

    model = Flag
    fields = ["name", "weight", "detail"]


class DecisionInline(ReadOnlyInline):
    """What was decided, by whom, when and why."""

    model = Decision
    fields = ["decided_at", "by", "verb", "from_status", "to_status", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return super().get_queryset(request).select_related("by")


@admin.register(Comment)
class CommentAdmin(FoundByWords, ModeratedAdmin):
    """The comments, newest first, with the verbs as actions. A reader's address is nowhere in it."""

    pages = (
        ("queue/", "comments_comment_queue", queue_view),
        ("audit-log/", "comments_audit_log", audit_log_view),
        ("audit-log/export/", "comments_audit_log_export", audit_log_export_view),
        ("<int:pk>/answer/", "comments_comment_answer", answer_view),
        ("<int:pk>/address/", "comments_comment_address", address_view),
    )
    list_display = ["name", "excerpt", "story", "status", "created_at", "reasons"]
    list_filter = ["status"]
    search_help_text = _("Searches names and comments.")
    date_hierarchy = "created_at"
    list_per_page = 50
    most_at_once = ALIKE_ROWS
    action_form = ReasonForm
    actions = [_action(verb) for verb in Verb if verb.row.listed]
    fields = ["name", "body", "story", "reply_to", "status", "created_at", "published_at"]
    readonly_fields = ["story"]
    inlines = [FlagInline, DecisionInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).for_changelist()

    @admin.display(description=_("text"))
    def excerpt(self, comment: Comment) -> str:
        return Truncator(comment.body).chars(120)

    @admin.display(description=_("story"), ordering="discussion__story__headline")
    def story(self, comment: Comment) -> str:
        return comment.discussion.story.headline

    @admin.display(description=_("flags"))
    def reasons(self, comment: Comment) -> str:
        return ", ".join(str(flag) for flag in comment.flags.all())
