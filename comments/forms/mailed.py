"""What is asked of a reader who wants to be mailed a link."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from comments.forms.fields import AddressField


class AddressForm(forms.Form):
    """The address under which something may be kept."""

    address = AddressField(error_messages={"required": _("Enter an email address.")})

    @property
    def helper(self):
        """The form as crispy-forms shows it."""
        helper = FormHelper()
        helper.disable_csrf = True  # the endpoint asks for the origin instead
        button = Submit("send", _("Email me the link"), css_id="data-send")
        button.field_classes = ""
        helper.add_input(button)
        return helper
