"""Links to one version of a story for somebody without an account: see articles/publishing/preview_links.py."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.models import PreviewLink, Revision
from articles.models.story import SHARE
from articles.publishing import preview_links
from articles.publishing.publish import Refused
from articles.revisions.preview import embargo_of

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


class SharingMixin(ModelAdmin):
    """Makes, lists and revokes the links by which a story is shown outside the house, for those who may."""

    def has_share_permission(self, request):
        """Return whether this person may show stories to people without an account."""
        return request.user.has_perm(SHARE) and self.has_view_permission(request)

    def get_urls(self):
        """Add the page of a story's links, and the button that ends one."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/preview-links/", view(self.preview_links_view), name="articles_story_preview_links"),
            path("<int:pk>/preview-links/revoke/", view(self.revoke_link_view), name="articles_story_revoke_link"),
            *super().get_urls(),
        ]

    def preview_links_view(self, request, pk):
        """Show the story's links, and make another to the version asked for, or else to the latest."""
        story, at = self._shareable(request, pk), timezone.now()
        revision, form = _asked_version(request, story), ShareForm(request.POST or None)
        if revision and form.is_valid():
            return self._share(request, revision, form, at)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Share a preview"),
            "subtitle": story,
            "story": story,
            "form": form,
            "revision": revision,
            "embargo": embargo_of(story, at),
            "links": [(link, link.is_open(at)) for link in PreviewLink.objects.of_story(story)],
        }
        return TemplateResponse(request, "admin/articles/story/preview_links.html", context)

    @method_decorator(require_POST)
    def revoke_link_view(self, request, pk):
        """End one link now."""
        story, form = self._shareable(request, pk), LinkForm(request.POST)
        links = PreviewLink.objects.of_story(story)
        link = links.filter(pk=form.cleaned_data["link"]).first() if form.is_valid() else None
        if link is None:
            raise Http404
        try:
            preview_links.revoke(link, by=request.user)
            messages.success(request, _("The link has been revoked."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return _to_links(story)

    def _shareable(self, request, pk):
        if not self.has_share_permission(request):
            raise PermissionDenied
        story = self.get_queryset(request).filter(pk=pk).first()
        if story is None:
            raise Http404
        return story

    def _share(self, request, revision, form, at):
        ends = at + timedelta(days=form.cleaned_data["days"])
        preview_links.share(revision, by=request.user, recipient=form.cleaned_data["recipient"], expires_at=ends, at=at)
        messages.success(request, _("The link is ready: copy it below."))
        return _to_links(revision.story)


def _asked_version(request, story):
    """Return the version that the form or the address names, else the latest; None where the story has none yet."""
    asked = request.POST if request.method == "POST" else request.GET
    if "version" not in asked:
        return Revision.objects.latest_of(story)
    form = VersionForm(asked)
    found = story.revisions.numbered([form.cleaned_data["version"]]).first() if form.is_valid() else None
    if found is None:
        raise Http404
    return found


def _to_links(story):
    return HttpResponseRedirect(reverse("admin:articles_story_preview_links", args=[story.pk]))
