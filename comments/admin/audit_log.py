"""The audit log at the desk: on pages, searched, and as a table."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.admin.moderated import ModeratedAdmin
from comments.models import Verb
from comments.moderation import audit_log
from newsroom.csv_export import csv_response
from newsroom.text.dates import iso
from newsroom.types import StaffRequest

MORE_VERBS = [
    ("policy", gettext_lazy("discussion policy")),
    ("address", gettext_lazy("address viewed")),
    ("rule", gettext_lazy("rule changed")),
]


class AuditLogForm(forms.Form):
    """Which part of the audit log is wanted."""

    # People who have left the newsroom are still in its log.
    by = forms.ModelChoiceField(
        label=gettext_lazy("Moderator"),
        queryset=User.objects.filter(is_staff=True).order_by("username"),
        required=False,
        empty_label=gettext_lazy("everyone"),
    )
    day = forms.DateField(
        label=gettext_lazy("Day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    verb = forms.ChoiceField(label=gettext_lazy("Action"), required=False)
    words = forms.CharField(label=gettext_lazy("Words in the reason"), required=False, max_length=200)
    comment = forms.CharField(label=gettext_lazy("Comment ID"), required=False, max_length=12)
    batch = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["verb"].choices = [("", _("everything")), *Verb.choices, *MORE_VERBS]

    @property
    def wanted(self) -> audit_log.Wanted:
        """What the valid form asks for."""
        asked = dict(self.cleaned_data)
        if asked["day"]:
            asked["day"] = timezone.make_aware(datetime.combine(asked["day"], time(hour=12)))
        return audit_log.Wanted(**asked)


def audit_log_view(modeladmin: ModeratedAdmin, request: StaffRequest) -> TemplateResponse:
    """Show what was done, the latest first, a hundred lines a page."""
    form = _form(modeladmin, request)
    found = list(_found(request, form, most=audit_log.A_PAGE + 1))
    shown = found[: audit_log.A_PAGE]
    query = {name: value for name, value in request.GET.items() if value and name != "after"}
    older = urlencode(query | {"after": shown[-1].cursor}) if len(found) > audit_log.A_PAGE else ""
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": _("Audit log"),
        "form": form,
        "entries": shown,
        "older": older,
        "query": urlencode(query),
        "now": timezone.now(),
    }
    return TemplateResponse(request, "admin/comments/comment/audit_log.html", context)


def audit_log_export_view(modeladmin: ModeratedAdmin, request: StaffRequest) -> HttpResponseBase:
    """Give what was done as a table, a line each, the latest first."""
    head = [_("when"), _("by"), _("action"), _("subject"), _("comment"), _("story"), _("reason")]
    found = _found(request, _form(modeladmin, request), most=None)
    return csv_response(_("Audit log"), head, map(_line, found))


def _form(modeladmin: ModeratedAdmin, request: StaffRequest) -> AuditLogForm:
    if not modeladmin.has_moderate_permission(request):
        raise PermissionDenied
    return AuditLogForm(request.GET)


def _found(request: StaffRequest, form: AuditLogForm, *, most: int | None) -> Iterable[audit_log.Entry]:
    if not form.is_valid():
        return []
    try:
        return audit_log.entries(request.user, form.wanted, after=request.GET.get("after"), most=most)
    except ValueError as none:
        raise Http404 from none


def _line(entry: audit_log.Entry) -> list[Any]:
    return [
        iso(entry.at),
        entry.who,
        entry.what,
        entry.about,
        entry.comment.public_id if entry.comment else "",
        entry.story or "",
        entry.reason,
    ]
