"""The paper's name and language for every template."""

from django.conf import settings
from django.http import HttpRequest


def paper(request: HttpRequest) -> dict[str, str]:
    return {"site_name": settings.SITE_NAME, "paper_language": settings.LANGUAGE_CODE}
