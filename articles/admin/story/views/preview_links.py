"""Links to one version of a story for somebody without an account: see articles/publishing/preview_links.py."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.story.views.pages import find_story, show
from articles.models import PreviewLink, Revision, Story
from articles.publishing import preview_links
from articles.publishing.publish import Refused
from articles.revisions.preview import embargo_of
from newsroom.types import StaffRequest

RECIPIENT = PreviewLink._meta.get_field("recipient")
# How long a link leads somewhere, in days.
LASTS = [
    (1, gettext_lazy("1 day")),
    (3, gettext_lazy("3 days")),
    (7, gettext_lazy("1 week")),
    (14, gettext_lazy("2 weeks")),
]


class VersionForm(forms.Form):
    """The version that is shown."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)


class ShareForm(forms.Form):
    """To whom a version is shown, and for how long."""

    recipient = forms.CharField(
        label=gettext_lazy("Recipient"), max_length=RECIPIENT.max_length, required=False, help_text=RECIPIENT.help_text
    )
    days = forms.TypedChoiceField(label=gettext_lazy("Valid for"), choices=LASTS, coerce=int, initial=3)


class LinkForm(forms.Form):
    """The link that a button is about."""

    link = forms.IntegerField(min_value=1, max_value=2**63 - 1)


def show_links(request: StaffRequest, pk: int, *, admin: Any) -> HttpResponse:
    """Show the story's links, and make another to the version asked for, or else to the latest."""
    story, at = find_story(request, pk, admin=admin, may=admin.has_share_permission), timezone.now()
    revision, form = _asked_version(request, story), ShareForm(request.POST or None)
    if revision and form.is_valid():
        return _share(request, revision, form, at)
    return show(
        request,
        "preview_links",
        admin=admin,
        title=_("Share a preview"),
        subtitle=story,
        story=story,
        form=form,
        revision=revision,
        embargo=embargo_of(story, at),
        links=[(link, link.is_open(at)) for link in PreviewLink.objects.of_story(story)],
    )


def revoke_link(request: StaffRequest, pk: int, *, admin: Any) -> HttpResponse:
    """End one link now."""
    story = find_story(request, pk, admin=admin, may=admin.has_share_permission)
    form, links = LinkForm(request.POST), PreviewLink.objects.of_story(story)
    link = links.filter(pk=form.cleaned_data["link"]).first() if form.is_valid() else None
    if link is None:
        raise Http404
    try:
        preview_links.revoke(link, by=request.user)
        messages.success(request, _("The link has been revoked."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _to_links(story)


def _share(request: StaffRequest, revision: Revision, form: ShareForm, at: datetime) -> HttpResponse:
    ends = at + timedelta(days=form.cleaned_data["days"])
    preview_links.share(revision, by=request.user, recipient=form.cleaned_data["recipient"], expires_at=ends, at=at)
    messages.success(request, _("The link is ready: copy it below."))
    return _to_links(revision.story)


def _asked_version(request: StaffRequest, story: Story) -> Revision | None:
    """The version that the form or the address names, else the latest; None where the story has none."""
    asked = request.POST if request.method == "POST" else request.GET
    if "version" not in asked:
        return Revision.objects.latest_of(story)
    form = VersionForm(asked)
    found = story.revisions.numbered([form.cleaned_data["version"]]).first() if form.is_valid() else None
    if found is None:
        raise Http404
    return found


def _to_links(story: Story) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:articles_story_preview_links", args=[story.pk]))
