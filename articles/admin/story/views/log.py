"""The log of a story: every act on it, with who, what, when and why; to read, and to take along as a table."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.story.views.pages import find_story, show
from articles.models import Edition, Revision, Story, StoryAct
from articles.publishing.workflow import name_of
from newsroom.csv_export import CHUNK, csv_response
from newsroom.text.dates import iso
from newsroom.types import StaffRequest


class Entry(NamedTuple):
    """One act as the log shows it; `version` is the text as it stood, `before` the number of the version before."""

    act: StoryAct
    edition: Edition | None
    version: Revision | None
    before: int | None

    @property
    def passed(self) -> list[dict[str, Any]]:
        return [check for check in self.act.checks if check["result"] == "passed"]

    @property
    def found(self) -> list[dict[str, Any]]:
        """The checks that found something, whether it was only said or overridden with a reason."""
        return [check for check in self.act.checks if check["result"] != "passed"]


A_PAGE = 200  # acts


def show_log(request: StaffRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Show the acts on the story, the latest first; those beyond A_PAGE are in the table."""
    story = find_story(request, pk, admin=admin, may=admin.has_view_permission)
    acts = list(story.acts.for_log()[: A_PAGE + 1])
    return show(
        request,
        "log",
        admin=admin,
        story=story,
        title=_("Log"),
        subtitle=story,
        entries=list(_entries(story, acts[:A_PAGE])),
        has_older=len(acts) > A_PAGE,
        now=timezone.now(),
    )


def export_log(request: StaffRequest, pk: int, *, admin: Any) -> StreamingHttpResponse:
    """Give the log as a table, one line an act, the first act first."""
    story = find_story(request, pk, admin=admin, may=admin.has_view_permission)
    head = [_("when"), _("action"), _("by"), _("to"), _("version"), _("edition"), _("note"), _("checks")]
    lines = map(_line, _entries(story, story.acts.for_log().reverse().iterator(chunk_size=CHUNK)))
    return csv_response(f"{story.slug or story.pk} {_('Log')}", head, lines)


def _entries(story: Story, acts: Iterable[StoryAct]) -> Iterator[Entry]:
    """Two queries whatever the number of acts."""
    numbers = sorted(story.revisions.values_list("number", flat=True))
    return (_entry(act, numbers) for act in acts)


def _entry(act: StoryAct, numbers: list[int]) -> Entry:
    version = act.revision or (act.edition.revision if act.edition else None)
    place = bisect_left(numbers, version.number) if version else 0
    return Entry(act, act.edition, version, numbers[place - 1] if place else None)


def _line(entry: Entry) -> list[Any]:
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
