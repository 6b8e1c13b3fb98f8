"""The paper's name and language for every template."""

from django.conf import settings


def paper(request):
    """Return the paper's name, and the language of its section names."""
    return {"site_name": settings.SITE_NAME, "paper_language": settings.LANGUAGE_CODE}
