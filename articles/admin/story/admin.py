"""The story form and the list of stories: where a journalist's and an editor's day is spent."""

from content_editor.admin import ContentEditor, RefinedModelAdmin
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.dashboard.calendar import CalendarMixin
from articles.admin.dashboard.search import SearchMixin
from articles.admin.images.chooser import PickingMixin
from articles.admin.story.blocks import BLOCK_INLINES, BylineInline
from articles.admin.story.holds import HoldsMixin
from articles.admin.story.list.bulk import BulkMixin
from articles.admin.story.list.export import ExportMixin
from articles.admin.story.list.filters import StoryListFilter
from articles.admin.story.publication import PublishingMixin
from articles.admin.story.stale import StaleMixin
from articles.admin.story.views.autosave import AutosaveMixin
from articles.admin.story.views.copy import CopyMixin
from articles.admin.story.views.gate import GatePanelMixin
from articles.admin.story.views.history import VersionsMixin
from articles.admin.story.views.links import LinkingMixin
from articles.admin.story.views.log import LogMixin
from articles.admin.story.views.presence import PresenceMixin
from articles.admin.story.views.preview import PreviewMixin
from articles.admin.story.views.preview_links import SharingMixin
from articles.admin.story.views.typography import TypographyMixin
from articles.admin.story.workflow import MovesMixin
from articles.admin.story.writing import WritingMixin
from articles.forms.story import StoryForm
from articles.models import Story
from articles.publishing.holds import Held
from articles.revisions.snapshot import record
from newsroom.admin.limits import FewAtOnce


@admin.register(Story)
class StoryAdmin(
    WritingMixin,
    AutosaveMixin,
    PresenceMixin,
    StaleMixin,
    GatePanelMixin,
    PreviewMixin,
    SharingMixin,
    TypographyMixin,
    VersionsMixin,
    LogMixin,
    BulkMixin,
    SearchMixin,
    LinkingMixin,
    CalendarMixin,
    CopyMixin,
    ExportMixin,
    MovesMixin,
    HoldsMixin,
    PublishingMixin,
    PickingMixin,
    FewAtOnce,
    ContentEditor,
):
    """The working copy of a story; every save writes a revision."""

    form = StoryForm
    inlines = [BylineInline, *BLOCK_INLINES]
    autocomplete_fields = ["lead_image", "tags"]
    list_display = ["headline", "section", "language", "state", "standing", "assigned_to", "saved_at"]
    list_filter = [StoryListFilter, "section", "language", "state", "assigned_to"]
    search_fields = ["headline", "slug"]
    actions = [*MovesMixin.actions, *BulkMixin.actions, *ExportMixin.actions]
    on_all = ExportMixin.actions
    save_on_top = False
    change_form_template = "admin/articles/story/change_form.html"
    fieldsets = [
        (None, {"fields": ["opened_at", "kicker", "headline", "standfirst"], "classes": ["story-head"]}),
        (gettext_lazy("Classification"), {"fields": [("section", "language"), "tags", "slug"]}),
        (gettext_lazy("Lead picture"), {"fields": ["lead_image", "lead_caption", "lead_alt"]}),
        (gettext_lazy("Embargo and legal hold"), {"fields": [Held._fields, "held_because"], "classes": ["collapse"]}),
    ]

    class Media:
        css = {"all": ["articles/writing.css"]}

    def get_queryset(self, request):
        """Return stories, with what its rows show where the list asks."""
        stories, page = super().get_queryset(request), request.resolver_match.url_name
        if page == "autocomplete":
            return stories.linkable_by(request.user, timezone.now())
        stories = stories.open_to(request.user)
        return stories.for_changelist(timezone.now()) if page == "articles_story_changelist" else stories

    def get_object(self, request, object_id, from_field=None):
        """Return the story; locked while a form is being saved, so that a stale one can't slip through."""
        story = super().get_object(request, object_id, from_field)
        return Story.objects.locked(story.pk) if story and request.method == "POST" else story

    def get_readonly_fields(self, request, obj=None):
        """Leave what holds a story back to those who publish."""
        return [] if self.may_hold(request, obj) else list(Held._fields)

    def save_model(self, request, obj, form, change):
        """Save, and note who began a new story."""
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Save the blocks and bylines, then write the whole story down as a revision."""
        # Not ContentEditor's own: its cloning writes into any story whose block's id is posted.
        super(RefinedModelAdmin, self).save_related(request, form, formsets, change)
        record(form.instance, by=request.user)
        self.hold_back(request, form)
        self.forget_typed(request)

    @admin.display(description=gettext_lazy("live"))
    def standing(self, story):
        """Say what readers see of the story."""
        if story.is_live:
            return _("live, update scheduled") if story.is_scheduled else _("live")
        return _("scheduled") if story.is_scheduled else "–"

    @admin.display(description=gettext_lazy("saved"), ordering="saved_at")
    def saved_at(self, story):
        """Return when the story was last saved."""
        return story.saved_at
