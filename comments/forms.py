"""The form under a story. It holds nothing of the reader: the page that it stands on is shared by all."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from comments import text
from comments.models.comment import BODY_MAX, NAME_MAX, PUBLIC_ID
from comments.posting import NoAnswer
from comments.submission import Submission

ADDRESS_MAX = 254


class PlainTextField(forms.CharField):
    """
    A reader's plain text, up to `limit` characters, of one line unless `lines`.

    The limit never reaches the browser as an attribute: there a pasted text would be cut without a word. Here it is
    an error that says by how much.
    """

    def __init__(self, *, limit, lines=False, **kwargs):
        super().__init__(**kwargs)
        self.limit, self.allowed = limit, "\n\t" if lines else ""
        # Ours says the same of all control characters, in our words.
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitNullCharactersValidator)]

    def to_python(self, value):
        """Return the tidied text, empty where there is nothing to see in it but keep what must be refused."""
        value = text.tidy(super().to_python(value))
        return value if text.shows_something(value) or self._unfit(value) else ""

    def validate(self, value):
        """Raise ValidationError where the text is missing, has characters that can't be kept, or is too long."""
        super().validate(value)
        if sentence := self._unfit(value) or self._too_long(value):
            raise ValidationError(sentence)

    def _unfit(self, value):
        if text.has_control_characters(value, allowed=self.allowed):
            if self.allowed:
                return gettext("There are control characters in this text, which can’t be printed: take them out.")
            return gettext("There are line breaks or control characters in this line: take them out.")
        if text.has_overrides(value):
            return gettext("There are characters in this text that turn the direction of reading: take them out.")
        return None

    def _too_long(self, value):
        over = len(value) - self.limit
        if over <= 0:
            return None
        sentence = ngettext(
            "This is %(over)d character too long: %(limit)d are possible. Nothing has been cut.",
            "This is %(over)d characters too long: %(limit)d are possible. Nothing has been cut.",
            over,
        )
        return sentence % {"over": over, "limit": self.limit}


class CommentForm(forms.Form):
    """What a reader sends in: the same fields under a story, as an answer, and on the page after an error."""

    name = PlainTextField(
        label=_("Name"),
        limit=NAME_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Sign your comment with a name.")},
    )
    address = forms.EmailField(
        label=_("E-mail address"),
        max_length=ADDRESS_MAX,
        help_text=_("Your address will not be published."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give an e-mail address. It will not be published."),
            "invalid": _("This is not an e-mail address. One looks like name@example.org."),
        },
    )
    body = PlainTextField(
        label=_("Comment"),
        limit=BODY_MAX,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("There is no text yet: write something.")},
    )
    # Neither of these two may ever show an error of its own: nobody sees them.
    website = forms.Field(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    reply_to = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, story_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.story_id = story_id
        self.fields["address"].widget.attrs.pop("maxlength", None)

    def clean(self):
        """Refuse an answer to what can't be a comment's public id."""
        reply_to = self.cleaned_data.get("reply_to")
        if reply_to and not re.fullmatch(PUBLIC_ID, reply_to, re.ASCII):
            self.refuse_answer()
        return self.cleaned_data

    def refuse_answer(self):
        """Say that the answered comment is gone; pressing the button again posts a comment of its own."""
        self.add_error(None, str(NoAnswer()))
        self.data = self.data.copy()
        self.data["reply_to"] = ""

    def submission(self, sender):
        """Return what the valid form holds, as sent by this Sender."""
        data = self.cleaned_data
        return Submission(
            story_id=self.story_id,
            name=data["name"],
            address=data["address"],
            body=data["body"],
            reply_to=data["reply_to"] or "",
            trap=data["website"] or "",
            sender=sender,
        )

    @property
    def answered_id(self):
        """The public id of the comment that is answered, if the form names what can be one; else None."""
        value = self["reply_to"].value() or ""
        return value if re.fullmatch(PUBLIC_ID, value, re.ASCII) else None

    @property
    def typed(self):
        """What the reader typed, checked or not: {name, address, body}."""
        return {name: self[name].value() or "" for name in ("name", "address", "body")}

    @property
    def helper(self):
        """How crispy-forms lays the form out."""
        helper = FormHelper()
        helper.form_action = reverse("comments:post", args=[self.story_id])
        helper.form_class = "comment-form"
        # The endpoint asks for the origin instead: a token would tie the shared page to one reader.
        helper.disable_csrf = True
        helper.layout = Layout(
            "name", "address", "body", Field("website", wrapper_class="comment-honeypot"), "reply_to"
        )
        button = Submit("send", _("Send"), css_id="comment-send")
        button.field_classes = ""  # Bootstrap's, by default
        helper.add_input(button)
        return helper
