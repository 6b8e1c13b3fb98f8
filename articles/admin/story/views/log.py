"""The log of a story: every act on it, with who, what, when and why; to read, and to take along as a table."""

from bisect import bisect_left
from typing import NamedTuple

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition, Revision, StoryAct
from articles.publishing.workflow import name_of
from newsroom.csv_export import CHUNK, csv_response
from newsroom.text.dates import iso


class Entry(NamedTuple):
    """One act as the log shows it; `version` is the text as it stood, `before` the number of the version before."""

    act: StoryAct
    edition: Edition | None
    version: Revision | None
    before: int | None

    @property
    def passed(self):
        """Return the checks of the gate that found nothing."""
        return [check for check in self.act.checks if check["result"] == "passed"]

    @property
    def found(self):
        """Return the checks that found something, whether it was only said or overridden with a reason."""
        return [check for check in self.act.checks if check["result"] != "passed"]


A_PAGE = 200  # acts


class LogMixin(ModelAdmin):
    """The log of one story, for those who may see the story."""

    def get_urls(self):
        """Add the page, and the same as a table."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/log/", view(self.log_view), name="articles_story_log"),
            path("<int:pk>/log/export/", view(self.log_export_view), name="articles_story_log_export"),
            *super().get_urls(),
        ]

    def log_view(self, request, pk):
        """Show the acts on the story, the latest first; those beyond A_PAGE are in the table."""
        story = self._logged_story(request, pk)
        acts = list(story.acts.for_log()[: A_PAGE + 1])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "story": story,
            "title": _("Log"),
            "subtitle": story,
            "entries": list(entries_of(story, acts[:A_PAGE])),
            "has_older": len(acts) > A_PAGE,
            "now": timezone.now(),
        }
        return TemplateResponse(request, "admin/articles/story/log.html", context)

    def log_export_view(self, request, pk):
        """Give the log as a table, one line an act, the first act first."""
        story = self._logged_story(request, pk)
        head = [_("when"), _("action"), _("by"), _("to"), _("version"), _("edition"), _("note"), _("checks")]
        lines = map(_line, entries_of(story, story.acts.for_log().reverse().iterator(chunk_size=CHUNK)))
        return csv_response(f"{story.slug or story.pk}-log.csv", head, lines)

    def _logged_story(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        # Not get_object: that locks where something is posted, and nothing is saved here.
        story = self.get_queryset(request).filter(pk=pk).first()
        if story is None:
            raise Http404
        return story


def entries_of(story, acts):
    """Yield an Entry for each of these acts on the story; two queries whatever their number."""
    numbers = sorted(story.revisions.values_list("number", flat=True))
    return (_entry(act, numbers) for act in acts)


def _entry(act, numbers):
    version = act.revision or (act.edition.revision if act.edition else None)
    place = bisect_left(numbers, version.number) if version else 0
    return Entry(act, act.edition, version, numbers[place - 1] if place else None)


def _line(entry):
    act = entry.act
    return [
        iso(act.done_at),
        act.get_verb_display(),
        name_of(act.by),
        name_of(act.to) if act.to else "",
        entry.version.number if entry.version else "",
        entry.edition.number if entry.edition else "",
        act.note,
        " ".join(filter(None, (part for check in entry.found for part in (check["sentence"], check["reason"])))),
    ]
