"""The list of stories as a table for a spreadsheet."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Story
from articles.models.story_fields import EXPORTED
from articles.publishing.workflow import name_of
from newsroom.csv_export import CHUNK, csv_response


@admin.action(description=gettext_lazy("Export as CSV"), permissions=["view"])
def export_as_csv(desk: Any, request: HttpRequest, queryset: Any) -> StreamingHttpResponse:
    """Give one line a story, in the order of the list."""
    head = [_("no."), *map(_column, (*EXPORTED, "state")), _("live")]
    head += [_("bylines"), *map(_column, ("assigned_to", "due_at")), _("saved"), _("slug")]
    stories = queryset.prefetch_related("bylines__contributor").iterator(chunk_size=CHUNK)
    lines = (_line(story, desk.standing(story)) for story in stories)
    return csv_response(_("stories"), head, lines)


def _column(name: str) -> Any:
    field: Any = Story._meta.get_field(name)
    return field.verbose_name


def _line(story: Any, standing: str) -> list[Any]:
    return [
        story.pk,
        *(_words(story, name) for name in (*EXPORTED, "state")),
        standing,
        ", ".join(line.contributor.name for line in story.bylines.all()),
        name_of(story.assigned_to) if story.assigned_to else "",
        *(_moment(at) for at in (story.due_at, story.saved_at)),
        story.slug,
    ]


def _words(story: Story, name: str) -> Any:
    display = getattr(story, f"get_{name}_display", None)
    return display() if display else getattr(story, name) or ""


def _moment(at: datetime | None) -> str:
    """Return a moment as a spreadsheet reads it, in the newsroom's time."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
