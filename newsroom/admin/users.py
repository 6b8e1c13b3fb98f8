"""The people of the newsroom and their groups, in Django's own lists, found as all else at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.filters import RelatedFieldListFilter
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import ManyToManyField
from django.db.models.fields.related import RelatedField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.roles import shown_name
from newsroom.admin.search import FoundAmongFew


class GroupsField(forms.ModelMultipleChoiceField):
    """The groups of a person, each by its name in the language of the desk."""

    def label_from_instance(self, group: Group) -> str:
        return shown_name(group.name)


class GroupsFilter(RelatedFieldListFilter):
    """The same names beside the list of people."""

    def field_choices(
        self, field: RelatedField, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> list[tuple[str, Any]]:
        return [(pk, shown_name(str(name))) for pk, name in super().field_choices(field, request, model_admin)]


class NewsroomUserAdmin(FoundAmongFew, UserAdmin):
    """Users."""

    list_filter = ["is_staff", "is_superuser", "is_active", ("groups", GroupsFilter)]

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        """Give the groups their field."""
        if db_field.name == "groups":
            kwargs["form_class"] = GroupsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class NewsroomGroupAdmin(FoundAmongFew, GroupAdmin):
    """Groups."""

    list_display = ["shown_name"]

    @admin.display(description=_("name"), ordering="name")
    def shown_name(self, group: Group) -> str:
        return shown_name(group.name)


def register() -> None:
    """Replace Django's own."""
    for model, model_admin in ((User, NewsroomUserAdmin), (Group, NewsroomGroupAdmin)):
        admin.site.unregister(model)
        admin.site.register(model, model_admin)
