"""Sections, tags and contributors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest
from django.utils import timezone

from articles import page_stamps
from articles.forms.taxonomy import FiledForm
from articles.models import Contributor, Image, Section, Tag
from newsroom.admin.limits import FewAtOnce
from newsroom.admin.search import FoundByWords
from newsroom.cache import page_cache


class ShownAdmin(FewAtOnce, admin.ModelAdmin):
    """What is shown on pages: with each change those turn, in the same transaction, but for `unseen` fields."""

    form: type[ModelForm] = FiledForm
    unseen: frozenset[str] = frozenset()

    def invalidate_pages(self, obj: Any, *, at: datetime) -> None:
        """Let the pages turn that show this row; all of them, where an admin doesn't know better."""
        page_cache.bump(page_cache.SITE, at=at)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Sequence[BaseFormSet], change: bool
    ) -> None:
        """Save, and turn the pages."""
        with transaction.atomic():
            super().save_related(request, form, formsets, change)
            if set(form.changed_data) - self.unseen or any(formset.has_changed() for formset in formsets):
                self.invalidate_pages(form.instance, at=timezone.now())

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete, and turn the pages."""
        with transaction.atomic():
            _wait_for_whoever_publishes(type(obj), [obj.pk])
            self.invalidate_pages(obj, at=timezone.now())
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Delete several, and turn the pages."""
        with transaction.atomic():
            _wait_for_whoever_publishes(queryset.model, [obj.pk for obj in queryset])
            for obj in queryset:
                self.invalidate_pages(obj, at=timezone.now())
            super().delete_queryset(request, queryset)


def _wait_for_whoever_publishes(model: type[Section | Tag | Contributor | Image], keys: list[Any]) -> None:
    """Lock these rows: an edition that is being made with one can be seen after that (publishing/references.py)."""
    list(model.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


@admin.register(Section)
class SectionAdmin(FoundByWords, ShownAdmin):
    """The paper's fixed divisions: every page names them all."""

    list_display = ["name", "slug", "position"]
    filter_horizontal = ["editors"]
    unseen = frozenset({"editors"})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show who edits the section to those alone who say it."""
        fields = super().get_fields(request, obj)
        return fields if request.user.is_superuser else [name for name in fields if name != "editors"]


@admin.register(Tag)
class TagAdmin(FoundByWords, ShownAdmin):
    """Free topics."""

    list_display = ["name", "slug"]

    def invalidate_pages(self, obj: Any, *, at: datetime) -> None:
        """Let no page turn: none names tags."""


@admin.register(Contributor)
class ContributorAdmin(FoundByWords, ShownAdmin):
    """Who can stand in a byline."""

    list_display = ["name", "kind"]
    list_filter = ["kind"]
    raw_id_fields = ["user"]
    unseen = frozenset({"user", "slug"})

    def invalidate_pages(self, obj: Any, *, at: datetime) -> None:
        """Let the pages turn that name this contributor."""
        page_stamps.invalidate_contributor(obj, at=at)
