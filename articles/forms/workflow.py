"""The form of a story's way through the desk: who gets it next, with which words, until when."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy

from articles.publishing import workflow
from newsroom.db.datetime_fields import NewsroomDateTimeField


class ColleagueField(forms.ModelChoiceField):
    """One of those who may have a story, under the name that the desk knows them by."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=workflow.colleagues(), **options)

    def label_from_instance(self, obj: User) -> str:
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

    def __init__(self, *args: Any, may_assign: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"prefix": "desk"})
        if not may_assign:
            for name in ("to", "due_at", "held_by"):
                del self.fields[name]
