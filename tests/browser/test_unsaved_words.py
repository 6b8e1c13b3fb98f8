"""Two tabs, two new stories, an unanswered offer: each form keeps what is typed in it, and nothing else goes."""

import pytest
from playwright.sync_api import expect

from articles.models import Autosave, Story
from tests.browser.conftest import type_at_the_end
from tests.browser.reading import expect_value
from tests.factories import make_story, make_user

pytestmark = pytest.mark.browser


def type_and_wait(page, words):
    """Type these words, and wait until the desk has answered."""
    with page.expect_response(lambda answer: "/autosave/" in answer.url):
        type_at_the_end(page, words)


def kept():
    """Return all that is kept, as text."""
    return str(list(Autosave.objects.unsaved().values_list("fields", flat=True)))


def has(*words):
    return [each in kept() for each in words]


@pytest.fixture
def story(roles):
    return make_story("Low water", created_by=make_user("tom", groups=["Editor"]))


@pytest.fixture
def page(log_in, story):
    return log_in("tom", "Editor", f"/admin/articles/story/{story.pk}/change/")


def second_tab(page, path=None):
    tab = page.context.new_page()
    tab.goto(path or page.url)
    return tab


def test_what_is_typed_beside_an_unanswered_offer_is_kept(page):
    type_and_wait(page, " Before the crash.")
    expect_value(page, lambda: has("Before the crash."), [True])
    page.close(run_before_unload=False)
    again = second_tab(page)
    type_at_the_end(again, " Since then.")
    expect_value(again, lambda: has("Before the crash.", "Since then."), [True, True])


def test_two_tabs_of_a_story_keep_what_each_has(page):
    other = second_tab(page)
    type_at_the_end(page, " In the first.")
    type_at_the_end(other, " In the second.")
    expect_value(page, lambda: has("In the first.", "In the second."), [True, True])


def test_the_save_of_one_tab_leaves_what_the_other_has_kept(page):
    other = second_tab(page)
    type_at_the_end(page, " In the first.")
    expect_value(page, lambda: has("In the first."), [True])
    other.fill("#id_kicker", "Harbour")
    other.locator("input[name=_continue]").click()
    expect(other.locator(".messagelist .success")).to_be_visible()
    assert has("In the first.") == [True]


def test_two_new_stories_are_kept_apart(log_in, roles):
    page = log_in("tom", "Editor", "/admin/articles/story/add/")
    other = second_tab(page)
    page.locator("#id_headline").press_sequentially("High water")
    other.locator("#id_headline").press_sequentially("A new bridge")
    expect_value(page, lambda: has("High water", "A new bridge"), [True, True])


def test_a_new_story_that_was_never_saved_is_found_on_the_first_page(log_in, roles):
    page = log_in("tom", "Editor", "/admin/articles/story/add/")
    with page.expect_response("**/autosave/"):
        page.locator("#id_headline").press_sequentially("High water")
    expect(page.locator(".story-kept")).to_contain_text("Autosaved:")
    page.close(run_before_unload=False)
    front = second_tab(page, "/admin/")
    front.locator(".front-unsaved").get_by_role("button", name="High water", exact=True).click()
    expect(front.locator("#id_headline")).to_have_value("High water")
    front.locator("input[name=_continue]").click()
    expect(front.locator(".messagelist .success")).to_be_visible()
    assert (Story.objects.get().headline, Autosave.objects.unsaved().count()) == ("High water", 0)


def test_one_offer_is_discarded_and_the_form_stays_as_it_is(page):
    type_and_wait(page, " Before the crash.")
    expect_value(page, lambda: has("Before the crash."), [True])
    page.close(run_before_unload=False)
    again = second_tab(page)
    again.locator("#id_headline").press("End")
    again.locator("#id_headline").press_sequentially("!")
    again.get_by_role("button", name="Discard it").click()
    expect(again.locator(".story-offered")).to_have_count(0)
    expect(again.locator("#id_headline")).to_have_value("Low water!")
    assert has("Before the crash.") == [False]


def test_two_tabs_that_recover_the_same_words_lose_nothing(page):
    type_and_wait(page, " Before the crash.")
    expect_value(page, lambda: has("Before the crash."), [True])
    tabs = [second_tab(page), second_tab(page)]
    page.close(run_before_unload=False)
    for tab in tabs:
        tab.get_by_role("button", name="Recover my text").click()
        expect(tab.locator("#articles_textblock_set-0 .tiptap")).to_contain_text("Before the crash.")
    type_at_the_end(tabs[1], " In the second.")
    expect_value(tabs[1], lambda: has("In the second."), [True])
    tabs[0].locator("input[name=_continue]").click()
    expect(tabs[0].locator(".messagelist .success")).to_be_visible()
    assert "In the second." in Autosave.objects.unsaved().get().fields.__str__()


def test_a_recovered_form_that_is_loaded_again_offers_what_was_typed_since(page):
    type_and_wait(page, " Before the crash.")
    expect_value(page, lambda: has("Before the crash."), [True])
    page.close(run_before_unload=False)
    again = second_tab(page)
    again.get_by_role("button", name="Recover my text").click()
    expect(again.locator("#articles_textblock_set-0 .tiptap")).to_contain_text("Before the crash.")
    type_at_the_end(again, " Since then.")
    expect_value(again, lambda: has("Before the crash. Since then."), [True])
    again.on("dialog", lambda dialog: dialog.accept())
    again.reload()
    expect(again.locator(".story-offered")).to_have_count(1)
    again.get_by_role("button", name="Recover my text").click()
    expect(again.locator("#articles_textblock_set-0 .tiptap")).to_contain_text("Since then.")


def test_many_kept_texts_are_one_line_and_go_by_a_press_that_asks(page):
    for number in range(4):
        tab = second_tab(page)
        type_and_wait(tab, f" In tab {number}.")
        expect_value(tab, lambda words=f"In tab {number}.": has(words), [True])
        tab.close(run_before_unload=False)
    page.goto(page.url)
    line = page.locator(".story-many")
    expect(line.locator("summary").first).to_have_text("4 kept texts")
    expect(page.get_by_role("button", name="Recover my text").first).to_be_hidden()
    line.locator("summary").first.click()
    page.get_by_role("button", name="Discard it").first.click()
    expect(line.locator("summary").first).to_have_text("3 kept texts")
    page.locator("#id_headline").press("End")
    page.locator("#id_headline").press_sequentially("!")
    line.get_by_text("Discard all…").click()
    assert has("In tab 0.") == [True]
    page.get_by_role("button", name="Discard all").click()
    expect(line).to_have_count(0)
    expect(page.locator("#id_headline")).to_have_value("Low water!")
    assert has("In tab 0.", "In tab 1.", "In tab 2.", "In tab 3.") == [False] * 4
