"""Whole addresses of the site: of SITE_URL alone, never of what a request says that it was sent to."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings


def absolute(address: str) -> str:
    """Complete a path of the site; an address that is whole already, of a picture elsewhere, stays."""
    return urljoin(settings.SITE_URL, address)


def tag_uri(day: str, what: object) -> str:
    """An identifier for ever, whatever becomes of the address (RFC 4151); `day` is such as 2026-03-02."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:{what}"
