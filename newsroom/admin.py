"""The desk: Django's admin under the paper's name, with a strict content security policy."""

from csp.constants import NONCE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from newsroom.login import LoginForm

# The editors' import map is inline and carries a nonce. Two style elements that the editors' scripts write are
# known by their hashes: Tiptap's base and content-editor's labels. tests/browser listens for what is missing here.
DESK_POLICY = {
    "script-src": [NONCE],
    "style-src": [
        "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='",
        "'sha256-iQkg4CW9pkVM9zuO+Zu+xOrTcRsfEQ3Ic342wxe/yik='",
    ],
}

# Django's sentences with a name in them are no good French: they are said here so that our catalogue has its own.
FRAME_WORDS = [
    _("Add %(name)s"),
    _("Add %s"),
    _("Add another %(verbose_name)s"),
    _("Add another %(model)s"),
    _("Change selected %(model)s"),
    _("View selected %(model)s"),
    _("Delete selected %(model)s"),
]


class Choices(AutocompleteJsonView):
    """What a searching field finds, with what its admin shows beside the name."""

    def serialize_result(self, obj, to_field_name):
        """Return the choice; `choice_details` of the admin, where it has that, adds to it."""
        details = getattr(self.model_admin, "choice_details", lambda obj: {})
        return super().serialize_result(obj, to_field_name) | details(obj)


class DeskSite(admin.AdminSite):
    """The admin site that journalists, editors and moderators work in."""

    login_form = LoginForm
    site_title = settings.SITE_NAME
    site_header = settings.SITE_NAME
    index_title = _("Desk")

    def admin_view(self, view, cacheable=False):
        """
        Wrap a staff view in the permission check, and in what the editors need of the policy.

        Django lets the pages on which a password is changed be kept; here what the scripts say may be, and no page.
        """
        cacheable = cacheable and view == self.i18n_javascript
        return super().admin_view(csp_update(DESK_POLICY)(view), cacheable)

    def autocomplete_view(self, request):
        """Answer a searching field."""
        return Choices.as_view(admin_site=self)(request)

    def i18n_javascript(self, request, extra_context=None):
        """Serve what Django's scripts say, and the text editors, which have words of their own in French."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "django_prose_editor"])(request)
