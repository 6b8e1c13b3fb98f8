"""A request of the story form, with what one part of the desk leaves on it for another."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest

from newsroom.types import StaffRequest


class StoryRequest(StaffRequest):
    """Each of these is there from when it is set; see where it is read."""

    autosave_key: str  # of the form that is posted or shown
    offers_since: datetime | None  # what was typed later is offered
    is_kept: bool  # what the form shows unsaved is kept already
    may_hold: bool  # whether they may change what holds the story back, as it was when the request came
    stays: bool  # the answer is the form again


def story_request(request: HttpRequest) -> StoryRequest:
    """Take Django's request for what it is on the story form."""
    return cast(StoryRequest, request)
