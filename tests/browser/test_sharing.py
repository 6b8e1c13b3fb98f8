"""A shared preview from end to end: an editor makes a link, somebody without an account opens it, it is revoked."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import PreviewLink, PullQuote
from articles.publishing.preview_links import revoke
from articles.revisions.snapshot import record
from tests.articles.links import DAY, address, share
from tests.browser.conftest import DESK, PHONE
from tests.browser.reading import DESK_OPTIONS, overflows, settled, source, violations
from tests.factories import make_image, make_story, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def story(roles):
    story = make_story(
        "Le moulin à marée tourne de nouveau",
        kicker="Port",
        standfirst="Le chapô dit l’essentiel en deux lignes.",
        lead_image=make_image(),
        embargo_until=timezone.now() + DAY,
    )
    PullQuote.objects.create(parent=story, region="body", ordering=20, quote="nobody minded", attribution="Lena")
    record(story, by=make_user("lena"))
    return story


def links_of(story):
    return f"/admin/articles/story/{story.pk}/preview-links/"


def test_an_editor_shares_a_preview_a_visitor_reads_it_and_it_is_taken_back(log_in, open_page, browser, story):
    desk = log_in(
        "tom",
        "Editor",
        f"/admin/articles/story/{story.pk}/change/",
        permissions=["clipboard-read", "clipboard-write"],
    )
    desk.get_by_role("link", name="Share a preview").click()
    desk.get_by_label("Recipient").fill("Maître Sauval")
    desk.get_by_label("Valid for").select_option("1 week")
    desk.get_by_role("button", name="Create link").click()
    desk.get_by_role("button", name="Copy – Address for Maître Sauval").click()
    expect(desk.get_by_text("Copied", exact=True)).to_be_visible()
    copied = settled(desk, "navigator.clipboard.readText()")

    visitor = open_page(copied, viewport=PHONE, java_script_enabled=False)
    assert "moulin" not in source(visitor)
    visitor.get_by_role("button", name="Open the story").click()
    expect(visitor.locator("h1")).to_have_text("Le moulin à marée tourne de nouveau")
    expect(visitor.get_by_text("The story is under embargo")).to_be_visible()
    assert visitor.context.cookies() == []

    desk.reload()
    expect(desk.get_by_text("opened 1 time")).to_be_visible()
    desk.get_by_role("button", name="Revoke – Address for Maître Sauval").click()
    expect(desk.get_by_text("The link has been revoked")).to_be_visible()
    # Not through open_page: a browser writes each 404 on its console.
    lost = browser.new_page(viewport=PHONE, java_script_enabled=False)
    assert lost.goto(copied).status == 404
    expect(lost.locator("h1")).to_have_text("This link is no longer valid")
    lost.close()


def test_the_address_is_selected_as_soon_as_it_is_reached(log_in, story):
    whole = share(story, recipient="Maître Sauval")
    page = log_in("tom", "Editor", links_of(story))
    page.get_by_label("Address for Maître Sauval").first.focus()
    selected = settled(page, "document.activeElement.value.slice(0, document.activeElement.selectionEnd)")
    assert selected.endswith(address(whole))


def test_without_javascript_a_link_is_made_and_its_address_is_there(log_in, story):
    page = log_in("tom", "Editor", links_of(story), java_script_enabled=False, viewport=PHONE)
    page.get_by_role("button", name="Create link").click()
    shown = page.get_by_role("textbox", name="Address of Version 2")
    expect(shown).to_be_visible()
    expect(shown).to_have_value(re.compile(f"{re.escape(address(PreviewLink.objects.get()))}$"))
    expect(page.get_by_role("button", name="Copy")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_door_and_behind_it(open_page, browser, story, settings, language, scheme):
    settings.LANGUAGE_CODE = language
    story.language = language
    story.save()
    record(story, by=make_user("ada"))
    page = open_page(address(share(story)), color_scheme=scheme)
    for _side in ("door", "page"):
        assert violations(page) == []
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("h1")).to_have_count(1)
        for viewport in (PHONE, DESK):
            page.set_viewport_size(viewport)
            assert not overflows(page)
        if _side == "door":
            page.locator("main button").click()
            page.wait_for_selector(".preview-banner")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_links(log_in, story, settings, language, scheme):
    settings.LANGUAGE_CODE = language
    share(story, recipient="Maître Sauval")
    share(story)
    revoke(share(story, by=make_user("sam"), recipient="The ministry"), by=make_user("sam"))
    page = log_in("tom", "Editor", links_of(story), color_scheme=scheme)
    page.wait_for_selector(".sharing-copy:visible")
    for viewport in (DESK, PHONE):
        page.set_viewport_size(viewport)
        assert not overflows(page)
        assert violations(page, options=DESK_OPTIONS) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing_on_what_a_dead_link_answers(browser, live_server, story, settings, language):
    settings.LANGUAGE_CODE = language
    page = browser.new_page(base_url=live_server.url)
    assert page.goto("/preview/1.forged/").status == 404
    assert violations(page) == []
    page.close()
