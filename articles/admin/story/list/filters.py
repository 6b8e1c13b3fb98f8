"""The list of stories, narrowed down to one of the front page's lists."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.admin.dashboard.lists import LISTS


class StoryListFilter(admin.SimpleListFilter):
    """Mine, waiting for me, late …: the same stories as on the front page, all of them."""

    title = gettext_lazy("list")
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Any:
        return [(key, desk_list.title) for key, desk_list in LISTS.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """An unknown list changes nothing."""
        key = self.value()
        if key not in LISTS:
            return queryset
        found = LISTS[key].find(queryset.model.objects.all(), request.user, timezone.now())
        return queryset.filter(pk__in=found.order_by().values("pk"))
