"""What the tests of shared previews share: a link, its address, and the page behind it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles.publishing import preview_links
from tests.factories import make_story, make_user

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def share(story=None, *, by=None, lasts=DAY, at=None, **details):
    """Share a story's latest version (a new story's, when none is given) and return the link."""
    story, at = story or make_story(), at or timezone.now()
    by = by or make_user()
    return preview_links.share(story.revisions.first(), by=by, expires_at=at + lasts, at=at, **details)


def address(link):
    return reverse("articles:shared_preview", args=[link.token])


def opened(client, link):
    """Return the page behind the button."""
    response = client.post(address(link))
    assert response.status_code == 200
    return response.content.decode()
