"""What was signed with SECRET_KEY is good through one change of it: every kind of link, cookie and session."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.publishing.preview_links import share
from comments.mail import unsubscribe, verification
from comments.models import MailedLink
from comments.posting.receipts import token_for, token_for_report
from comments.screening import verified_cookie
from tests.comments.factories import FROM_HERE, declining_tokens, make_comment, make_link, make_report, prove, send
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.django_db

TEXT = "The tide came in by the old mill, and nobody minded."


def a_receipt(comment):
    """Return the path of the comment's receipt."""
    return f"/comments/receipt/{token_for(comment)}/"


def a_reports_receipt(comment):
    """Return the path of the receipt of a report."""
    return f"/comments/reported/{token_for_report(make_report(comment))}/"


def a_link_to_prove_an_address(comment):
    """Return the path in a mail by which an address is proved."""
    return f"/comments/verification/{verification.token_for(make_link(MailedLink.Kind.VERIFICATION, comment=comment))}/"


def a_link_to_what_is_kept(comment):
    """Return the path in a mail by which a reader sees what is kept."""
    return f"/comments/data/{verification.token_for(make_link(MailedLink.Kind.DATA, comment=comment))}/"


def a_link_to_unsubscribe(comment):
    """Return the path at which mails about one comment are declined."""
    return f"/comments/unsubscribe/{declining_tokens(comment)['unsubscribe']}/"


def a_link_to_mute(comment):
    """Return the path at which all mails are declined."""
    return f"/comments/mute/{declining_tokens(comment)['mute']}/"


def a_shared_preview(comment):
    """Return the path at which a version of a story is shown to somebody without an account."""
    at = timezone.now()
    link = share(make_story().revisions.first(), by=make_user(), recipient="", expires_at=at + timedelta(days=1), at=at)
    return f"/preview/{link.token}/"


LINKS = (
    a_receipt,
    a_reports_receipt,
    a_link_to_prove_an_address,
    a_link_to_what_is_kept,
    a_link_to_unsubscribe,
    a_link_to_mute,
    a_shared_preview,
)


@pytest.fixture(params=[True, False], ids=["with the old key as fallback", "without"])
def rotation(request, settings):
    """Return a function that changes SECRET_KEY and says whether what the old one signed is still good."""

    def rotate():
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if request.param else []
        settings.SECRET_KEY = "another key altogether " * 4
        return request.param

    return rotate


@pytest.mark.parametrize("made", LINKS, ids=lambda made: made.__name__)
def test_a_link(client, rotation, made):
    path = made(make_comment())
    assert client.get(path).status_code == 200
    is_good = rotation()
    assert client.get(path).status_code == (200 if is_good else 404)


def test_the_cookie_that_remembers_a_reader(rotation):
    browser, edition = Client(), publish_story()
    send(browser, edition.story_id, address="odile@example.org", remember="on")
    path = f"/comments/{make_comment(edition=edition).public_id}/reply/"
    assert "odile@example.org" in browser.get(path).text
    is_good = rotation()
    assert ("odile@example.org" in browser.get(path).text) == is_good


def test_the_cookie_that_shows_a_proved_address(rf, rotation):
    comment = make_comment()
    prove(comment)
    browser = Client()
    token = verification.token_for(make_link(MailedLink.Kind.VERIFICATION, comment=comment))
    browser.post(f"/comments/verification/{token}/", **FROM_HERE)
    is_good = rotation()
    request = rf.get("/comments/")
    request.COOKIES = {name: morsel.value for name, morsel in browser.cookies.items()}
    assert verified_cookie.shown_by(request) == (verified_cookie.fingerprint_of(comment.commenter) if is_good else "")


def test_a_session_at_the_desk(client, rotation):
    client.force_login(make_user("lea", superuser=True))
    is_good = rotation()
    assert client.get("/admin/").status_code == (200 if is_good else 302)


def test_a_text_that_was_sent_before_is_known(rotation):
    make_comment(body=TEXT)
    is_good = rotation()
    assert make_comment(body=TEXT, status="pending").flags.filter(name="duplicate").exists() == is_good


def test_nothing_declines_mails_that_was_not_signed():
    assert unsubscribe.comment_in("x:y") == (None, False)
    assert unsubscribe.commenter_in("x:y") == (None, None)
