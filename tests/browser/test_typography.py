"""The button “Typography”: one press sets the story, shows what has changed, and can be taken back."""

import pytest
from playwright.sync_api import expect

from articles.models import Story
from tests.browser.reading import all_of, expect_value, text_of, violations
from tests.browser.writing import EDITOR, expect_markup, open_form, put_cursor, save, shown
from tests.factories import make_story

pytestmark = pytest.mark.browser

WRONG = "<p>Quoi ? <em>L'eau</em> monte...</p><p>Rien.</p>"
SET = "<p>Quoi\u202f? <em>L’eau</em> monte…</p><p>Rien.</p>"


@pytest.fixture
def story(roles):
    return make_story("L'eau monte", html=WRONG, language="fr")


@pytest.fixture
def page(log_in, story):
    return open_form(log_in, story)


def press(page):
    page.get_by_role("button", name="Typography").click()
    dialog = page.get_by_role("dialog", name="Typography")
    expect(dialog).to_be_visible()
    return dialog


def test_headline_and_text_are_set_and_what_has_changed_is_shown(page):
    dialog = press(page)
    expect(page.locator("#id_headline")).to_have_value("L’eau monte")
    expect_value(page, lambda: shown(page).replace("&nbsp;", "\u00a0"), SET)
    expect(page.locator(EDITOR).first.locator("p").first).to_have_text("Quoi\u202f? L’eau monte…")
    expect(dialog).to_contain_text("Typography corrected in 3 places.")
    lines = ["L'eau → L’eau", "Quoi ? L'eau → Quoi·? L’eau", "monte... → monte…"]
    expect_value(page, lambda: [text_of(line) for line in all_of(dialog.locator("li"))], lines)


def test_ctrl_z_takes_all_of_it_back_at_once(page):
    dialog = press(page)
    page.keyboard.press("Control+z")
    expect(dialog).to_be_hidden()
    expect(page.locator("#id_headline")).to_have_value("L'eau monte")
    expect_markup(page, WRONG)
    expect(page.locator(EDITOR).first.locator("p").first).to_have_text("Quoi ? L'eau monte...")


def test_so_does_the_button_of_the_dialog(page):
    press(page).get_by_role("button", name="Undo").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#id_headline")).to_have_value("L'eau monte")
    expect_markup(page, WRONG)


def test_the_dialog_closes_by_keyboard_and_the_story_can_be_saved(page):
    dialog = press(page)
    expect(dialog.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Typography")).to_be_focused()
    assert Story.objects.get().headline == "L'eau monte"
    assert save(page) == [("text", SET)]
    assert Story.objects.get().headline == "L’eau monte"


def test_a_second_press_finds_nothing_to_change(page):
    press(page).get_by_role("button", name="Close").click()
    dialog = press(page)
    expect(dialog).to_contain_text("The typography is already correct")
    expect(dialog.get_by_role("button", name="Undo")).to_be_hidden()


@pytest.mark.parametrize(("paragraph", "written"), [(0, "QuXoi"), (1, "RiXen")])
def test_the_cursor_stays_where_it_was(page, paragraph, written):
    put_cursor(page, 2, paragraph=paragraph)
    press(page).get_by_role("button", name="Close").click()
    page.locator(EDITOR).first.evaluate("({ editor }) => editor.view.focus()")
    page.keyboard.type("X")
    expect(page.locator(EDITOR).first).to_contain_text(written)


def test_a_desk_that_cannot_be_reached_is_said_and_nothing_is_lost(page):
    page.route("**/typography/", lambda route: route.fulfill(status=204))
    expect(press(page)).to_contain_text("could not be corrected")
    expect_markup(page, WRONG)


def test_axe_finds_nothing_in_the_dialog(log_in, story):
    # axe writes styles into the page, which the desk's policy refuses.
    page = open_form(log_in, story, bypass_csp=True)
    press(page)
    assert violations(page, context=".typography-dialog") == []


def test_without_javascript_the_form_comes_back_set(log_in, story):
    page = log_in("tom", "Editor", f"/admin/articles/story/{story.pk}/change/", java_script_enabled=False)
    page.get_by_role("button", name="Typography").click()
    expect(page.locator(".errornote, .errorlist").first).to_be_visible()
    expect(page.locator("#id_headline")).to_have_value("L’eau monte")
    expect(page.locator(".typography-list li").first).to_have_text("L'eau → L’eau")
    assert Story.objects.get().headline == "L'eau monte"
