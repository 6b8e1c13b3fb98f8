"""The reader's whole journey, with and without JavaScript, and what everybody needs of its pages."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments.models import Comment, Edit, Report
from comments.moderation import decide
from comments.posting import edit
from comments.posting.receipts import token_for, token_for_report
from tests.browser.conftest import DESK, PHONE
from tests.browser.reading import overflows, violations
from tests.comments.factories import act, make_comment, make_edit, make_report
from tests.factories import make_story, make_user, publish_story

pytestmark = pytest.mark.browser

LONG = "Sparkassenversicherungsangestelltengewerkschaft" * 3


@pytest.fixture
def edition(roles):
    """Publish a story that nobody has commented on."""
    return publish_story(headline="The tide mill turns again")


def write(page, name, body, address="odile@courriel.example"):
    """Fill the form in and send it."""
    page.fill("#id_name", name)
    page.fill("#id_address", address)
    page.fill("#id_body", body)


def unfold(page):
    """Open all that is folded on a page."""
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true })")


def newest():
    """Return the comment that was posted last."""
    return Comment.objects.latest("pk")


def says(page, words):
    """Wait until the page's status says this."""
    expect(page.locator(".comment-standing")).to_contain_text(words)


def change(page, body):
    """Change the words of one's own comment, on its receipt."""
    page.click("text=Edit the text")
    page.fill("#id_body", body)
    page.click("#comment-edit")


def answer(page, path):
    """Answer the comment that stands on the page, as the reader whom the browser remembers."""
    page.goto(path)
    page.click("text=Reply")
    expect(page.locator("#id_name")).to_have_value("Odile")
    page.fill("#id_body", "And at dusk.")
    page.click("#comment-send")
    says(page, "awaiting moderation")
    newest().approve(by=make_user("lea"))


