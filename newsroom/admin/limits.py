"""Limits of the desk: rows of a form, and rows of a list for one action."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _


class FewRows(InlineModelAdmin):
    """
    An inline of the admin with `max_num` rows at most.

    Twice as many are read, so that too many rows are shown again with what was typed. Django's own `absolute_max` is
    `max_num` plus a thousand, and a forged number would build as many forms.
    """

    max_num: int

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> type[BaseInlineFormSet]:
        return super().get_formset(request, obj, absolute_max=2 * self.max_num, **kwargs)


class FewAtOnce(admin.ModelAdmin):
    """
    A list of the desk whose actions take `most_at_once` rows at most; those of `on_all`, as many as there are.

    “Select all” of a list of 20,000 would otherwise do 20,000 acts in one request.
    """

    most_at_once = 100
    on_all: Sequence[str] = ()

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Refuse an action on too many rows."""
        chosen = len(request.POST.getlist(ACTION_CHECKBOX_NAME))
        if request.POST.get("select_across") == "1":
            chosen = queryset.order_by()[: self.most_at_once + 1].count()
        if chosen > self.most_at_once and not set(request.POST.getlist("action")) & set(self.on_all):
            sentence = _("Nothing was done: choose %(most)d at most.") % {"most": self.most_at_once}
            self.message_user(request, sentence, messages.ERROR)
            return None
        return super().response_action(request, queryset)
