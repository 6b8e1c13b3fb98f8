"""The button that shows a reader's address and network, and writes down who pressed it."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from comments.admin.moderated import ModeratedAdmin
from comments.models import Trace, rights
from comments.privacy.address_access import reveal
from newsroom.types import StaffRequest


@method_decorator([require_POST, never_cache])
def address_view(modeladmin: ModeratedAdmin, request: StaffRequest, pk: int) -> TemplateResponse:
    """Show address and network of who sent the comment, and log that it was shown."""
    if not rights.may(request.user, rights.SEE_ADDRESS):
        raise PermissionDenied
    comment = modeladmin.row_for_act(request, pk)
    context = {
        **modeladmin.admin_site.each_context(request),
        "opts": modeladmin.opts,
        "title": _("Address and network"),
        "subtitle": comment.name,
        "original": comment,
        "seen": reveal(comment, by=request.user),
        "trace": Trace.objects.of(comment),
    }
    return TemplateResponse(request, "admin/comments/comment/address.html", context)