def report(page):
    """Report the first comment on the page."""
    page.click(".comment-report >> nth=0")
    page.check("text=false information")
    page.fill("#id_words", "It has no wheel to creak with.")
    page.click("#comment-report")
    says(page, "Your report is awaiting a moderator")
    assert Report.objects.get().words == "It has no wheel to creak with."


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_posts_changes_and_answers(open_page, edition, javascript):
    page = open_page(edition.path, java_script_enabled=javascript)
    write(page, "Odile", "It creaks at night.")
    page.check("#id_remember")
    page.click("#comment-send")
    says(page, "awaiting moderation")
    receipt = page.url

    change(page, "It creaks at noon.")
    says(page, "Your comment has been edited.")
    newest().approve(by=make_user("lea"))
    page.goto(edition.path)
    expect(page.locator(".comment-body")).to_have_text("It creaks at noon.")

    answer(page, edition.path)
    page.goto(receipt)
    page.click("text=See it under the story")
    expect(page.locator(".comment-context a")).to_have_text("in reply to Odile")

    page.goto(receipt)
    change(page, "It creaks, and no wonder.")
    says(page, "Your edit is awaiting moderation")
    edit.take(Edit.objects.waiting().get(), by=make_user("lea"))
    page.goto(edition.path)
    expect(page.locator(".comment-body").first).to_have_text("It creaks, and no wonder.")
    expect(page.locator(".comment-edited")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_reports_and_is_told_what_became_of_it(open_page, edition, javascript):
    make_comment(edition=edition)
    page = open_page(edition.path, java_script_enabled=javascript)
    report(page)
    decide.leave(Comment.objects.all(), by=make_user("lea"))
    page.reload()
    says(page, "It stays on the site, unchanged.")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_wishes_to_be_told_is_forgotten_and_withdraws(open_page, edition, javascript):
    page = open_page(edition.path, java_script_enabled=javascript)
    write(page, "Odile", "It creaks at night.")
    page.check("#id_remember")
    page.click("#comment-send")
    says(page, "awaiting moderation")
    newest().approve(by=make_user("lea"))
    make_comment(to=newest())
    page.check("text=Email me about replies")
    page.click("#comment-preferences")
    says(page, "Your preferences have been saved.")
    page.click("text=Erase my name and address")
    says(page, "have been erased from this browser")
    page.click("summary:has-text('Withdraw my comment')")
    page.get_by_role("button", name="Yes, withdraw my comment").click()
    says(page, "You have withdrawn this comment.")
    page.goto(edition.path)
    expect(page.locator(".comment-missing")).to_contain_text("This comment is no longer available.")


def test_going_back_and_sending_again_posts_once(open_page, edition):
    page = open_page(edition.path)
    write(page, "Odile", "It creaks at night.")
    page.click("#comment-send")
    expect(page.locator(".comment-standing")).to_be_visible()
    page.go_back()
    write(page, "Odile", "It creaks at night.")
    page.click("#comment-send")
    expect(page.locator(".comment-standing")).to_be_visible()
    assert Comment.objects.count() == 1


def test_the_counter_counts_as_the_server_does_and_is_read_out_after_a_pause(browser, live_server, edition):
    page = browser.new_page(base_url=live_server.url)
    page.clock.install(time=0)
    page.goto(edition.path)
    page.clock.pause_at(3_600)  # or it would go on by itself, and further on a busy machine
    counter, status = page.locator(".field-counter"), page.locator(".form-counted [role=status]")
    page.fill("#id_body", " e\u0301\U0001f44d\n")
    expect(counter).to_have_text("Characters: 2 of 5,000")
    page.clock.run_for(1_000)
    expect(status).to_have_text("")
    page.fill("#id_body", "x" * 4_999)
    page.locator("#id_body").press_sequentially("yz")
    expect(counter).to_have_text("Characters: 5,001 of 5,000")
    expect(counter).to_have_class("field-counter is-over")
    page.clock.run_for(900)
    expect(status).to_have_text("")
    page.clock.run_for(200)
    expect(status).to_have_text("Characters: 5,001 of 5,000")
    page.close()


def test_the_form_says_how_long_it_was_at_hand(browser, live_server, edition):
    page = browser.new_page(base_url=live_server.url)
    page.clock.install(time=0)
    page.goto(edition.path)
    page.clock.pause_at(3_600)  # or it would go on by itself, and further on a busy machine
    page.focus("#id_name")
    page.clock.run_for(42_000)
    write(page, "Odile", "It creaks at night.")
    with page.expect_request("**/comments/on/*/") as sent:
        page.click("#comment-send")
    assert "took=42&" in f"{sent.value.post_data}&"
    page.close()


@pytest.fixture
def pages(roles):
    """Return a function that makes a discussion with everything in it and returns its pages, {name: address}."""

    def make(language):
        edition = publish_story(make_story("The tide mill turns again", language=language))
        lea, ago = make_user("lea"), timezone.now() - timedelta(minutes=5)
        root = make_comment(
            edition=edition, name="Odile Brac", body="It creaks at night.\n\nhttps://mill.example/wheel"
        )
        reply = make_comment(to=root, name="Ilan Mérou", body=f"My number is 5550. {LONG}")
        reply.mask(by=lea, spans=[(13, 17)])
        ours = make_comment(to=reply, name="Lena Corvest", body="It is the wheel, and it is meant to.")
        Comment.objects.filter(pk=ours.pk).update(badge=Comment.Badge.AUTHOR)
        gone = make_comment(to=root)
        make_comment(to=gone, body="So I said.")
        act(gone, "withdraw")
        root.pick(by=lea)
        edit.take(make_edit(root, "It creaks at noon.\n\nhttps://mill.example/wheel", at=timezone.now()), by=lea)
        make_comment(edition=edition, name="Nor Vey", body="Who pays for it?")
        waiting = make_comment(edition=edition, status="pending")
        refused = make_comment(edition=edition, status="pending")
        refused.reject(by=lea, reason="You know why.")
        make_edit(reply, "My number is nobody’s business.", at=timezone.now())
        old = make_report(root, at=ago)
        return {
            "story": edition.path,
            "newest": f"{edition.path}?order=newest",
            "reply": f"/comments/{root.public_id}/reply/",
            "receipt": f"/comments/receipt/{token_for(waiting)}/",
            "receipt with an edit": f"/comments/receipt/{token_for(reply)}/",
            "receipt of a refusal": f"/comments/receipt/{token_for(refused)}/",
            "report": f"/comments/{root.public_id}/report/",
            "reported": f"/comments/reported/{token_for_report(old)}/",
        }

    return make


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_axe_finds_nothing_on_the_pages_of_a_discussion(open_page, pages, settings, language, viewport):
    settings.LANGUAGE_CODE = language
    addresses = pages(language)
    page = open_page(viewport=viewport)
    for name, address in addresses.items():
        page.goto(address)
        unfold(page)
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert violations(page) == [], name
        assert not overflows(page), name
        expect(page.locator("h1")).to_have_count(1)


def test_axe_finds_nothing_on_what_was_not_taken(browser, live_server, pages):
    # Not through open_page: a browser writes each 4xx on its console.
    addresses = pages("en")
    page = browser.new_page(base_url=live_server.url, viewport=PHONE)
    for name, button in (("story", "send"), ("report", "report"), ("receipt", "edit")):
        page.goto(addresses[name])
        unfold(page)
        page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
        if button != "report":
            page.fill("#id_body", "")
        page.click(f"#comment-{button}")
        expect(page.locator(".field-error").first).to_be_visible()
        expect(page.locator("[aria-invalid=true]").first).to_be_visible()
        expect(page.locator("[aria-invalid=true]:not([aria-describedby*=_error], [type=radio])")).to_have_count(0)
        assert violations(page) == [], name
    page.close()
