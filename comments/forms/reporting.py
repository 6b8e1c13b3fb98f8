"""The form with which a reader reports somebody's comment."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comments.forms.fields import AddressField, long_text, trap
from comments.forms.layout import laid_out
from comments.models import Report
from comments.models.report import WORDS_MAX


class ReportForm(forms.Form):
    """What is wrong with a comment; words and an address only from those who want to give them."""

    data: QueryDict
    category = forms.ChoiceField(
        label=_("What is wrong with this comment?"),
        choices=Report.Category.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason."), "invalid_choice": _("Choose a reason.")},
    )
    words = long_text(
        label=_("In your own words"), limit=WORDS_MAX, required=False, rows=4, help_text=_("1,000 characters at most.")
    )
    address = AddressField(
        required=False,
        help_text=_("Only if you agree to hear from our moderators about it. Your address will not be published."),
    )
    website = trap()

    def __init__(self, *args: Any, public_id: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.public_id = public_id

    def clean(self) -> dict[str, Any]:
        """Refuse what only a machine sends, in words: nothing is dropped silently."""
        if self.cleaned_data.get("website"):
            self.add_error(None, gettext("A hidden field had been filled in. It is empty now: send again."))
            self.data = self.data.copy()
            self.data["website"] = ""
        return self.cleaned_data

    @property
    def typed(self) -> dict[str, str]:
        """What the reader typed, checked or not: {words, address}."""
        return {name: self[name].value() or "" for name in ("words", "address")}

    @property
    def helper(self) -> FormHelper:
        """The form as crispy-forms shows it."""
        trap = Field("website", wrapper_class="comment-honeypot")
        action = reverse("comments:report", args=[self.public_id])
        again = "" if self.is_bound else None
        fields = ("category", "words", "address", trap)
        return laid_out(*fields, action=action, button=_("Send the report"), name="report", again=again)
