"""The box “Way through the desk” of the story form: how far the story has come, who has it, and what may be done."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from articles.admin.story.save import WORKFLOW_BOX, kept
from articles.forms.workflow import MoveForm
from articles.models import Story
from articles.models.verbs import WORKFLOW


def box(request: HttpRequest, story: Story | None, at: datetime, *, admin: Any, may_change: bool) -> dict[str, Any]:
    """What the box shows and offers; `story` is None of a new one."""
    may_publish = admin.has_publish_permission(request, story)
    bound = request.POST if "desk-note" in request.POST else None
    state = story.state if story else Story.State.DRAFT
    offered = [verb for verb in WORKFLOW if state in verb.row.starts and (verb.row.by_writers or may_publish)]
    return {
        "now": at,
        "workflow": MoveForm(bound, may_assign=may_publish, initial=_opened_with(request, story)),
        "workflow_steps": Story.State.choices,
        "way_verbs": offered if may_change or not story else [],
        "last_note": story.acts.last_note() if story else None,
    }


def _opened_with(request: HttpRequest, story: Story | None) -> dict[str, Any]:
    """After a refusal, what was typed is there again."""
    if story is None:
        return {}
    return {"due_at": story.due_at, "held_by": story.assigned_to_id} | kept(request, WORKFLOW_BOX, story)
