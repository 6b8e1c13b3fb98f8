"""How a comment was sent: what a person in a browser doesn't do."""

from django.utils.translation import gettext as _

from comments.models import Flag
from comments.screening.case import Case
from comments.screening.found import Found
from comments.screening.origin import ELSEWHERE, FROM_NO_PAGE, UNSAID
from comments.screening.plain_text import printable

FAST = 3  # seconds
SHORT = 30  # characters; so many are typed or chosen in no time


def honeypot(case: Case) -> Found | None:
    """Find the field filled that people don't see."""
    if case.submission.trap:
        return Found(Flag.Name.HONEYPOT, printable(case.submission.trap)[:100])
    return None


def too_fast(case: Case) -> Found | None:
    """Find more text than anybody types between the first look into the form and the sending."""
    took = case.submission.took
    if took is None or took >= FAST or len(case.body) <= SHORT:
        return None
    words = {"characters": len(case.body), "seconds": took}
    return Found(Flag.Name.TOO_FAST, _("%(characters)s characters in %(seconds)s seconds") % words)


def cross_site(case: Case) -> Found | None:
    """Find that the form wasn't sent from the story's page, although nothing said that another site sent it."""
    sentence, weight = {
        ELSEWHERE: (_("The browser gives two different sites of origin."), 6),
        UNSAID: (_("The browser doesn’t give the site of origin, which is unusual."), 3),
        FROM_NO_PAGE: (_("The browser says it wasn’t sent from a page."), 3),
    }.get(case.sender.site, ("", 0))
    return Found(Flag.Name.CROSS_SITE, sentence, weight=weight) if sentence else None


def no_browser(case: Case) -> Found | None:
    """Find that the sender left out what every browser says of itself."""
    missing = case.sender.missing
    return Found(Flag.Name.NO_BROWSER, ", ".join(missing), weight=3 * len(missing)) if missing else None
