"""The desk: Django's admin under the paper's name, with a strict content security policy."""

import uuid
from functools import wraps
from typing import Any

from csp.constants import NONCE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog

from newsroom.accounts import logged_out
from newsroom.accounts.logged_out import View
from newsroom.accounts.login import LoginForm
from newsroom.tasks import status

# The editors' import map is inline and carries a nonce. Two style elements that the editors' scripts write are
# known by their hashes: Tiptap's base and content-editor's labels. tests/browser listens for what is missing here.
ADMIN_POLICY = {
    "script-src": [NONCE],
    "style-src": [
        "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='",
        "'sha256-iQkg4CW9pkVM9zuO+Zu+xOrTcRsfEQ3Ic342wxe/yik='",
    ],
}

# Django's own French of these isn't good: listed here, they are in our catalogue.
FRAME_WORDS = [
    _("Add %(name)s"),
    _("Add %s"),
    _("Add another %(verbose_name)s"),
    _("Add another %(model)s"),
    _("Change selected %(model)s"),
    _("View selected %(model)s"),
    _("Delete selected %(model)s"),
]


class Choices(AutocompleteJsonView):
    """What a searching field finds, with what its admin shows beside the name: `choice_details`, where it has that."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, Any]:
        """Add the details, {name: value}, to Django's id and text."""
        result: dict[str, Any] = super().serialize_result(obj, to_field_name)  # type: ignore[misc]  # not in the stubs
        return result | (self.model_admin.choice_details(obj) if hasattr(self.model_admin, "choice_details") else {})


class NewsroomAdminSite(admin.AdminSite):
    """The admin site that journalists, editors and moderators work in."""

    login_form = LoginForm
    site_title = settings.SITE_NAME
    site_header = settings.SITE_NAME
    index_title = _("Desk")
    empty_value_display = "–"

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """
        Wrap a staff view in the permission check, and in what the editors need of the policy.

        Django lets browsers cache the password pages; here only the script catalogue may be cached. Django's redirect
        to the log-in loses what was typed; here it is carried along, and scripts get a JSON answer.
        """
        cacheable = cacheable and view == self.i18n_javascript
        inner = super().admin_view(csp_update(ADMIN_POLICY)(view), cacheable)
        is_shown, is_logout = getattr(view, "shows_unsaved", False), view == self.logout

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            def go_on() -> HttpResponseBase:
                return inner(request, *args, **kwargs)

            if is_logout or self.has_permission(request):
                return go_on()
            return logged_out.answer(self, request, go_on, is_shown=is_shown) or go_on()

        return checked  # type: ignore[return-value]  # it takes what the view takes

    def get_urls(self) -> list[URLResolver | URLPattern]:
        return [
            path("tasks/", self.admin_view(self.tasks_view), name="tasks"),
            path("tasks/again/", self.admin_view(self.tasks_again_view), name="tasks_again"),
            *super().get_urls(),
        ]

    def tasks_view(self, request: HttpRequest) -> TemplateResponse:
        """Show the background tasks that wait, run or fail, and whether the workers live."""
        _check_may_see_tasks(request)
        at, states = timezone.now(), status.states()
        context = {
            **self.each_context(request),
            "title": _("Background tasks"),
            "now": at,
            "queues": [
                (status.QUEUES[name], queue["state"], queue["beat_at"]) for name, queue in status.queues(at).items()
            ],
            "states": states,
            "failed": sum(state.number for state in states if state.name in status.FAILED),
        }
        return TemplateResponse(request, "admin/tasks.html", context)

    @method_decorator(require_POST)
    def tasks_again_view(self, request: HttpRequest) -> HttpResponse:
        """Retry one failed task now, or all."""
        _check_may_see_tasks(request)
        try:
            task = uuid.UUID(request.POST["task"]) if "task" in request.POST else None
        except ValueError as none:
            raise Http404 from none
        number = status.try_again(task, at=timezone.now())
        messages.success(request, _tried_again(number))
        return HttpResponseRedirect(reverse("admin:tasks"))

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Choices.as_view(admin_site=self)(request)  # type: ignore[return-value]  # as_view says no more

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Serve what Django's scripts say, and the text editors, which have words of their own in French."""
        view = JavaScriptCatalog.as_view(packages=["django.contrib.admin", "django_prose_editor"])
        return view(request)  # type: ignore[return-value]  # as_view says no more


def _check_may_see_tasks(request: HttpRequest) -> None:
    if not request.user.has_perm("newsroom.see_tasks"):
        raise PermissionDenied


def _tried_again(number: int) -> str:
    if not number:
        return gettext("There was nothing to retry: the task has finished meanwhile.")
    sentence = ngettext("%(number)s task is being retried.", "%(number)s tasks are being retried.", number)
    return sentence % {"number": number}
