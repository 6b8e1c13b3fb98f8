"""The fields that readers write into."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comments.models.commenter import mailable
from comments.screening import plain_text
from newsroom.text.numbers import grouped
from newsroom.types import StrOrPromise

ADDRESS_MAX = 254
LINE_END = re.compile(r"[\t\r\n]+")
AS_ADDRESS = {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}


class PlainTextField(forms.CharField):
    """
    A reader's plain text, up to `limit` characters, of one line unless `lines`.

    The limit never reaches the browser as an attribute: there a pasted text would be cut without a word. Here it is
    an error that says by how much.
    """

    def __init__(self, *, limit: int, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit, self.lines = limit, lines
        self.widget.attrs["dir"] = "auto"

    def to_python(self, value: Any) -> str:
        """Tidy the text; it is empty where there is nothing to see in it."""
        value = plain_text.tidy(super().to_python(value) or "")
        if not self.lines:
            value = LINE_END.sub(" ", value)
        return value if plain_text.shows_something(value) else ""

    def validate(self, value: str) -> None:
        """Refuse a missing text, and one that is too long."""
        super().validate(value)
        over = len(value) - self.limit
        if over > 0:
            sentence = ngettext(
                "%(over)s character over the limit of %(limit)s. Nothing has been cut.",
                "%(over)s characters over the limit of %(limit)s. Nothing has been cut.",
                over,
            )
            raise ValidationError(sentence % {"over": grouped(over), "limit": grouped(self.limit)})


class AddressField(forms.EmailField):
    """
    An e-mail address, which is never published.

    Its field in the page is one of plain text with the keyboard for addresses: `type="email"` writes the host anew
    after IDNA 2003 (`straße.example` becomes `strasse.example`) and refuses what nobody can see.
    """

    def __init__(self, *, widget: type[forms.TextInput] = forms.TextInput, **kwargs: Any) -> None:
        messages = {
            "invalid": _("This isn’t an email address. Example: name@example.org."),
            "beyond_ascii": _(
                "We can’t send emails to an address with accented or other special letters before the @: enter "
                "another one."
            ),
        }
        super().__init__(
            label=_("Email address"),
            max_length=ADDRESS_MAX,
            widget=widget(attrs=AS_ADDRESS),
            error_messages=messages | kwargs.pop("error_messages", {}),
            **kwargs,
        )
        # In the browser a pasted address would be cut without a word.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        """Write the address as mail is sent to it, without what mail programs copy along with it."""
        return mailable(_alone(mailable(super().to_python(value) or "")))

    def run_validators(self, value: str) -> None:
        """Refuse what is no address, or none that every mail server takes (RFC 6531 isn't)."""
        local, at, _host = value.rpartition("@")
        if at and local and not local.isascii():
            raise ValidationError(self.error_messages["beyond_ascii"], code="beyond_ascii")
        super().run_validators(value)


def _alone(address: str) -> str:
    """`jane@example.org`, of `Jane Roe <jane@example.org>,` or `mailto:jane@example.org?subject=Hello`."""
    address = address.rstrip(",; ")
    if address.endswith(">"):
        address = address[:-1].rpartition("<")[2].strip()
    if address.lower().startswith("mailto:"):
        address = address[len("mailto:") :].partition("?")[0]
    return address


def trap() -> forms.Field:
    """A field that people don't see: only a machine fills it. It never shows an error of its own."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    return forms.Field(label=_("Leave this empty"), required=False, widget=widget)


def long_text(
    *, label: StrOrPromise, limit: int, required: bool, help_text: StrOrPromise, rows: int = 8
) -> PlainTextField:
    """A field of several lines, with a limit that the page's script counts towards (discussion.js)."""
    return PlainTextField(
        label=label,
        limit=limit,
        lines=True,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows, "data-limit": limit}),
        help_text=help_text,
        error_messages={"required": _("The text is empty: write something.")},
    )
