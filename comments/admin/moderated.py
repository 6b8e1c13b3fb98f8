"""Rows that moderators read and act on, one by one or many from a list of the desk, with a report in sentences."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comments.models import Refused, rights
from comments.models.refusals import who_and_when
from newsroom.admin.limits import FewAtOnce
from newsroom.types import StrOrPromise, staff_of


class ModeratedAdmin(FewAtOnce):
    """
    Rows that moderators read and act on by verbs; nobody adds, edits or deletes one.

    `pages` are those beside Django's own, each (route, name, view(modeladmin, request, …)).
    """

    pages: tuple[tuple[str, str, Callable[..., HttpResponseBase]], ...] = ()

    def get_urls(self) -> list[URLPattern]:
        """Add the pages."""
        wrap = self.admin_site.admin_view
        own = [path(route, wrap(partial(view, self)), name=name) for route, name, view in self.pages]
        return [*own, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Show those who decide only what they may decide on, of their sections alone perhaps."""
        rows: Any = super().get_queryset(request)
        return rows.open_to(staff_of(request)) if self.has_moderate_permission(request) else rows

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return rights.may(staff_of(request), rights.DECIDING)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_moderate_permission(request) or super().has_view_permission(request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False  # only verbs change a state

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def row_for_act(self, request: HttpRequest, pk: int) -> Any:
        """Find the row with this id if it is open to them, else 404: it isn't said whether there is one."""
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def ask(self, request: HttpRequest, row: Model, form: forms.Form, **words: Any) -> TemplateResponse:
        """Show the page of one act on the row: what is asked (`form`), and the words around it."""
        context = self.admin_site.each_context(request) | {"opts": self.opts, "original": row, "form": form}
        return TemplateResponse(request, "admin/comments/act.html", context | words)

    def back_to(self, row: Model) -> HttpResponseRedirect:
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
        )

    def apply(self, request: HttpRequest, rows: Iterable[Any], act: Callable[[Any], Any], done: StrOrPromise) -> None:
        """Do `act(row)` with each row; `done` is the sentence for those that it worked with, with "%(number)s"."""
        worked = 0
        refused: Counter[tuple[str | None, str]] = Counter()
        for row in rows:
            try:
                act(row)
                worked += 1
            except Refused as refusal:
                refused[_because(refusal)] += 1
        if worked:
            self.message_user(request, done % {"number": worked}, messages.SUCCESS)
        for because, number in refused.items():
            self.message_user(request, _left(number, because), messages.WARNING)


def _because(refusal: Refused) -> tuple[str | None, str]:
    """Who decided before and when, or (None, the sentence) where nobody has."""
    if refusal.decision is None:
        return None, str(refusal)
    words = who_and_when(refusal.decision)
    return words["who"], words["when"]


def _left(number: int, because: tuple[str | None, str]) -> str:
    who, when = because
    if who is None:
        return _("%(number)s unchanged. %(sentence)s") % {"number": number, "sentence": when}
    sentence = ngettext(
        "%(number)s already decided by %(who)s, on %(when)s.",
        "%(number)s already decided by %(who)s, on %(when)s.",
        number,
    )
    return sentence % {"number": number, "who": who, "when": when}
