"""The fields that readers write into."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from comments import text
from newsroom.numbers import grouped

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
            "This is %(over)s character too long: %(limit)s are possible. Nothing has been cut.",
            "This is %(over)s characters too long: %(limit)s are possible. Nothing has been cut.",
            over,
        )
        return sentence % {"over": grouped(over), "limit": grouped(self.limit)}


class AddressField(forms.EmailField):
    """An e-mail address, which is never published."""

    def __init__(self, *, widget=forms.EmailInput, **kwargs):
        messages = {"invalid": _("This is not an e-mail address. One looks like name@example.org.")}
        super().__init__(
            label=_("E-mail address"),
            max_length=ADDRESS_MAX,
            widget=widget(attrs={"autocomplete": "email"}),
            error_messages=messages | kwargs.pop("error_messages", {}),
            **kwargs,
        )
        # In the browser a pasted address would be cut without a word.
        self.widget.attrs.pop("maxlength", None)


def trap():
    """Return the field that people don't see: whoever fills it is a machine. It never shows an error of its own."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    return forms.Field(label=_("Leave this empty"), required=False, widget=widget)


def long_text(*, label, limit, required, rows=8, help_text=""):
    """Return the field of a longer text with a limit that the page's script counts towards (discussion.js)."""
    widget = forms.Textarea(attrs={"rows": rows, "data-limit": limit})
    messages = {"required": _("There is no text yet: write something.")}
    return PlainTextField(
        label=label,
        limit=limit,
        lines=True,
        required=required,
        widget=widget,
        help_text=help_text,
        error_messages=messages,
    )
