"""What every template may say about the paper itself."""

from django.conf import settings


def paper(request):
    """Return the paper's name, for mastheads and titles."""
    return {"site_name": settings.SITE_NAME}
