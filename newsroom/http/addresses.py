"""Whole addresses of the site: of SITE_URL alone, never of what a request says that it was sent to."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings


def absolute(address):
    """Return the whole address of a path of the site; one that is whole already, of a picture elsewhere, as it is."""
    return urljoin(settings.SITE_URL, address)


def tag_uri(day, what):
    """Return an identifier for ever, whatever becomes of the address (RFC 4151); `day` is text, such as 2026-03-02."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{day}:{what}"
