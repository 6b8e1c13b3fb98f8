"""The desk: Django's admin under the paper's name, with a strict content security policy."""

from csp.constants import NONCE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

# The editors' import map is inline and carries a nonce. Two style elements that the editors' scripts write are
# known by their hashes: Tiptap's base and content-editor's labels. tests/browser listens for what is missing here.
DESK_POLICY = {
    "script-src": [NONCE],
    "style-src": [
        "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='",
        "'sha256-iQkg4CW9pkVM9zuO+Zu+xOrTcRsfEQ3Ic342wxe/yik='",
    ],
}


class DeskSite(admin.AdminSite):
    """The admin site that journalists, editors and moderators work in."""

    site_title = settings.SITE_NAME
    site_header = settings.SITE_NAME
    index_title = _("Desk")

    def admin_view(self, view, cacheable=False):
        """Wrap a staff view in the permission check, and in what the editors need of the policy."""
        return super().admin_view(csp_update(DESK_POLICY)(view), cacheable)
