"""The audit log at the desk: on pages, searched, and as a table."""

from urllib.parse import urlencode

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.models import Verb
from comments.moderation import audit_log
from newsroom.csv_export import csv_response
from newsroom.text.dates import iso

MORE_VERBS = [
    ("policy", gettext_lazy("discussion policy")),
    ("look", gettext_lazy("address viewed")),
    ("rule", gettext_lazy("rule changed")),
]


class AuditLogForm(forms.Form):
    """Which part of the audit log is wanted."""

    by = forms.ModelChoiceField(
        label=gettext_lazy("Moderator"), queryset=None, required=False, empty_label=gettext_lazy("everyone")
    )
    day = forms.DateField(
        label=gettext_lazy("Day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    verb = forms.ChoiceField(label=gettext_lazy("Action"), required=False)
    words = forms.CharField(label=gettext_lazy("Words in the reason"), required=False, max_length=200)
    comment = forms.CharField(label=gettext_lazy("Comment ID"), required=False, max_length=12)
    batch = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Whoever has left the newsroom is still in its log.
        self.fields["by"].queryset = get_user_model().objects.filter(is_staff=True).order_by("username")
        self.fields["verb"].choices = [("", _("everything")), *Verb.choices, *MORE_VERBS]

    @property
    def wanted(self):
        """What the valid form asks for."""
        asked = dict(self.cleaned_data)
        if asked["day"]:
            noon = timezone.datetime.combine(asked["day"], timezone.datetime.min.time()).replace(hour=12)
            asked["day"] = timezone.make_aware(noon)
        return audit_log.Wanted(**asked)


class AuditLogMixin(ModelAdmin):
    """The audit log, for those who decide on comments; of their sections, where they have some."""

    def get_urls(self):
        """Add the page, and the same as a table."""
        view = self.admin_site.admin_view
        return [
            path("audit-log/", view(self.audit_log_view), name="comments_audit_log"),
            path("audit-log/export/", view(self.audit_log_export_view), name="comments_audit_log_export"),
            *super().get_urls(),
        ]

    def audit_log_view(self, request):
        """Show what was done, the latest first, a hundred lines a page."""
        form = self._audit_log_form(request)
        found = list(self._found(request, form, most=audit_log.A_PAGE + 1))
        shown = found[: audit_log.A_PAGE]
        query = {name: value for name, value in request.GET.items() if value and name != "after"}
        older = urlencode(query | {"after": shown[-1].cursor}) if len(found) > audit_log.A_PAGE else ""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Audit log"),
            "form": form,
            "entries": shown,
            "older": older,
            "query": urlencode(query),
            "now": timezone.now(),
        }
        return TemplateResponse(request, "admin/comments/comment/audit_log.html", context)

    def audit_log_export_view(self, request):
        """Give what was done as a table, a line each, the latest first."""
        head = [_("when"), _("by"), _("action"), _("subject"), _("comment"), _("story"), _("reason")]
        found = self._found(request, self._audit_log_form(request), most=None)
        return csv_response("audit-log.csv", head, map(_line, found))

    def _audit_log_form(self, request):
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        return AuditLogForm(request.GET)

    def _found(self, request, form, *, most):
        if not form.is_valid():
            return []
        try:
            return audit_log.entries(request.user, form.wanted, after=request.GET.get("after"), most=most)
        except ValueError as none:
            raise Http404 from none


def _line(entry):
    return [
        iso(entry.at),
        entry.who,
        entry.what,
        entry.about,
        entry.comment.public_id if entry.comment else "",
        entry.story or "",
        entry.reason,
    ]
