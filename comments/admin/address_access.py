"""The button that shows a reader's address and network, and writes down who pressed it."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from comments.models import Trace, rights
from comments.privacy.address_access import reveal


class AddressAccessMixin(ModelAdmin):
    """A reader's private half, for those who may see it; nothing of it stands on any page before the button."""

    def has_address_permission(self, request):
        """Return whether this member of staff may see addresses."""
        return rights.may(request.user, rights.SEE_ADDRESS)

    def get_urls(self):
        """Add what the button is for."""
        view = self.admin_site.admin_view(self.address_view)
        return [path("<int:pk>/address/", view, name="comments_comment_address"), *super().get_urls()]

    @method_decorator([require_POST, never_cache])
    def address_view(self, request, pk):
        """Show address and network of who sent the comment, and log that it was shown."""
        if not self.has_address_permission(request):
            raise PermissionDenied
        comment = self.row_for_act(request, pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Address and network"),
            "subtitle": comment.name,
            "original": comment,
            "seen": reveal(comment, by=request.user),
            "trace": Trace.objects.of(comment),
        }
        return TemplateResponse(request, "admin/comments/comment/address.html", context)
