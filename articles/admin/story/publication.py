"""The buttons that make a story public and take it back: thin loops around articles/publishing/publish.py."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import gate
from articles.forms.publication import PublicationForm, WithdrawalForm
from articles.models import Edition, Revision, Story, StoryAct, rights
from articles.models.story import PUBLISH
from articles.publishing import publish
from newsroom.accounts.permissions import holds

TYPED = "publication"  # the name under which the session keeps what was typed into the box, until the story is saved


def _kept(request, story):
    """Return what was typed into this story's box before a refusal; nothing where there was none."""
    kept = request.session.get(TYPED, {})
    return kept.get("typed", {}) if story and kept.get("story") == story.pk else {}


def _bound(request, kept):
    """Return what the publication box is bound to: what was posted, or what the gate refused; None where neither."""
    if "publication-kind" in request.POST:
        return request.POST
    return kept if kept.get("publication-refused") else None


def _decides(request):
    """Return whether the button that was pressed does more than save the story and send it to review."""
    return bool(request.POST.keys() & {"_publish", "_schedule"}) or request.POST.get("_move", "submit") != "submit"


class PublishingMixin(ModelAdmin):
    """Publish now, schedule, unschedule and withdraw, for those who may."""

    def has_publish_permission(self, request, story=None):
        """Return whether this person may make stories public and take them back; this one, where one is given."""
        return rights.may(request.user, rights.PUBLISHING, story) if story else holds(request.user, PUBLISH)

    def get_urls(self):
        """Add the two acts that need no form of the story."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/withdraw/", view(self.withdraw_view), name="articles_story_withdraw"),
            path("<int:pk>/unschedule/", view(self.unschedule_view), name="articles_story_unschedule"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the story form, with what readers see of the story now."""
        return super().change_view(request, object_id, form_url, self._standing(request, object_id, extra_context))

    def add_view(self, request, form_url="", extra_context=None):
        """Show an empty story form."""
        return super().add_view(request, form_url, self._standing(request, None, extra_context))

    def response_add(self, request, obj, post_url_continue=None):
        """Publish or schedule after the save, where that was the button."""
        return self._publish(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        """Publish or schedule after the save, where that was the button."""
        return self._publish(request, obj) or super().response_change(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form, which is told who decides on the story if a button does: see its _refuse_decision."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.decided_by = request.user if _decides(request) and self.has_publish_permission(request) else None
        return form

    def save_model(self, request, obj, form, change):
        """Save; refuse where a button that isn't on this person's page decides on the story."""
        before = Story(section_id=form.initial.get("section"))
        if change and _decides(request) and not self.has_publish_permission(request, before):
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def _standing(self, request, object_id, extra_context):
        story = Story.objects.filter(pk=object_id).first() if str(object_id).isdecimal() else None
        context = {"may_publish": self.has_publish_permission(request, story)} | (extra_context or {})
        at = timezone.now()
        if story:
            editions = story.editions.for_publication_box()
            context |= {"live": editions.live(at).first(), "scheduled": editions.scheduled(at).first()}
        kinds = publish.kinds_for(story, at=at)
        kept = _kept(request, story)
        initial = {name.removeprefix("publication-"): value for name, value in kept.items()}
        form = PublicationForm(_bound(request, kept), kinds=kinds, initial=initial)
        context |= {"publication": form, "findings": self._found(request, story, form, at)}
        return context

    def _found(self, request, story, form, at):
        """Return (finding, field for the reason to publish all the same or None), once the gate has refused."""
        revision = Revision.objects.latest_of(story) if story and form.is_bound else None
        if revision is None:
            return []
        form.full_clean()
        if not form.cleaned_data.get("refused"):
            return []
        live_from = max(form.cleaned_data.get("live_from") or at, at)
        found = gate.findings(story, revision.content, at=live_from, kind=form.edition_kind)
        form.ask_reasons(each.key for each in found if each.may_override and request.user.has_perm(each.may_override))
        return [(finding, form.reason(finding.key)) for finding in found]

    def _publish(self, request, story):
        """Publish the saved story if the button says so; return where to go, or None."""
        request.session.pop(TYPED, None)
        now = "_publish" in request.POST
        # Of every kind: whoever comes second is told who was first, not that their kind is none any more.
        form = PublicationForm(request.POST, kinds=Edition.Kind.values)
        if not now and "_schedule" not in request.POST:
            if any(field.value() for field in form.wishes if field.name != "kind"):
                self._keep_box(request, story, form)
            return None
        if not self.has_publish_permission(request, story):
            raise PermissionDenied
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, _("Saved, not published. %(why)s") % {"why": " ".join(errors)})
            return self._back_to_box(request, story, form)
        if now == bool(form.cleaned_data["live_from"]):
            messages.error(
                request,
                _("Saved, not published: a start time is set. Clear it to publish now, or press “Schedule”.")
                if now
                else _("Saved, not scheduled: set a start time."),
            )
            return self._back_to_box(request, story, form)
        return self._try_to_publish(request, story, form)

    def _back(self, story):
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))

    def _back_to_box(self, request, story, form, *, refused=False):
        """Return the way back to the story's form, where the box still holds what was typed into it."""
        self._keep_box(request, story, form, refused=refused)
        return self._back(story)

    def _keep_box(self, request, story, form, *, refused=False):
        typed = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
        typed |= {"publication-refused": "on"} if refused else {}
        request.session[TYPED] = {"story": story.pk, "typed": typed}

    def _try_to_publish(self, request, story, form):
        wishes = {name: form.cleaned_data[name] for name in ("live_from", "live_until")}
        wishes |= {"kind": form.edition_kind, "note": form.told, "overrides": form.overrides}
        try:
            edition = publish.publish(story, by=request.user, **wishes)
        except publish.Refused as refusal:
            messages.error(request, _("Saved, not published. %(why)s") % {"why": refusal})
            return self._back_to_box(request, story, form, refused=isinstance(refusal, publish.NotPublishable))
        for warning in edition.acts.last_of([StoryAct.Verb.PUBLISH, StoryAct.Verb.SCHEDULE]).warnings:
            messages.warning(request, warning)
        sentence = _("“%(story)s” has been scheduled.") if wishes["live_from"] else _("“%(story)s” is live.")
        messages.success(request, sentence % {"story": edition.headline})
        return self._back(story)

    def withdraw_view(self, request, pk):
        """Ask for the notice, then take the story off the site."""
        story = self._story_for_act(request, pk)
        form = WithdrawalForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            return self._take_back(
                request,
                story,
                _("The story has been withdrawn."),
                publish.withdraw,
                **form.cleaned_data,
            )
        return self._ask(request, story, form, title=_("Withdraw this story?"), button=_("Withdraw"))

    def unschedule_view(self, request, pk):
        """Ask once, then call off what is scheduled."""
        story = self._story_for_act(request, pk)
        if request.method == "POST":
            return self._take_back(request, story, _("The story is no longer scheduled."), publish.unschedule)
        return self._ask(request, story, None, title=_("Unschedule this story?"), button=_("Unschedule"))

    def _story_for_act(self, request, pk):
        if not self.has_publish_permission(request):
            raise PermissionDenied
        story = get_object_or_404(Story.objects.open_to(request.user), pk=pk)
        if not self.has_publish_permission(request, story):
            raise PermissionDenied
        return story

    def _take_back(self, request, story, success, verb, **details):
        try:
            verb(story, by=request.user, **details)
            messages.success(request, success)
        except publish.Refused as refusal:
            messages.error(request, str(refusal))
        return self._back(story)

    def _ask(self, request, story, form, **words):
        context = self.admin_site.each_context(request) | {"story": story, "form": form, "opts": self.opts} | words
        return TemplateResponse(request, "admin/articles/story/act.html", context)
