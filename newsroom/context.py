"""What every template may say about the paper itself."""

from django.conf import settings


def paper(request):
    """Return the paper's name, for mastheads and titles, and the language in which it names its sections."""
    return {"site_name": settings.SITE_NAME, "paper_language": settings.LANGUAGE_CODE}
