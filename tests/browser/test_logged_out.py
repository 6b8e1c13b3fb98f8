"""The desk can't be asked, or nobody is logged in any more: it is said where one types, and nothing is lost."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from articles.models import Autosave, Presence, Story
from tests.browser.conftest import DESK, PHONE, session_of
from tests.browser.reading import expect_value, settled
from tests.factories import add_text, make_story, make_user

pytestmark = pytest.mark.browser

RED = """() => {
    const line = document.body.appendChild(document.createElement("p"));
    line.className = "errornote";
    line.style.color = "var(--error-fg)";
    const { color } = getComputedStyle(line);
    line.remove();
    return color;
}"""
LOCAL = "() => Object.keys(localStorage).filter((name) => name.startsWith('desk-kept:')).length"


@pytest.fixture
def story(roles):
    return make_story("Low water", created_by=make_user("tom", groups=["Editor"]))


@pytest.fixture
def context(browser, live_server, story):
    """Yield a browser in which tom is logged in; not through open_page: a refused request is on the console."""
    context = browser.new_context(base_url=live_server.url, viewport=DESK)
    enter(context, live_server, "tom")
    yield context
    context.close()


def enter(context, live_server, username):
    context.add_cookies([session_of(make_user(username, groups=["Editor"]), live_server.url)])


def open_form(context, story, viewport=DESK):
    page = context.new_page()
    page.set_viewport_size(viewport)
    page.goto(f"/admin/articles/story/{story.pk}/change/")
    page.wait_for_load_state()
    return page


def log_in(window, username="tom"):
    window.fill("#id_username", username)
    window.fill("#id_password", "a long pass phrase")
    window.locator("input[type=submit]").click(no_wait_after=True)


def type_headline(page, words="!"):
    page.locator("#id_headline").press("End")
    page.locator("#id_headline").press_sequentially(words)


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_that_nothing_is_kept_is_said_in_red_where_one_types(context, story, viewport):
    for number in range(2, 31):
        add_text(story, f"<p>The {number}th text of them.</p>", ordering=10 * number)
    page = open_form(context, story, viewport)
    Session.objects.all().delete()
    page.locator("#articles_textblock_set-15 .tiptap").click()
    page.keyboard.type("High water. ")
    note = page.locator(".story-kept")
    expect(note).to_contain_text("Not autosaved: you are logged out. Your text is kept in this browser")
    expect(note).to_be_in_viewport()
    expect(note).to_have_css("color", settled(page, RED))
    expect(page.get_by_role("link", name="Log in here")).to_be_in_viewport()


def test_a_save_after_the_session_has_ended_logs_in_beside_the_form_and_saves(context, story):
    page = open_form(context, story)
    Session.objects.all().delete()
    type_headline(page)
    with context.expect_page() as opened:
        page.locator("input[name=_continue]").click()
    log_in(opened.value)
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect_value(page, lambda: len(context.pages), 1)
    assert (Story.objects.get().headline, Autosave.objects.unsaved().count()) == ("Low water!", 0)


def test_who_logs_in_from_the_line_goes_on_typing(context, story):
    page = open_form(context, story)
    Session.objects.all().delete()
    type_headline(page)
    with context.expect_page() as opened:
        page.get_by_role("link", name="Log in here").click()
    log_in(opened.value)
    expect(page.locator(".story-kept")).to_contain_text("Autosaved:")
    assert dict(Autosave.objects.unsaved().get().fields)["headline"] == "Low water!"
    assert settled(page, LOCAL) == 0


def test_another_person_who_logs_in_there_saves_nothing_by_it(context, story):
    make_user("lea", groups=["Editor"])
    page = open_form(context, story)
    Session.objects.all().delete()
    type_headline(page)
    with context.expect_page() as opened:
        page.locator("input[name=_continue]").click()
    log_in(opened.value, "lea")
    expect(page.locator(".story-kept")).to_contain_text("you are logged in as lea")
    assert (Story.objects.get().headline, Autosave.objects.unsaved().count()) == ("Low water", 0)
    page.locator("input[name=_continue]").click()
    expect(page.locator(".errorlist").first).to_contain_text("typed under another account")
    expect(page.locator("#id_headline")).to_have_value("Low water!")
    assert Story.objects.get().headline == "Low water"


def test_what_the_desk_never_got_is_offered_when_its_writer_comes_back(context, live_server, story):
    page = open_form(context, story)
    context.set_offline(True)
    type_headline(page)
    unreached = "the server can’t be reached. Your text is kept in this browser"
    expect(page.locator(".story-kept")).to_contain_text(unreached)
    page.close(run_before_unload=False)
    context.set_offline(False)

    enter(context, live_server, "lea")
    hers = open_form(context, story)
    expect(hers.locator(".story-offered")).to_have_count(0)
    assert settled(hers, LOCAL) == 1
    hers.close()

    enter(context, live_server, "tom")
    again = open_form(context, story)
    again.get_by_role("button", name="Recover my text").click()
    expect(again.locator("#id_headline")).to_have_value("Low water!")
    assert settled(again, LOCAL) == 0


def test_a_new_story_that_the_desk_never_got_is_found_on_the_first_page(context, story):
    page = context.new_page()
    page.goto("/admin/articles/story/add/")
    page.wait_for_load_state()
    context.set_offline(True)
    type_headline(page, "High water")
    expect(page.locator(".story-kept")).to_contain_text("kept in this browser")
    page.close(run_before_unload=False)
    context.set_offline(False)
    front = context.new_page()
    front.goto("/admin/")
    expect(front.locator(".front-unsaved")).to_contain_text("High water")


def test_a_save_that_the_desk_cannot_hear_stays_in_the_form(context, story):
    page = open_form(context, story)
    context.set_offline(True)
    type_headline(page)
    page.locator("input[name=_continue]").click()
    expect(page.locator(".story-kept")).to_contain_text("The story isn’t saved.")
    expect(page.locator("#id_headline")).to_have_value("Low water!")
    context.set_offline(False)
    page.locator("input[name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Story.objects.get().headline == "Low water!"


def test_a_browser_with_no_room_says_so(context, story):
    refuse = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    context.add_init_script(refuse)
    page = open_form(context, story)
    context.set_offline(True)
    type_headline(page)
    expect(page.locator(".story-kept")).to_contain_text("This browser can’t keep it either: keep this page open.")


def test_a_log_out_leaves_nothing_in_the_browser(context, story):
    page = open_form(context, story)
    context.set_offline(True)
    type_headline(page)
    expect(page.locator(".story-kept")).to_contain_text("kept in this browser")
    page.close(run_before_unload=False)
    front = context.new_page()
    context.set_offline(False)
    front.route("**/autosave/", lambda route: route.abort())
    front.goto("/admin/")
    front.wait_for_load_state()
    assert settled(front, LOCAL) == 1
    front.unroute("**/autosave/")
    front.locator("#user-tools summary").click()
    front.get_by_role("button", name="Log out").click()
    front.wait_for_url("**/logout/")
    assert settled(front, LOCAL) == 0
    assert dict(Autosave.objects.unsaved().get().fields)["headline"] == "Low water!"


def test_what_is_typed_into_a_story_that_is_gone_stays_with_its_writer(context, story):
    page = open_form(context, story)
    expect_value(page, Presence.objects.exists, True)  # noted in the same moment, it would hold the story
    story.delete()
    type_headline(page)
    expect(page.locator(".story-kept")).to_contain_text("Your text is kept")
    page.locator("input[name=_continue]").click()
    expect(page.locator(".messagelist .error")).to_contain_text("under “Unsaved text”")
    page.locator(".front-unsaved").get_by_role("button", name="Low water!", exact=True).click()
    expect(page.locator("#id_headline")).to_have_value("Low water!")
    expect(page.locator(".errorlist").first).to_contain_text("if saved, this text becomes a new story")
    page.locator("input[name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Story.objects.get().headline == "Low water!"


def end_session(page, act):
    """End the session, do something in the page that asks the desk; return the line that tells of keeping."""
    Session.objects.all().delete()
    act(page)
    return page.locator(".story-kept")


@pytest.mark.parametrize(
    "act",
    [
        lambda page: page.locator(".typography-set").click(),
        lambda page: page.locator(".preview-open").click(),
        lambda page: page.locator("body").dispatch_event("visibilitychange"),
    ],
    ids=["typography", "preview", "presence"],
)
def test_whatever_asks_the_desk_says_that_one_is_logged_out(context, story, act):
    page = open_form(context, story)
    expect(end_session(page, act)).to_have_text("You are logged out.")
    expect(page.locator(".story-log-in")).to_be_visible()
    assert settled(page, LOCAL) == 0


def test_the_link_dialog_and_the_gate_say_that_one_is_logged_out(context, story):
    page = open_form(context, story)
    Session.objects.all().delete()
    page.fill("#id_standfirst", "")
    expect(page.locator(".gate-summary")).to_have_text("You are logged out.")
    page.locator(".tiptap").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.locator("#link-dialog-address").press_sequentially("high water")
    expect(page.locator(".link-dialog-status")).to_have_text("You are logged out.")


def test_a_save_whose_log_in_was_closed_is_not_done_later(context, live_server, story):
    page = open_form(context, story)
    Session.objects.all().delete()
    type_headline(page)
    with context.expect_page() as opened:
        page.locator("input[name=_continue]").click()
    opened.value.close()
    expect(page.locator(".story-kept")).to_contain_text("The story isn’t saved.")
    enter(context, live_server, "tom")
    expect(page.locator(".story-kept")).to_contain_text("Autosaved:")
    expect(page.locator(".story-kept")).to_contain_text("The story isn’t saved.")
    assert Story.objects.get().headline == "Low water"


def test_what_is_typed_after_a_save_that_waits_is_not_saved_by_it(context, story):
    page = open_form(context, story)
    Session.objects.all().delete()
    type_headline(page)
    with context.expect_page() as opened:
        page.locator("input[name=_continue]").click()
    page.bring_to_front()
    type_headline(page, " And")
    expect(page.locator(".story-kept")).to_contain_text("The story isn’t saved.")
    log_in(opened.value)
    expect(page.locator(".story-kept")).to_contain_text("Autosaved:")
    assert Story.objects.get().headline == "Low water"


def test_a_save_that_is_refused_says_so_in_sight(context, story):
    for number in range(2, 20):
        add_text(story, f"<p>The {number}th text of them.</p>", ordering=10 * number)
    page = open_form(context, story)
    page.fill("#id_headline", "")
    page.locator("#articles_textblock_set-15 .tiptap").click()
    page.locator("input[name=_continue]").click()
    expect(page.locator(".story-kept")).to_contain_text("The story isn’t saved.")
    expect(page.locator(".errornote")).to_be_in_viewport()


def test_a_save_pressed_while_the_desk_keeps_is_one_save_and_leaves_no_words(context, story):
    page = open_form(context, story)
    troubles = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    with page.expect_request("**/autosave/"):
        type_headline(page)
    page.locator("input[name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert (troubles, Autosave.objects.unsaved().count()) == ([], 0)
