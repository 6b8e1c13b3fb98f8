"""The workflow at the desk, a box in the story form and actions on the list: see articles/publishing/workflow.py."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models.refusals import NotPermitted, Refused
from articles.publishing import workflow
from newsroom.db.datetime_fields import NewsroomDateTimeField

State, Verb = workflow.State, workflow.Verb
TYPED = "moves"  # the name under which the session keeps what was typed into the box and refused


class ColleagueField(forms.ModelChoiceField):
    """One of those who may have a story, under the name that the desk knows them by."""

    def __init__(self, **options):
        super().__init__(queryset=workflow.colleagues(), **options)

    def label_from_instance(self, obj):
        """Return the person's name."""
        return workflow.name_of(obj)


class MoveForm(forms.Form):
    """What is said to the next person; for those who assign, also who that is and until when."""

    note = forms.CharField(
        label=gettext_lazy("Handover note"),
        widget=forms.Textarea({"rows": 2}),
        max_length=500,
        required=False,
    )
    to = ColleagueField(label=gettext_lazy("Assign to"), required=False, empty_label=gettext_lazy("no change"))
    due_at = NewsroomDateTimeField(label=gettext_lazy("Deadline"), required=False)
    # Whom the story was with when the form was opened: see articles.publishing.workflow.assign.
    held_by = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, may_assign, **kwargs):
        super().__init__(*args, prefix="desk", **kwargs)
        if not may_assign:
            for name in ("to", "due_at", "held_by"):
                del self.fields[name]


class MovesMixin(ModelAdmin):
    """Send to review, approve, send back, assign: each for those who may."""

    actions = ["submit", "approve", "send_back"]

    def render_change_form(self, request, context, **kwargs):
        """Show how far the story has come, who has it, and what this person may do about that."""
        response = super().render_change_form(request, context, **kwargs)
        story, at = kwargs.get("obj"), timezone.now()
        may_assign = self.has_publish_permission(request, story)
        bound = request.POST if "desk-note" in request.POST else None
        response.context_data |= {
            "now": at,
            "way": MoveForm(bound, may_assign=may_assign, initial=_opened_with(request, story)),
            "way_steps": State.choices,
            "way_moves": self._possible(request, story) if context["has_change_permission"] or not story else [],
            "last_note": story.acts.last_note() if story else None,
        }
        return response

    def response_add(self, request, obj, post_url_continue=None):
        """Move the story after the save, where that was the button."""
        return self._go_on(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        """Move the story after the save, where that was the button."""
        return self._go_on(request, obj) or super().response_change(request, obj)

    @admin.action(description=gettext_lazy("Send for review"), permissions=["change"])
    def submit(self, request, queryset):
        """Send drafts to review."""
        self._move(request, queryset, Verb.SUBMIT)

    @admin.action(description=gettext_lazy("Approve"), permissions=["publish"])
    def approve(self, request, queryset):
        """Approve stories for publication."""
        self._move(request, queryset, Verb.APPROVE)

    @admin.action(description=gettext_lazy("Send back to draft"), permissions=["publish"])
    def send_back(self, request, queryset):
        """Send stories back to their writers."""
        self._move(request, queryset, Verb.RETURN)

    def _possible(self, request, story):
        """Return (verb, label of its button) for what this person may do with the story as it stands."""
        state = story.state if story else State.DRAFT
        labels = {
            Verb.SUBMIT: _("Send for review"),
            Verb.APPROVE: _("Approve"),
            Verb.RETURN: _("Send back to draft"),
            Verb.ASSIGN: _("Assign"),
        }
        verbs = [verb for verb, (starts, _end) in workflow.MOVES.items() if state in starts] + [Verb.ASSIGN]
        return [(verb, labels[verb]) for verb in verbs if self._may_move(request, verb, story)]

    def _may_move(self, request, verb, story):
        return verb == Verb.SUBMIT or self.has_publish_permission(request, story)

    def _go_on(self, request, story):
        """Move or assign the saved story if the button says so; return where to go, or None."""
        verb = request.POST.get("_move")
        if verb is None:
            return None
        if verb not in {Verb.ASSIGN, *workflow.MOVES} or not self._may_move(request, verb, story):
            raise PermissionDenied
        form = MoveForm(request.POST, may_assign=self.has_publish_permission(request, story))
        request.session.pop(TYPED, None)
        try:
            messages.success(request, _done(story, self._act_on(story, verb, form, by=request.user)))
        except Refused as refusal:
            messages.error(request, _("Saved, but the stage hasn’t changed. %(why)s") % {"why": refusal})
            names = [name for name in ("note", "to", "due_at") if name in form.fields]
            typed = {name: form[name].value() for name in names if form[name].value()}
            request.session[TYPED] = {"story": story.pk, "typed": typed}
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))

    def _act_on(self, story, verb, form, *, by):
        if not form.is_valid():
            raise Refused(" ".join(f"{error}" for errors in form.errors.values() for error in errors))
        note, to = form.cleaned_data["note"], form.cleaned_data.get("to")
        if verb != Verb.ASSIGN:
            return workflow.move(story, verb, by=by, note=note, to=to)
        due_at, held_by = form.cleaned_data["due_at"], form.cleaned_data["held_by"]
        return workflow.assign(story, to or story.assigned_to, by=by, note=note, due_at=due_at, held_by=held_by)

    def _move(self, request, queryset, verb):
        moved = 0
        for story in queryset:
            try:
                workflow.move(story, verb, by=request.user)
                moved += 1
            except NotPermitted as refusal:
                messages.error(request, _("“%(story)s”: %(why)s") % {"story": story, "why": refusal})
            except Refused as refusal:
                messages.error(request, str(refusal))
        if moved:
            sentence = ngettext(
                "%(count)d story moved to a new stage.", "%(count)d stories moved to a new stage.", moved
            )
            messages.success(request, sentence % {"count": moved})


def _opened_with(request, story):
    """Return what the box holds when the form is opened; after a refusal, what was typed is there again."""
    if story is None:
        return {}
    kept = request.session.get(TYPED, {})
    typed = kept["typed"] if kept.get("story") == story.pk else {}
    return {"due_at": story.due_at, "held_by": story.assigned_to_id} | typed


def _done(story, act):
    """Return the sentence that says what the act did."""
    words = {"story": story, "to": workflow.name_of(act.to) if act.to else ""}
    if act.verb == Verb.ASSIGN:
        return (
            _("“%(story)s” has been assigned to %(to)s.") if act.to else _("“%(story)s” has a new deadline.")
        ) % words
    sentence = {
        Verb.SUBMIT: _("“%(story)s” has been sent for review."),
        Verb.APPROVE: _("“%(story)s” has been approved."),
        Verb.RETURN: _("“%(story)s” has been sent back to draft."),
    }[act.verb]
    return " ".join([sentence % words, *([_("Assigned to %(to)s.") % words] if act.to else [])])
