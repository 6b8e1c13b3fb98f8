"""The story form and the list of stories: where a journalist's and an editor's day is spent."""

from content_editor.admin import ContentEditor, RefinedModelAdmin
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from js_asset import JSON, ImportMap, Media, Script

from articles import desk
from articles.admin.acts import PublishingMixin
from articles.admin.autosave import AutosaveMixin
from articles.admin.blocks import BLOCK_INLINES, BylineInline
from articles.admin.preview import PreviewMixin
from articles.admin.versions import VersionsMixin
from articles.forms import StoryForm
from articles.models import Story, StoryAct
from articles.publish import Refused
from articles.snapshot import record

# What the writing tools say, here so that the one catalogue holds it.
WRITING_LABELS = {
    "insert": gettext_lazy("Insert"),
    "inserted": gettext_lazy("Inserted: %(block)s."),
    "up": gettext_lazy("Move up"),
    "down": gettext_lazy("Move down"),
    "first": gettext_lazy("%(block)s: already at the top."),
    "last": gettext_lazy("%(block)s: already at the bottom."),
    "moved": gettext_lazy("%(block)s: moved to place %(place)s of %(count)s."),
    "duplicate": gettext_lazy("Duplicate"),
    "duplicated": gettext_lazy("Duplicated: %(block)s."),
    "below": gettext_lazy("Write below"),
    "delete": gettext_lazy("Delete"),
    "deleted": gettext_lazy("Deleted: %(block)s."),
    "keep": gettext_lazy("Keep"),
    "kept": gettext_lazy("Kept: %(block)s."),
    "undo": gettext_lazy("Undo"),
    "undone": gettext_lazy("Undone."),
    "count": gettext_lazy("Words: %(words)s · characters: %(characters)s"),
    "reading": gettext_lazy("%(minutes)s min to read"),
    # Other words by which the "/" menu finds a kind of block.
    "keywords": {
        "articles.imageblock": gettext_lazy("image photo"),
        "articles.pullquote": gettext_lazy("quotation"),
        "articles.embed": gettext_lazy("video film link"),
        "articles.factbox": gettext_lazy("box facts"),
        "articles.relatedstory": gettext_lazy("see also"),
    },
}
# Only for the form: the list has no map of names. The tools import each other by these names, since a relative import
# would miss the hash in a file's name.
WRITING = Media(
    importmap=ImportMap(
        {
            f"writing/{name}": f"articles/writing/{name}.js"
            for name in ("act", "blocks", "counts", "handling", "labels", "slash", "split")
        }
    ),
    js=[JSON(WRITING_LABELS, id="writing-labels"), Script("articles/writing/start.js", type="module")],
)


@admin.register(Story)
class StoryAdmin(AutosaveMixin, PreviewMixin, VersionsMixin, PublishingMixin, ContentEditor):
    """The working copy of a story; every save writes a revision."""

    form = StoryForm
    inlines = [BylineInline, *BLOCK_INLINES]
    autocomplete_fields = ["lead_image", "tags"]
    list_display = ["headline", "section", "language", "state", "standing", "assigned_to", "saved_at"]
    list_filter = ["section", "language", "state", "assigned_to"]
    search_fields = ["headline", "slug"]
    save_on_top = False
    actions = ["submit", "approve", "send_back"]
    change_form_template = "admin/articles/story/change_form.html"
    fieldsets = [
        (None, {"fields": ["opened_at", "kicker", "headline", "standfirst"], "classes": ["story-head"]}),
        (gettext_lazy("Filed under"), {"fields": [("section", "language"), "tags", "slug"]}),
        (gettext_lazy("Lead picture"), {"fields": ["lead_image", "lead_caption", "lead_alt"]}),
        (gettext_lazy("Held back"), {"fields": [("embargo_until", "legal_hold")], "classes": ["collapse"]}),
        (gettext_lazy("Assignment"), {"fields": ["assigned_to"]}),
    ]

    class Media:
        css = {"all": ["articles/desk.css", "articles/writing.css"]}
        js = [Script("articles/preview.js", type="module"), Script("articles/autosave.js", type="module")]

    def get_queryset(self, request):
        """Return stories, with what its rows show where the list asks."""
        stories, page = super().get_queryset(request), request.resolver_match.url_name
        if page == "autocomplete":
            return stories.linkable_by(request.user, timezone.now())
        stories = stories.open_to(request.user)
        return stories.for_desk_list(timezone.now()) if page == "articles_story_changelist" else stories

    def get_object(self, request, object_id, from_field=None):
        """Return the story; locked while a form is being saved, so that a stale one can't slip through."""
        story = super().get_object(request, object_id, from_field)
        return Story.objects.locked(story.pk) if story and request.method == "POST" else story

    def get_readonly_fields(self, request, obj=None):
        """Leave the embargo, the legal hold and the assignment to those who publish."""
        return [] if self.has_publish_permission(request, obj) else ["assigned_to", "embargo_until", "legal_hold"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Assign stories to those who can work on them."""
        if db_field.name == "assigned_to":
            kwargs["queryset"] = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

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
        self.forget_typed(request, form.instance if change else None)

    def render_change_form(self, request, context, **kwargs):
        """Give the editors' import map the nonce that the policy asks for."""
        response = super().render_change_form(request, context, **kwargs)
        media = response.context_data["media"] + WRITING
        response.context_data["media"] = Media.from_media(media, nonce=str(request.csp_nonce))
        return response

    @admin.display(description=gettext_lazy("on the site"))
    def standing(self, story):
        """Say what readers see of the story."""
        if story.is_live:
            return _("live, update scheduled") if story.is_scheduled else _("live")
        return _("scheduled") if story.is_scheduled else "–"

    @admin.display(description=gettext_lazy("saved"), ordering="saved_at")
    def saved_at(self, story):
        """Return when the story was last saved."""
        return story.saved_at

    @admin.action(description=gettext_lazy("Send to review"), permissions=["change"])
    def submit(self, request, queryset):
        """Send drafts to review."""
        self._move(request, queryset, StoryAct.Verb.SUBMIT)

    @admin.action(description=gettext_lazy("Approve"), permissions=["publish"])
    def approve(self, request, queryset):
        """Approve stories for publication."""
        self._move(request, queryset, StoryAct.Verb.APPROVE)

    @admin.action(description=gettext_lazy("Send back to draft"), permissions=["publish"])
    def send_back(self, request, queryset):
        """Send stories back to their writers."""
        self._move(request, queryset, StoryAct.Verb.RETURN)

    def _move(self, request, queryset, verb):
        moved = 0
        for story in queryset:
            try:
                desk.move(story, verb, by=request.user)
                moved += 1
            except Refused as refusal:
                messages.error(request, str(refusal))
        if moved:
            sentence = ngettext("%(count)d story moved.", "%(count)d stories moved.", moved)
            messages.success(request, sentence % {"count": moved})
