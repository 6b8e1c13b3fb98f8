"""Serves pictures from the local disk, so that a small paper needs no second server."""

from django.conf import settings
from django.views.decorators.http import require_safe
from django.views.static import serve

# Names are unguessable and a file is never written twice under one name, so that a copy is good for ever.
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def media(request, path):
    """Answer with a file of the media folder, or 404."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = FOR_EVER
    return response
