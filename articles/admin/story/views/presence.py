"""Two at one story: the form says who else has it open, and that a colleague has saved it meanwhile."""

from django.http import JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.admin.story.unsaved import UnsavedMixin
from articles.admin.story.views.history import VersionForm
from articles.models import Presence
from newsroom.http.unavailable import answers_json
from newsroom.text.dates import clock


class PresenceMixin(UnsavedMixin):
    """Notes who has a story's form on their screen, and tells each of the others; see presence.js."""

    def get_urls(self):
        """Add the door at which an open form knocks."""
        view = self.admin_site.admin_view(self.present_view)
        return [path("<int:pk>/change/present/", view, name="articles_story_present"), *super().get_urls()]

    @answers_json
    @method_decorator([require_POST, never_cache])
    def present_view(self, request, pk):
        """
        Note that this person has the story open, or closes it (`closed`); answer with what the form says of others.

        `number` is that of the latest version that the form knows of. The answer is {others, newer}: sentences or "".
        """
        story, now = self.story_beside(request, pk, self.has_change_permission), timezone.now()
        if "closed" in request.POST:
            Presence.objects.forget(story, request.user)
        else:
            Presence.objects.note(story, request.user, now)
        form = VersionForm(request.POST)
        form.is_valid()  # a form that knows of no version says 0
        newer = _newer_than(form.cleaned_data.get("number", 0), story)
        return JsonResponse({"others": _others(story, request.user, now), "newer": newer})

    def render_change_form(self, request, context, **kwargs):
        """Say who has the story open before any script has asked."""
        response = super().render_change_form(request, context, **kwargs)
        if story := kwargs.get("obj"):
            response.context_data |= {
                "others": _others(story, request.user, timezone.now()),
                "present_url": reverse("admin:articles_story_present", args=[story.pk]),
            }
        return response


def _others(story, user, at):
    """Return the sentences that say who else has the story open."""
    sentence = _("%(who)s has had this story open since %(when)s.")
    return " ".join(
        sentence % {"who": _name(presence.user), "when": clock(presence.since_at)}
        for presence in Presence.objects.others(story, user, at)
    )


def _newer_than(number, story):
    """Return the sentence that says who has saved a version after this one, or nothing."""
    latest = story.revisions.for_history().first()
    if latest is None or latest.number <= number:
        return ""
    sentence = _("%(who)s saved version %(number)s at %(when)s, while you had the story open.")
    who = _name(latest.saved_by) if latest.saved_by else _("Someone")
    return sentence % {"who": who, "number": latest.number, "when": clock(latest.saved_at)}


def _name(user):
    return user.get_full_name() or user.get_username()
