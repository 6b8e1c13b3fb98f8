"""Serves pictures from the local disk, so that a small paper needs no second server."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with a file of the media folder, or 404."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = settings.FOR_EVER
    # Feeds are read on other sites, with their pictures.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
