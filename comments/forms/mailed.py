"""What is asked of a reader who wants to be mailed a link."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from comments.forms.fields import AddressField
from comments.forms.layout import with_button


class AddressForm(forms.Form):
    """The address under which something may be kept."""

    address = AddressField(error_messages={"required": _("Enter an email address.")})

    @property
    def helper(self) -> FormHelper:
        return with_button("send", _("Email me the link"), css_id="data-send")
