"""The story form and the list of stories: where a journalist's and an editor's day is spent."""

from typing import Any

from content_editor.admin import ContentEditor
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media

from articles.admin.images.chooser import PickingMixin
from articles.admin.story import autosaves, publication, workflow
from articles.admin.story.blocks import BLOCK_INLINES, BylineInline
from articles.admin.story.list import bulk
from articles.admin.story.list.export import export_as_csv
from articles.admin.story.list.filters import StoryListFilter
from articles.admin.story.request import story_request
from articles.admin.story.save import decides, save_and_act
from articles.admin.story.urls import urls_of
from articles.admin.story.views import gate, history, presence
from articles.admin.story.views.pages import to_form
from articles.admin.story.writing import WRITING
from articles.forms.story import StoryForm
from articles.models import Story, rights
from articles.models.act import NotPermitted
from articles.models.blocks import with_words
from articles.models.story import PUBLISH, SHARE
from articles.publishing.holds import Held
from newsroom.accounts.logged_out import shows_unsaved
from newsroom.accounts.permissions import holds
from newsroom.admin.limits import FewAtOnce
from newsroom.db.datetime_fields import NewsroomDateTimeField
from newsroom.types import staff_of


@admin.register(Story)
class StoryAdmin(PickingMixin, FewAtOnce, ContentEditor):
    """The working copy of a story; every save writes a revision. The methods stand in the order of a request."""

    form = StoryForm
    formfield_overrides = {models.DateTimeField: {"form_class": NewsroomDateTimeField}}
    inlines = [BylineInline, *BLOCK_INLINES]
    autocomplete_fields = ["lead_image", "tags"]
    list_display = ["headline", "section", "language", "state", "standing", "assigned_to", "saved_at"]
    list_filter = [StoryListFilter, "section", "language", "state", "assigned_to"]
    search_fields = ["headline", "slug"]
    actions = [*bulk.ACTIONS, export_as_csv]
    on_all = ["export_as_csv"]
    save_on_top = False
    change_form_template = "admin/articles/story/change_form.html"
    fieldsets = [
        (None, {"fields": ["opened_version", "kicker", "headline", "standfirst"], "classes": ["story-head"]}),
        (gettext_lazy("Classification"), {"fields": [("section", "language"), "tags", "slug"]}),
        (gettext_lazy("Lead picture"), {"fields": ["lead_image", "lead_caption", "lead_alt"]}),
        (gettext_lazy("Embargo and legal hold"), {"fields": [Held._fields, "held_because"], "classes": ["collapse"]}),
    ]

    class Media:
        css = {"all": ["articles/writing.css"]}

    def get_urls(self) -> list[Any]:
        """Add the table of addresses beside Django's own."""
        return [*urls_of(self), *super().get_urls()]

    # Who may.

    def has_publish_permission(self, request: HttpRequest, story: Story | None = None) -> bool:
        return rights.may(staff_of(request), rights.PUBLISHING, story) if story else holds(staff_of(request), PUBLISH)

    def has_share_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(SHARE) and self.has_view_permission(request)

    def may_hold(self, request: HttpRequest, story: Story | None) -> bool:
        """
        Return whether this person may hold the story back, as it stood when the request came.

        A form that is refused has by then put the section that it was sent with into `story`, and is shown again with
        the fields that it was made with.
        """
        asked = story_request(request)
        if not hasattr(asked, "may_hold"):
            asked.may_hold = self.has_publish_permission(request, story)
        return asked.may_hold

    # The stories: of the list, of a search, of a form.

    def get_queryset(self, request: HttpRequest) -> Any:
        """What the rows of the list show is fetched with them."""
        stories: Any = super().get_queryset(request)
        page = _url_name(request)
        if page == "autocomplete":
            return stories.linkable_by(request.user, timezone.now())
        stories = stories.open_to(request.user)
        return stories.for_changelist(timezone.now()) if page == "articles_story_changelist" else stories

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """
        Return the stories that have every word, and that none is there twice.

        What a block may point to is looked for by what it is known as alone: a live story whose working copy isn't
        open to somebody must not tell by its text.
        """
        if _url_name(request) == "autocomplete":
            return queryset.with_terms(search_term, "known_by"), False
        return with_words(queryset, search_term), False

    @admin.display(description=gettext_lazy("live"))
    def standing(self, story: Any) -> str:
        """Say what readers see of the story."""
        if story.is_live:
            return _("live, update scheduled") if story.is_scheduled else _("live")
        return _("scheduled") if story.is_scheduled else "–"

    @admin.display(description=gettext_lazy("saved"), ordering="saved_at")
    def saved_at(self, story: Any) -> Any:
        return story.saved_at

    # The form: shown, shown again, or sent.

    @shows_unsaved
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().add_view(request, form_url, extra_context)

    @shows_unsaved
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Refuse Django's “Save as new”, which it obeys shown or not: a story is copied by its own address."""
        if "_saveasnew" in request.POST:
            raise PermissionDenied
        return super().change_view(request, object_id, form_url, extra_context)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Story | None:
        """The story is locked while a form is being saved, so that a stale one can't slip through."""
        story = super().get_object(request, object_id, from_field)
        return Story.objects.locked(story.pk) if story and request.method == "POST" else story

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Keep what was typed for a story that is gone meanwhile, and say where it is."""
        if autosaves.FORM not in request.POST or autosaves.typed_by_another(story_request(request)):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        try:
            autosaves.keep_typed(story_request(request), None, is_new=False)
        except NotPermitted as refusal:
            raise PermissionDenied from refusal
        messages.error(request, autosaves.said_of_gone())
        return HttpResponseRedirect(reverse("admin:index"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask those alone why it changes who may change what holds a story back."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.may_hold(request, obj):
            return fieldsets
        without = [[name for name in options["fields"] if name != "held_because"] for _title, options in fieldsets]
        return [(title, options | {"fields": kept}) for (title, options), kept in zip(fieldsets, without, strict=True)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Leave what holds a story back to those who publish."""
        return [] if self.may_hold(request, obj) else list(Held._fields)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form why it isn't to be saved, and who decides on the story by the button pressed."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.recovered = autosaves.why_shown_again(story_request(request))
        form.decided_by = (
            request.user if decides(story_request(request)) and self.has_publish_permission(request) else None
        )
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save nothing yet: save_and_act saves the story and its blocks."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the story and its blocks, and do what the button says."""
        press = story_request(request)
        press.stays = save_and_act(press, form, formsets, admin=self, change=change)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return to_form(obj) if story_request(request).stays else super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return to_form(obj) if story_request(request).stays else super().response_change(request, obj)

    def render_change_form(  # type: ignore[override]  # as content-editor has it: the others come by name
        self, request: HttpRequest, context: dict[str, Any], obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Show the form with its boxes, and the writing tools with the nonce that the policy asks for."""
        response: Any = super().render_change_form(request, context, obj=obj, **kwargs)
        context, at = response.context_data, timezone.now()
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        may_change = context["has_change_permission"]
        context |= publication.box(request, obj and obj.pk, at, admin=self)
        context |= workflow.box(request, obj, at, admin=self, may_change=may_change)
        context |= gate.panel(request, context["adminform"].form, formsets)
        context |= presence.box(story_request(request), obj, at)
        context |= autosaves.box(story_request(request), obj, context)
        nonce = str(request.csp_nonce)  # type: ignore[attr-defined]  # django-csp sets it
        context["media"] = Media.from_media(context["media"] + WRITING, nonce=nonce)
        return response

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return history.show_history(request, object_id, admin=self)


def _url_name(request: HttpRequest) -> str | None:
    return request.resolver_match.url_name if request.resolver_match else None
