"""The moderation queue in a real browser: by keys alone, by mouse, by two at once, and without JavaScript."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from comments.models import Comment, Decision, Edit, Flag, Reason, Report
from tests.browser.conftest import DESK, PHONE, session_of
from tests.browser.reading import DESK_OPTIONS, all_of, violations, width
from tests.comments.factories import make_comment, make_reasons
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.browser

QUEUE = "/admin/comments/comment/queue/"


@pytest.fixture
def edition(roles):
    """Return a story that readers have seen since yesterday; the nine reasons are there too."""
    make_reasons()
    return publish_story(at=timezone.now() - timedelta(days=1))


@pytest.fixture
def waiting(edition):
    """Return a function that makes so many comments that wait, oldest first."""

    def make(number):
        start = timezone.now() - timedelta(hours=2)
        return [
            make_comment(
                edition=edition,
                status="pending",
                name=f"Reader {n}",
                body=f"My number is 06 12 34 {n:02}. I was there.",
                at=start + timedelta(minutes=n * 2),
            )
            for n in range(number)
        ]

    return make


def shown(page, comment):
    """Wait until this comment is open, and has the focus."""
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", comment.public_id)
    expect(page.locator("#queue-name")).to_be_focused()


def says(page, sentence):
    expect(page.locator("#queue-said")).to_contain_text(sentence)


def statuses():
    return sorted(Comment.objects.values_list("status", flat=True))


def test_a_moderator_clears_fifty_comments_by_keyboard_alone(log_in, waiting):
    comments = waiting(50)
    page = log_in("lea", "Moderator", QUEUE)
    keys = {0: ["a"], 1: ["s"], 2: ["r", "3"], 3: ["j", "k", "a"]}
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", comments[0].public_id)
    for number, comment in enumerate(comments):
        expect(page.locator("#queue-comment")).to_have_attribute("data-id", comment.public_id)
        for key in keys[number % 4]:
            if key == "k":
                shown(page, comments[(number + 1) % 50] if number < 49 else comment)
            page.keyboard.press(key)
            if key == "k":
                shown(page, comment)
    expect(page.locator(".queue-nothing")).to_contain_text("All done.")
    counted = {status: statuses().count(status) for status in ("approved", "spam", "rejected")}
    assert counted == {"approved": 25, "spam": 13, "rejected": 12}
    assert Decision.objects.filter(by__username="lea").count() == 50
    assert set(Decision.objects.exclude(reason="").values_list("reason", flat=True)) == {
        Reason.objects.on_key(3).text_en
    }


def test_of_two_moderators_the_second_is_told_who_was_first(log_in, waiting):
    first, second = waiting(2)
    lea, tom = log_in("lea", "Moderator", QUEUE), log_in("tom", "Moderator", QUEUE)
    for page in (lea, tom):
        expect(page.locator("#queue-comment")).to_have_attribute("data-id", first.public_id)
    tom.keyboard.press("s")
    shown(tom, second)
    lea.keyboard.press("a")
    says(lea, "tom already decided, on ")
    shown(lea, first)
    expect(lea.locator(".queue-status")).to_have_text("spam")
    assert statuses() == ["pending", "spam"]


def test_many_are_ticked_as_a_range_decided_and_undone(log_in, waiting):
    comments = waiting(6)
    page = log_in("lea", "Moderator", QUEUE)
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", comments[0].public_id)
    page.keyboard.press("j")
    shown(page, comments[1])
    page.keyboard.press("x")
    says(page, "Ticked: 1")
    for comment in comments[2:5]:
        page.keyboard.press("j")
        shown(page, comment)
    page.keyboard.press("Shift+X")
    says(page, "Ticked: 4")
    page.keyboard.press("a")
    says(page, "4 approved.")
    expect(page.locator(".queue-row")).to_have_count(2)
    assert statuses() == ["approved"] * 4 + ["pending"] * 2
    shown(page, comments[0])
    page.keyboard.press("z")
    says(page, "4 decisions undone.")
    assert statuses() == ["pending"] * 6


def test_one_slip_is_undone_and_the_comment_is_there_again(log_in, waiting):
    first, second = waiting(2)
    page = log_in("lea", "Moderator", QUEUE)
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", first.public_id)
    page.keyboard.press("s")
    shown(page, second)
    page.keyboard.press("z")
    shown(page, first)
    assert statuses() == ["pending", "pending"]


def test_a_reason_is_edited_before_it_is_sent(log_in, waiting):
    (comment,) = waiting(1)
    page = log_in("lea", "Moderator", QUEUE)
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", comment.public_id)
    page.keyboard.press("r")
    page.locator("#queue-one input[value='2']").check()
    words = page.locator("#queue-one textarea")
    expect(words).to_have_value(Reason.objects.on_key(2).text_en)
    words.press("End")
    words.type(" Write again, as in 1 or 2.")
    page.locator("#queue-one .queue-reasons button").click()
    says(page, "1 rejected.")
    decision = Decision.objects.get()
    assert decision.reason.endswith("Write again, as in 1 or 2.")
    assert decision.canned.key == 2


def test_selected_words_are_masked(log_in, waiting):
    (comment,) = waiting(1)
    page = log_in("lea", "Moderator", QUEUE)
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", comment.public_id)
    page.evaluate(
        """() => { const text = document.getElementById("queue-body").firstChild;
        getSelection().setBaseAndExtent(text, 13, text, 24); }"""
    )
    page.keyboard.press("c")
    expect(page.locator("#queue-mask")).to_have_value("06 12 34 00")
    page.keyboard.press("Enter")
    expect(page.locator(".queue-masked")).to_have_text("06 12 34 00")
    assert Comment.objects.get().masks == [[13, 24]]


def test_keys_can_be_others_or_none_and_stay_so(log_in, waiting):
    first, second = waiting(2)
    page = log_in("lea", "Moderator", QUEUE)
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", first.public_id)
    page.keyboard.press("?")
    page.fill("#key-approve", "y")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("y")
    shown(page, second)
    assert statuses() == ["approved", "pending"]
    page.click("#queue-help-button")
    page.uncheck("#queue-keys-on")
    page.locator("#queue-help").get_by_role("button", name="Close").click()
    page.reload()
    expect(page.locator("#queue-keys-on")).not_to_be_checked()
    for key in ("y", "s", "?", "x", "/"):
        page.keyboard.press(key)
    expect(page.locator("#queue-help")).not_to_be_visible()
    expect(page.locator("#queue-one kbd").first).not_to_be_visible()
    page.locator("#queue-one").get_by_role("button", name="Spam").click()
    says(page, "1 marked as spam.")
    assert statuses() == ["approved", "spam"]


def test_what_is_typed_into_a_field_is_no_key(log_in, waiting):
    (comment,) = waiting(1)
    page = log_in("lea", "Moderator", QUEUE)
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", comment.public_id)
    page.keyboard.press("/")
    expect(page.locator("#queue-search")).to_be_focused()
    page.keyboard.type("saxra")
    expect(page.locator("#queue-search")).to_have_value("saxra")
    assert statuses() == ["pending"]


def test_a_lost_connection_is_told_and_the_comment_stays(log_in, waiting):
    (comment,) = waiting(1)
    page = log_in("lea", "Moderator", QUEUE)
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", comment.public_id)
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('lost')) }")
    page.keyboard.press("a")
    says(page, "That failed.")
    assert statuses() == ["pending"]


def test_an_ended_session_is_told_and_what_was_typed_is_sent_after_the_log_in(browser, live_server, waiting):
    (comment,) = waiting(1)
    # Not through log_in: a refused request is on the console.
    context = browser.new_context(base_url=live_server.url, viewport=DESK)
    context.add_cookies([session_of(make_user("lea", groups=["Moderator"]), live_server.url)])
    page = context.new_page()
    page.goto(QUEUE)
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", comment.public_id)
    Session.objects.all().delete()
    page.keyboard.press("r")
    page.locator("#queue-one textarea").fill("Written by hand, and at length.")
    page.locator("#queue-one .queue-reasons button").click()
    says(page, "You are logged out. Log in, then press again: your text is still here.")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Log in here").click()
    window = opened.value
    window.fill("#id_username", "lea")
    window.fill("#id_password", "a long pass phrase")
    window.locator("input[type=submit]").click()
    window.locator("#user-tools").wait_for()
    window.close()
    expect(page.locator("#queue-one textarea")).to_have_value("Written by hand, and at length.")
    page.locator("#queue-one .queue-reasons button").click()
    says(page, "1 rejected.")
    expect(page.locator("#queue-log-in")).to_be_hidden()
    assert Decision.objects.get().reason == "Written by hand, and at length."
    context.close()


def test_everything_works_without_javascript(log_in, waiting):
    comments = waiting(4)
    page = log_in("lea", "Moderator", QUEUE, java_script_enabled=False)
    page.locator(".queue-row a").first.click()
    page.locator("#queue-one").get_by_role("button", name="Approve").click()
    says(page, "1 approved.")
    expect(page.locator("#queue-comment")).to_have_attribute("data-id", comments[1].public_id)
    page.locator("#queue-one summary").click()
    page.locator("#queue-one input[value='1']").check()
    page.locator("#queue-one .queue-reasons button").click()
    says(page, "1 rejected.")
    for box in all_of(page.locator(".queue-row input")):
        box.check()
    page.locator("#queue-many").get_by_role("button", name="Spam").click()
    says(page, "2 marked as spam.")
    page.get_by_role("button", name="Undo my last decision").click()
    says(page, "2 decisions undone.")
    assert statuses() == ["approved", "pending", "pending", "rejected"]


@pytest.mark.parametrize(
    ("language", "viewport", "scheme"),
    [("en", DESK, "light"), ("fr", PHONE, "dark"), ("en", PHONE, "light"), ("fr", DESK, "dark")],
    ids=["en-desk-light", "fr-phone-dark", "en-phone-light", "fr-desk-dark"],
)
def test_the_queue_can_be_read_and_used_by_everybody(log_in, waiting, settings, language, viewport, scheme):
    """open_page fails the test on a console error, and a browser reports each breach of the policy there."""
    settings.LANGUAGE_CODE = language
    comment, *_others = waiting(3)
    Flag.objects.create(comment=comment, name=Flag.Name.PERSONAL, weight=12, spans=[[13, 24]])
    Comment.objects.filter(pk=comment.pk).update(weight=12)
    public = make_comment(edition=comment.discussion.story.editions.get())
    Report.objects.create(comment=public, category="insult", words="That isn’t so.")
    Edit.objects.create(comment=public, was=public.body, body="I was there too.")
    page = log_in("lea", "Moderator", QUEUE, viewport=viewport, color_scheme=scheme)
    where = [
        "",
        f"?at={comment.public_id}",
        f"?tab=reported&at={public.public_id}",
        f"?tab=edits&at={public.public_id}",
    ]
    found = []
    for query in [*where, "?tab=recent", "?tab=spam"]:
        page.goto(QUEUE + query)
        if query == where[1]:
            page.locator("#queue-one summary").click()
        found += complaints(page, query)
    page.goto(QUEUE)
    page.evaluate("document.getElementById('queue-help').showModal()")
    assert found + complaints(page, "help") == []


def complaints(page, query):
    """Return what is wrong with the page as it stands."""
    found = [f"{query} {wrong}" for wrong in violations(page, options=DESK_OPTIONS)]
    wide = width(page)
    return found + ([f"{query} is {wide} wide"] if wide > page.viewport_size["width"] else [])
