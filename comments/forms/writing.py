"""The form under a story. It holds nothing of the reader: the page that it stands on is shared by all."""

import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comments.forms.fields import AddressField, PlainTextField, long_text, trap
from comments.forms.layout import laid_out
from comments.models.fields import BODY_MAX, NAME_MAX, PUBLIC_ID
from comments.posting.post import NoAnswer
from comments.screening.submission import Sender, Submission

LONGEST_VISIT = 86_400  # seconds; what is beyond is no measure of anything


class NotInsistedOn(forms.TextInput):
    """Lets the browser send the field empty: one that insisted would never let what it remembers be used."""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


# crispy-forms makes a class for the style sheet of a widget's name.
class NameInput(NotInsistedOn):
    """Where a name is typed."""


class AddressInput(NotInsistedOn):
    """Where an address is typed."""


class CommentForm(forms.Form):
    """
    What a reader sends in: the same fields under a story, as an answer, and on the page after an error.

    `took` are the seconds from the first touch of the form to its sending, filled in by the page's script alone.
    `remembers` says that the page knew what the browser remembers, so that an unticked box means to forget it; under
    a story, where it can't know, it means nothing. `answers` is the comment that it was to answer and can't any more.
    """

    data: QueryDict
    name = PlainTextField(
        label=_("Name"),
        limit=NAME_MAX,
        widget=NameInput(attrs={"autocomplete": "name"}),
        help_text=_("Leave empty to use the name and address saved in this browser."),
        error_messages={"required": _("Enter a name.")},
    )
    address = AddressField(
        widget=AddressInput,
        help_text=_("Your address will not be published."),
        error_messages={"required": _("Enter an email address. It will not be published.")},
    )
    body = long_text(label=_("Comment"), limit=BODY_MAX, required=True, help_text=_("5,000 characters at most."))
    remember = forms.BooleanField(
        label=_("Save my name and address in this browser"),
        required=False,
        help_text=_("For 180 days, in a cookie used only for comments. You can change your mind."),
    )
    website = trap()
    # None of these may ever show an error of its own: nobody sees them.
    reply_to = forms.Field(required=False, widget=forms.HiddenInput)
    took = forms.Field(required=False, widget=forms.HiddenInput)
    remembers = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, story_id: int, answers: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.story_id, self.answers = story_id, answers

    def clean_took(self) -> int | None:
        """Read the seconds; None where the script didn't run or says what can't be."""
        value = self.cleaned_data["took"] or ""
        if not re.fullmatch(r"\d{1,5}", value, re.ASCII) or int(value) > LONGEST_VISIT:
            return None
        return int(value)

    def clean(self) -> dict[str, Any]:
        """Refuse an answer to what can't be a comment's public id."""
        reply_to = self.cleaned_data.get("reply_to")
        if reply_to and not re.fullmatch(PUBLIC_ID, reply_to, re.ASCII):
            self.refuse_answer()
        return self.cleaned_data

    def refuse_answer(self) -> None:
        """Say that the answered comment is gone; pressing the button again posts a comment of its own."""
        self.add_error(None, str(NoAnswer()))
        self.data = self.data.copy()
        self.data["reply_to"] = ""

    def submission(self, sender: Sender) -> Submission:
        """What the valid form holds."""
        data = self.cleaned_data
        return Submission(
            story_id=self.story_id,
            name=data["name"],
            address=data["address"],
            body=data["body"],
            reply_to=data["reply_to"] or "",
            trap=data["website"] or "",
            took=data["took"],
            sender=sender,
        )

    @property
    def answered_id(self) -> str | None:
        """The public id of the comment that is answered, if the form names what can be one; else None."""
        value = self["reply_to"].value() or ""
        return value if re.fullmatch(PUBLIC_ID, value, re.ASCII) else None

    @property
    def typed(self) -> dict[str, str]:
        """What the reader typed, checked or not: {name, address, body}."""
        return {name: self[name].value() or "" for name in ("name", "address", "body")}

    @property
    def helper(self) -> FormHelper:
        """The form as crispy-forms shows it."""
        trap = Field("website", wrapper_class="comment-honeypot")
        hidden = ("reply_to", "took", "remembers")
        action = reverse("comments:post", args=[self.story_id])
        fields = ("name", "address", "body", "remember", trap, *hidden)
        again = "" if self.is_bound else None
        return laid_out(*fields, action=action, button=_("Send"), again=again, answers=self.answers)
