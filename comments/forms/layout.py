"""How crispy-forms lays a reader's form out."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit

from newsroom.types import StrOrPromise


def laid_out(
    *fields: str | Field, action: str, button: StrOrPromise, name: str = "send", **data: str | None
) -> FormHelper:
    """
    Lay out these fields, posted to this address by a button with this label.

    `name` tells the forms of one page apart; `data` are its attributes data-… for discussion.js, None for none.
    """
    helper = with_button(name, button, css_id=f"comment-{name}")
    helper.form_action = action
    helper.form_class = "comment-form"
    helper.attrs = {f"data-{key}": value for key, value in data.items() if value is not None}
    helper.layout = Layout(*fields)
    return helper


def with_button(name: str, label: StrOrPromise, *, css_id: str) -> FormHelper:
    """Put one button below the fields, and no token: the endpoints ask for the origin, and pages are shared."""
    helper = FormHelper()
    helper.disable_csrf = True
    submit = Submit(name, label, css_id=css_id)
    submit.field_classes = ""  # Bootstrap's, by default
    helper.add_input(submit)
    return helper
