"""The list of stories as a table for a spreadsheet."""

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.publishing.workflow import name_of
from newsroom.csv_export import CHUNK, csv_response


class ExportMixin(ModelAdmin):
    """The list of stories as a table, of those that a person has ticked and may open."""

    actions = ["export_as_csv"]

    @admin.action(description=gettext_lazy("Export as CSV"), permissions=["view"])
    def export_as_csv(self, request, queryset):
        """Give one line a story, in the order of the list."""
        head = [_("no."), *(self._column(name) for name in ("headline", "section", "language", "state")), _("live")]
        head += [_("bylines"), *(self._column(name) for name in ("assigned_to", "due_at")), _("saved"), _("slug")]
        stories = queryset.prefetch_related("bylines__contributor").iterator(chunk_size=CHUNK)
        return csv_response("stories.csv", head, map(self._exported, stories))

    def _column(self, name):
        return self.opts.get_field(name).verbose_name

    def _exported(self, story):
        return [
            story.pk,
            story.headline,
            story.section or "",
            story.get_language_display(),
            story.get_state_display(),
            self.standing(story),
            ", ".join(line.contributor.name for line in story.bylines.all()),
            name_of(story.assigned_to) if story.assigned_to else "",
            *(_moment(at) for at in (story.due_at, story.saved_at)),
            story.slug,
        ]


def _moment(at):
    """Return a moment as a spreadsheet reads it, in the newsroom's time."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
