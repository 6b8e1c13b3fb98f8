"""What readers fill in. No form holds anything of the reader that shared pages could vary by."""

from comments.forms.mailed import AddressForm
from comments.forms.receipt import EditForm, PreferencesForm
from comments.forms.reporting import ReportForm
from comments.forms.writing import CommentForm

__all__ = ["AddressForm", "CommentForm", "EditForm", "PreferencesForm", "ReportForm"]
