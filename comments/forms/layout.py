"""How crispy-forms lays a reader's form out."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit


def laid_out(*fields, action, button, name="send", **data):
    """
    Return the helper of a form with these fields, posted to this address by a button with this label.

    `name` tells the forms of one page apart; `data` are its attributes data-… for discussion.js, None for none.
    """
    helper = FormHelper()
    helper.form_action = action
    helper.form_class = "comment-form"
    helper.attrs = {f"data-{key}": value for key, value in data.items() if value is not None}
    # The endpoints ask for the origin instead: a token would tie a shared page to one reader.
    helper.disable_csrf = True
    helper.layout = Layout(*fields)
    submit = Submit(name, button, css_id=f"comment-{name}")
    submit.field_classes = ""  # Bootstrap's, by default
    helper.add_input(submit)
    return helper
