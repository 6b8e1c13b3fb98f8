"""What a reader can do with a comment of their own on its receipt page."""

import re
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from comments.forms.fields import long_text
from comments.forms.layout import laid_out
from comments.models.fields import BODY_MAX


class EditForm(forms.Form):
    """
    Other words for the comment.

    `edits` is how many edits there were when the page was made: with it a second tab is told what the first one did.
    """

    data: QueryDict
    body = long_text(label=_("Comment"), limit=BODY_MAX, required=True, help_text=_("5,000 characters at most."))
    edits = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, action: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action

    def clean_edits(self) -> int:
        """Read the number; −1, which is no number of edits, stands for all else that was sent."""
        value = self.cleaned_data["edits"] or ""
        return int(value) if re.fullmatch(r"\d{1,3}", value, re.ASCII) else -1

    def renew(self, edits: int) -> None:
        """Let the next press of the button be about what stands now."""
        self.data = self.data.copy()
        self.data["edits"] = str(edits)

    @property
    def helper(self) -> FormHelper:
        """The form as crispy-forms shows it."""
        again = "" if self.is_bound else None
        return laid_out("body", "edits", action=self.action, button=_("Edit my comment"), name="edit", again=again)


class PreferencesForm(forms.Form):
    """What the reader wants to be told of, by mail."""

    decision = forms.BooleanField(label=_("Email me the moderators’ decision"), required=False)
    replies = forms.BooleanField(label=_("Email me about replies"), required=False)

    def __init__(self, *args: Any, action: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action

    @property
    def helper(self) -> FormHelper:
        return laid_out("decision", "replies", action=self.action, button=_("Save"), name="preferences")
