"""Policies and reasons, changed by lead moderators through comments/moderation/policies.py, which logs each change."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Section
from comments.models import ModerationPolicy, Reason
from comments.models.rights import KEEP_RULES
from comments.moderation import policies
from newsroom.db.datetime_fields import NewsroomDateTimeField
from newsroom.types import staff_of


class RulesAdmin(admin.ModelAdmin):
    """Rules, for lead moderators."""

    formfield_overrides = {models.DateTimeField: {"form_class": NewsroomDateTimeField}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(KEEP_RULES) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(KEEP_RULES) and super().has_change_permission(request, obj)


def moderators() -> QuerySet[User]:
    """Those who decide on comments, by name."""
    backend = "django.contrib.auth.backends.ModelBackend"
    people = User.objects.with_perm("comments.moderate_comment", is_active=True, backend=backend)
    return people.filter(is_staff=True).order_by("first_name", "last_name", "username")


class ModerationPolicyForm(forms.ModelForm):
    """What a section, or the whole site, takes."""

    class Meta:
        model = ModerationPolicy
        fields = ("section", "policy", "closes_after", "holds_until", "moderators")
        widgets = {"moderators": forms.CheckboxSelectMultiple}
        help_texts = {
            "section": gettext_lazy("If left empty, the policy applies to the whole site."),
            "policy": gettext_lazy("The story’s policy comes first, then the section’s, then the site’s."),
            "closes_after": gettext_lazy("Counted from the story’s first publication."),
            "holds_until": gettext_lazy("Until then, all comments are held for moderation."),
            "moderators": gettext_lazy("Moderators named in a section moderate only their own sections."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Somebody who is looking at the page without changing it gets no fields.
        if "section" in self.fields:
            fields: dict[str, Any] = self.fields
            fields["section"].empty_label = _("the whole site")
            fields["moderators"].queryset = moderators()

    def clean_section(self) -> Section | None:
        """Refuse a second policy of one section, or of the site."""
        section = self.cleaned_data["section"]
        if ModerationPolicy.objects.of_just(section).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("A policy already exists here: edit it."))
        return section

    def clean(self) -> dict[str, Any]:
        """Refuse moderators of the whole site: a moderator who is named nowhere decides everywhere."""
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("moderators") and "section" in cleaned and not cleaned["section"]:
            self.add_error(
                "moderators", _("Only a section can have its own moderators: leave this empty for the whole site.")
            )
        return cleaned


@admin.register(ModerationPolicy)
class ModerationPolicyAdmin(RulesAdmin):
    """The policy of the site, and of each section that has one of its own."""

    form = ModerationPolicyForm
    list_display = ["__str__", "policy", "closes_after", "holds_until", "named"]
    ordering = [F("section__position").asc(nulls_first=True), "pk"]  # type: ignore[list-item]  # Django takes both

    def get_queryset(self, request: HttpRequest) -> QuerySet[ModerationPolicy]:
        return super().get_queryset(request).select_related("section").prefetch_related("moderators")

    @admin.display(description=gettext_lazy("moderators"))
    def named(self, policy: ModerationPolicy) -> str:
        return ", ".join(policies.names_of(policy.moderators.all())) or "–"

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes one: its log hangs on it, and “as for the section” says nothing as well."""
        return False

    def save_model(self, request: HttpRequest, obj: ModerationPolicy, form: forms.ModelForm, change: bool) -> None:
        """Log it too."""
        policies.set_policy(obj, by=staff_of(request), moderators=form.cleaned_data["moderators"])


@admin.register(Reason)
class ReasonAdmin(RulesAdmin):
    """The reasons for refusals, in both languages, on the keys 1 to 9."""

    list_display = ["title_fr", "title_en", "key"]
    fields = ["key", "title_fr", "text_fr", "title_en", "text_en"]

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.has_perm(KEEP_RULES) and super().has_delete_permission(request, obj)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Give the texts for readers the room that they need."""
        if db_field.name.startswith("text_"):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": 60})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Reason, form: forms.ModelForm, change: bool) -> None:
        """Log it too."""
        policies.save_reason(obj, by=staff_of(request))

    def delete_model(self, request: HttpRequest, obj: Reason) -> None:
        """Log it too."""
        policies.delete_reason(obj, by=staff_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Reason]) -> None:
        """Log each."""
        for reason in queryset:
            policies.delete_reason(reason, by=staff_of(request))
