"""The preview beside the form, and what Enter does in it."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Edition, Story
from tests.factories import make_story, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def story(roles):
    return make_story("Low water", created_by=make_user("tom", groups=["Editor"]))


def form(log_in, story):
    return log_in("tom", "Editor", f"/admin/articles/story/{story.pk}/change/")


def test_the_preview_follows_what_is_typed_and_saves_nothing(log_in, story):
    page = form(log_in, story)
    page.click(".preview-open")
    shown = page.frame_locator(".preview-pane iframe")
    expect(shown.locator("h1")).to_have_text("Low water")
    page.fill("#id_headline", "High water")
    expect(shown.locator("h1")).to_have_text("High water")
    page.locator("#articles_textblock_set-0 .tiptap").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" And then it ebbed.")
    expect(shown.locator(".story-body")).to_contain_text("And then it ebbed.")
    assert Story.objects.get().headline == "Low water"


def test_the_preview_has_two_widths_and_closes_again(log_in, story):
    page = form(log_in, story)
    page.click(".preview-open")
    page.click("[data-preview=phone]")
    expect(page.locator(".preview-pane iframe")).to_have_css("width", "390px")
    page.click("[data-preview=close]")
    expect(page.locator(".preview-pane")).to_be_hidden()


def test_the_preview_is_styled_and_runs_no_script(log_in, story):
    page = form(log_in, story)
    page.click(".preview-open")
    shown = page.frame_locator(".preview-pane iframe")
    expect(shown.locator("h1")).to_be_visible()
    expect(shown.locator("h1")).to_have_css("font-family", re.compile("Newsreader"))
    expect(page.locator(".preview-pane iframe")).to_have_attribute("sandbox", "allow-same-origin")


def test_without_javascript_the_preview_opens_in_a_tab_of_its_own(log_in, story):
    page = log_in("tom", "Editor", f"/admin/articles/story/{story.pk}/change/", java_script_enabled=False)
    page.fill("#id_headline", "High water")
    with page.context.expect_page() as opened:
        page.click(".preview-open")
    expect(opened.value.locator("h1")).to_have_text("High water")
    assert Story.objects.get().headline == "Low water"


def test_enter_in_the_headline_saves_and_does_not_publish(log_in, story):
    page = form(log_in, story)
    page.fill("#id_headline", "High water")
    page.press("#id_headline", "Enter")
    page.wait_for_selector(".messagelist .success")
    assert Story.objects.get().headline == "High water"
    assert not Edition.objects.live(timezone.now()).exists()
