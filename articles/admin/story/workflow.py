"""The box “Way through the desk” of the story form: how far the story has come, who has it, and what may be done."""

from django import forms
from django.utils.translation import gettext_lazy

from articles.admin.story import boxes
from articles.models import Story
from articles.models.verbs import WAY
from articles.publishing import workflow
from newsroom.db.datetime_fields import NewsroomDateTimeField

BOX = "way"


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
        label=gettext_lazy("Note to the next person"),
        widget=forms.Textarea({"rows": 2}),
        max_length=500,
        required=False,
    )
    to = ColleagueField(label=gettext_lazy("Assign to"), required=False, empty_label=gettext_lazy("as it is"))
    due_at = NewsroomDateTimeField(label=gettext_lazy("Due"), required=False)
    # Whom the story was with when the form was opened: see articles.publishing.workflow.assign.
    held_by = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, may_assign, **kwargs):
        super().__init__(*args, prefix="desk", **kwargs)
        if not may_assign:
            for name in ("to", "due_at", "held_by"):
                del self.fields[name]


def box(request, story, at, *, admin, may_change):
    """Return what the box shows and offers; `story` is None of a new one, `may_change` whether they may change it."""
    may_publish = admin.has_publish_permission(request, story)
    bound = request.POST if "desk-note" in request.POST else None
    state = story.state if story else Story.State.DRAFT
    offered = [verb for verb in WAY if state in verb.starts and (verb.by_writers or may_publish)]
    return {
        "now": at,
        "way": MoveForm(bound, may_assign=may_publish, initial=_opened_with(request, story)),
        "way_steps": Story.State.choices,
        "way_verbs": offered if may_change or not story else [],
        "last_note": story.acts.last_note() if story else None,
    }


def keep_typed(request, story, form):
    """Keep what was typed into the box; not whom the story was with: that is asked anew."""
    typed = {name: form[name].value() for name in form.fields if name != "held_by"}
    boxes.keep(request, BOX, story, {name: value for name, value in typed.items() if value})


def _opened_with(request, story):
    """Return what the box holds when the form is opened; after a refusal, what was typed is there again."""
    if story is None:
        return {}
    return {"due_at": story.due_at, "held_by": story.assigned_to_id} | boxes.kept(request, BOX, story)
