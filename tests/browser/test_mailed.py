"""A reader’s mails in a real browser: proof, a letter, unsubscribing, erasing; axe on each page."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from comments.mail import verification
from comments.mail.notifications import send_due
from comments.models import Comment, Commenter, MailedLink
from comments.models.notification import HELD
from comments.posting.receipts import token_for
from tests.browser.conftest import DESK, PHONE
from tests.browser.reading import DESK_OPTIONS, overflows, violations
from tests.comments.factories import declining_tokens, make_comment, make_link, wish
from tests.factories import make_user, publish_story
from tests.tasks import run_tasks

pytestmark = pytest.mark.browser


def link_in_mail(kind):
    """Return the address of this kind in the only mail, and empty the box."""
    (letter,) = mail.outbox
    mail.outbox.clear()
    return re.search(rf"http://\S+/comments/{kind}/\S+", letter.body)[0]


@pytest.mark.parametrize("javascript", [True, False])
def test_proof_letter_unsubscribing_and_erasing(open_page, roles, javascript):
    edition = publish_story()
    comment = make_comment(edition=edition, status="pending")
    wish(comment, decision=True, replies=False)
    page = open_page(f"/comments/receipt/{token_for(comment)}/", java_script_enabled=javascript)

    page.get_by_role("button", name="Email me a link to confirm my address").click()
    expect(page.locator("#mailing [role=status]")).to_contain_text("on its way")
    run_tasks()
    page.goto(link_in_mail("verification"))
    page.get_by_role("button", name="Yes, confirm my address").click()
    expect(page.locator("h1")).to_have_text("Your address is confirmed")

    now = timezone.now()
    Comment.objects.get().approve(by=make_user("lea"))
    send_due(now + HELD + timedelta(seconds=30))
    page.goto(link_in_mail("unsubscribe"))
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.locator("[role=status]")).to_have_text("You will receive no more emails about this comment.")
    assert not Comment.objects.get().wants_decision

    page.goto("/comments/data/")
    page.get_by_label("Email address").fill(comment.commenter.address)
    page.get_by_role("button", name="Email me the link").click()
    expect(page.locator("[role=status]")).to_contain_text("on its way")
    run_tasks()
    page.goto(link_in_mail("data"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download everything").click()
    assert comment.body in download.value.path().read_text("utf-8")
    page.get_by_role("link", name="Erase everything kept under my address").click()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.locator("h1")).to_have_text("Data erased")
    assert not Commenter.objects.exists()
    page.goto(edition.path)
    expect(page.get_by_text(comment.body)).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_the_pages_behind_mails(open_page, roles, settings, language, viewport):
    settings.LANGUAGE_CODE = language
    comment = make_comment(edition=publish_story(language=language))
    links = {
        kind: verification.token_for(make_link(kind, comment=comment, language=language)) for kind in MailedLink.Kind
    }
    page = open_page(viewport=viewport)
    for path in (
        f"receipt/{token_for(comment)}/?asked=verification",
        f"verification/{links['verification']}/",
        "data/",
        "data/?asked",
        f"data/{links['data']}/",
        f"data/{links['data']}/erase/",
        *(f"{name}/{token}/" for name, token in declining_tokens(comment).items()),
    ):
        page.goto(f"/comments/{path}")
        assert violations(page) == [], path
        assert not overflows(page), path
        expect(page.locator("h1")).to_have_count(1)


def test_axe_finds_nothing_on_the_desks_page_of_a_reader(log_in):
    comment = make_comment()
    page = log_in("lea", "Lead moderator", "/admin/comments/privacyact/")
    page.get_by_role("link", name="A reader’s personal data").click()
    expect(page.get_by_label("Email address")).to_be_visible()
    assert violations(page, options=DESK_OPTIONS) == []
    page.get_by_label("Email address").fill(comment.commenter.address)
    page.get_by_role("button", name="Look up").click()
    expect(page.get_by_label("Erase all of it permanently")).to_be_visible()
    assert violations(page, options=DESK_OPTIONS) == []
    page.get_by_label("Erase all of it permanently").check()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.locator(".messagelist .success, .messagelist .info")).to_have_text("Data erased, with 1 comment.")
