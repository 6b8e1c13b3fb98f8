"""What a reader has typed and not sent yet stays in its tab: through a reload, another order, Back, an error page."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from comments.models import Comment
from tests.browser.reading import expect_value, settled, violations
from tests.comments.factories import make_comment
from tests.factories import publish_story

pytestmark = pytest.mark.browser

WORDS = "The keeper told me about the wheel."
STORED = "() => Object.entries(sessionStorage).flat().join(' ')"


@pytest.fixture
def edition(roles):
    return publish_story(headline="The tide mill turns again")


@pytest.fixture
def comment(edition):
    make_comment(edition=edition)
    return make_comment(edition=edition)


def type_comment(page, body=WORDS):
    page.locator("#id_name").press_sequentially("Odile")
    page.locator("#id_address").press_sequentially("odile@courriel.example")
    page.locator("#id_body").press_sequentially(body)


def says(page, body=WORDS, name="Odile"):
    expect(page.locator("#id_body")).to_have_value(body)
    expect(page.locator("#id_name")).to_have_value(name)


def send(page):
    page.click("#comment-send")
    expect(page.locator(".comment-standing")).to_contain_text("awaiting moderation")


def test_a_comment_survives_a_reload(open_page, edition):
    page = open_page(edition.path)
    type_comment(page)
    page.reload()
    says(page)
    expect(page.locator("#id_address")).to_have_value("odile@courriel.example")
    assert violations(page) == []


def test_a_comment_survives_another_order(open_page, edition, comment):
    page = open_page(edition.path)
    type_comment(page)
    page.click("text=Newest first")
    page.wait_for_url("**/*order=newest*")
    says(page)


@pytest.mark.parametrize("status", [500, 503, 413])
def test_a_comment_survives_an_error_page_and_back(browser, live_server, edition, status):
    page = browser.new_page(base_url=live_server.url)
    page.goto(edition.path)
    type_comment(page)
    page.route("**/comments/on/**", lambda route: route.fulfill(status=status, body="<h1>Something went wrong</h1>"))
    page.click("#comment-send")
    expect(page.locator("h1")).to_contain_text("went wrong")
    page.go_back()
    says(page)
    page.context.close()


def test_a_comment_that_was_refused_is_there_after_back(browser, live_server, edition):
    # Not through open_page: the refusal is on the console.
    page = browser.new_page(base_url=live_server.url)
    page.goto(edition.path)
    page.locator("#id_name").press_sequentially("Odile")
    page.locator("#id_body").press_sequentially(WORDS)
    page.click("#comment-send")
    expect(page.locator("h1")).to_have_text("Your comment")
    page.locator("#id_body").press("End")
    page.locator("#id_body").press_sequentially(" And more.")
    page.go_back()
    says(page, f"{WORDS} And more.")
    page.context.close()


def test_a_comment_that_was_taken_is_gone_after_back(open_page, edition):
    page = open_page(edition.path)
    type_comment(page)
    send(page)
    assert WORDS not in settled(page, STORED)
    page.go_back()
    says(page, "", "")
    page.goto(edition.path)
    says(page, "", "")


def test_each_story_has_its_own(open_page, edition):
    other = publish_story(headline="A new bridge")
    page = open_page(edition.path)
    type_comment(page)
    page.goto(other.path)
    says(page, "", "")
    type_comment(page, "About the bridge.")
    page.goto(edition.path)
    says(page)
    page.goto(other.path)
    says(page, "About the bridge.")


def test_each_answer_has_its_own(open_page, edition, comment):
    page = open_page(edition.path)
    type_comment(page)
    page.goto(f"/comments/{comment.public_id}/reply/")
    says(page, "", "")
    type_comment(page, "An answer.")
    page.reload()
    says(page, "An answer.")
    send(page)
    page.goto(f"/comments/{comment.public_id}/reply/")
    says(page, "", "")
    page.goto(edition.path)
    says(page)


def test_nothing_goes_to_another_tab(open_page, edition):
    page = open_page(edition.path)
    type_comment(page)
    other = page.context.new_page()
    other.goto(edition.path)
    says(other, "", "")
    assert settled(page, "localStorage.length") == 0


def test_a_browser_that_stores_nothing_takes_a_comment_all_the_same(open_page, edition):
    page = open_page("/")
    refuse = (
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.context.add_init_script(refuse)
    page.goto(edition.path)
    type_comment(page)
    send(page)
    assert Comment.objects.get().body == WORDS


def test_what_the_desk_filled_in_stays(open_page, edition, comment):
    """On a page to answer on, the browser that is remembered has its name there."""
    page = open_page(edition.path)
    type_comment(page)
    page.check("#id_remember")
    send(page)
    page.goto(f"/comments/{comment.public_id}/reply/")
    expect(page.locator("#id_name")).to_have_value("Odile")
    page.fill("#id_name", "Odile B.")
    page.locator("#id_body").press_sequentially("An answer.")
    page.reload()
    says(page, "An answer.", "Odile B.")


def test_forgetting_leaves_no_name_and_no_address_in_the_tab(open_page, edition, comment):
    page = open_page(edition.path)
    type_comment(page)
    page.check("#id_remember")
    send(page)
    receipt = page.url
    page.goto(edition.path)
    type_comment(page, "A second one.")
    page.goto(receipt)
    page.click("text=Erase my name and address")
    expect_value(page, lambda: "odile" in settled(page, STORED).lower(), False)
    page.goto(edition.path)
    says(page, "A second one.", "")


def test_an_older_receipt_leaves_what_is_typed(open_page, edition):
    page = open_page(edition.path)
    type_comment(page)
    send(page)
    receipt = page.url
    page.goto(edition.path)
    type_comment(page, "A second one.")
    page.goto(receipt)
    page.goto(edition.path)
    says(page, "A second one.")
    assert Comment.objects.get().body == WORDS


@pytest.fixture
def refusing(browser, live_server):
    """Return a page whose console may say that something was refused."""
    page = browser.new_page(base_url=live_server.url)
    yield page
    page.context.close()


def refused(page, edition, body=WORDS):
    """Send a comment with half an address, and see it again."""
    page.goto(edition.path)
    page.locator("#id_name").press_sequentially("Odile")
    page.locator("#id_address").press_sequentially("odile@")
    page.locator("#id_body").press_sequentially(body)
    page.click("#comment-send")
    expect(page.locator("h1")).to_have_text("Your comment")


def test_what_is_changed_and_changed_back_on_the_error_page_is_there_under_the_story(refusing, edition):
    refused(refusing, edition)
    refusing.locator("#id_body").press("End")
    refusing.keyboard.type("x")
    refusing.keyboard.press("Backspace")
    refusing.click("text=The tide mill turns again")
    refusing.wait_for_url(f"**{edition.path}")
    says(refusing)


def test_what_is_written_on_the_error_page_survives_its_reload(refusing, edition):
    refused(refusing, edition)
    refusing.locator("#id_body").press("End")
    refusing.keyboard.type(" And three paragraphs more.")
    refusing.reload()
    says(refusing, f"{WORDS} And three paragraphs more.")


def test_an_answer_that_became_a_comment_leaves_the_one_under_the_story(refusing, edition, comment):
    page = refusing
    page.goto(edition.path)
    type_comment(page)
    page.goto(f"/comments/{comment.public_id}/reply/")
    type_comment(page, "A small answer.")
    comment.withdraw(at=timezone.now())
    page.click("#comment-send")
    expect(page.locator(".form-errors, .alert, [role=alert]").first).to_contain_text("Send again")
    send(page)
    page.goto(edition.path)
    says(page)


def test_the_receipt_of_another_comment_takes_nothing(refusing, edition):
    page = refusing
    page.goto(edition.path)
    type_comment(page, "An earlier one.")
    send(page)
    receipt = page.url
    page.goto(edition.path)
    type_comment(page)
    page.route("**/comments/on/**", lambda route: route.abort())
    page.click("#comment-send", no_wait_after=True)
    expect(page).to_have_url(re.compile("^chrome-error:"))  # or the browser's own page would come in between
    page.goto(receipt)
    page.goto(edition.path)
    says(page)


def test_the_same_words_under_the_story_stay_when_an_answer_is_sent(open_page, edition, comment):
    page = open_page(edition.path)
    type_comment(page, "+1")
    page.goto(f"/comments/{comment.public_id}/reply/")
    type_comment(page, "+1")
    send(page)
    page.goto(edition.path)
    says(page, "+1")


def test_what_is_typed_while_a_comment_is_sent_stays(open_page, edition):
    page = open_page(edition.path)
    type_comment(page)
    page.evaluate("""() => document.querySelector("#id_body").form.addEventListener("submit", () => {
        const body = document.querySelector("#id_body")
        setTimeout(() => { body.value += " And more."; body.dispatchEvent(new Event("input", { bubbles: true })) })
    })""")
    send(page)
    page.goto(edition.path)
    says(page, f"{WORDS} And more.")
