"""The two acts that need no form of the story: withdraw it, call off what is scheduled. Each asks first."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _

from articles.admin.story.views.pages import find_story, show, to_form
from articles.forms.publication import WithdrawalForm
from articles.models import Story
from articles.models.verbs import Verb
from articles.publishing import publish
from newsroom.types import StaffRequest


def withdraw(request: StaffRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Ask for the notice, then take the story off the site."""
    story = _publishable(request, pk, admin)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _do(request, story, Verb.WITHDRAW, publish.withdraw, **form.cleaned_data)
    words = {"title": _("Withdraw this story?"), "button": Verb.WITHDRAW.row.button}
    return show(request, "act", admin=admin, story=story, form=form, **words)


def unschedule(request: StaffRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Ask once, then call off what is scheduled."""
    story = _publishable(request, pk, admin)
    if request.method == "POST":
        return _do(request, story, Verb.UNSCHEDULE, publish.unschedule)
    words = {"title": _("Unschedule this story?"), "button": Verb.UNSCHEDULE.row.button}
    return show(request, "act", admin=admin, story=story, **words)


def _publishable(request: StaffRequest, pk: int, admin: Any) -> Story:
    story = find_story(request, pk, admin=admin, may=admin.has_publish_permission)
    if not admin.has_publish_permission(request, story):
        raise PermissionDenied
    return story


def _do(request: StaffRequest, story: Story, verb: Verb, act: Callable[..., Any], **details: Any) -> HttpResponse:
    try:
        act(story, by=request.user, **details)
        messages.success(request, verb.row.done)
    except publish.Refused as refusal:
        messages.error(request, str(refusal))
    return to_form(story)
