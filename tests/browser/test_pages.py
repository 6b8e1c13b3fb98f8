"""Every page in a real browser: readable by everybody, at every size, in both languages, asking nobody else."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Embed, FactBox, ImageBlock, PullQuote, RelatedStory
from articles.publishing.publish import withdraw
from tests.browser.conftest import DESK, PHONE
from tests.browser.reading import all_of, overflows, settled, violations
from tests.factories import add_text, make_image, make_story, make_user, publish_story

pytestmark = pytest.mark.browser

LONG_WORD = "Sparkassenversicherungsangestelltengewerkschaft"


@pytest.fixture
def paper(roles):
    """Publish a small paper: a story with a block of each kind, a plain one, a withdrawn one."""
    plain = publish_story(headline="A plain story")
    story = make_story(
        f"Une histoire – tout entière\u00a0: {LONG_WORD}",
        kicker="Port",
        standfirst="Le chapô dit l’essentiel en deux lignes.",
        language="fr",
        lead_image=make_image(),
    )
    where = {"parent": story, "region": "body"}
    ImageBlock.objects.create(**where, ordering=20, image=make_image())
    PullQuote.objects.create(**where, ordering=30, quote="nobody minded", attribution="Lena")
    Embed.objects.create(**where, ordering=40, url="https://film.example/1", title="A film", description="Of the mill.")
    FactBox.objects.create(**where, ordering=50, title="Tides", html="<ul><li>Twice a day</li></ul>")
    RelatedStory.objects.create(**where, ordering=60, story=plain.story)
    add_text(story, "<h2>Crosshead</h2><p>And more.</p>", ordering=70)
    withdrawn = publish_story(headline="Taken back")
    withdraw(withdrawn.story, by=make_user(), notice="We were wrong.")
    full = publish_story(story)
    return {
        "home": "/",
        "section": "/section/port/",
        "story": full.path,
        "plain": plain.path,
        "gone": withdrawn.path,
        "lost": "/nowhere/",
        "desk story": f"/admin/articles/story/{story.pk}/change/",
    }


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_readers_pages(open_page, paper, settings, language, scheme):
    settings.LANGUAGE_CODE = language
    page = open_page(color_scheme=scheme)
    for name, spoken in (("home", language), ("section", language), ("story", "fr"), ("plain", "en")):
        page.goto(paper[name])
        expect(page.locator("html")).to_have_attribute("lang", spoken)
        assert violations(page) == [], name
        expect(page.locator("h1")).to_have_count(1)


def test_axe_finds_nothing_on_what_is_not_there(browser, live_server, paper):
    # Not through open_page: a browser writes each 404 and 410 on its console.
    page = browser.new_page(base_url=live_server.url)
    for name, status in (("gone", 410), ("lost", 404)):
        assert page.goto(paper[name]).status == status
        assert violations(page) == [], name
    page.close()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 320, "height": 640}, DESK])
def test_no_page_is_wider_than_the_screen(open_page, paper, viewport):
    page = open_page(viewport=viewport)
    for name in ("home", "section", "story"):
        page.goto(paper[name])
        assert not overflows(page), name


def test_a_reader_reaches_the_story_and_the_form_by_keyboard_alone(open_page, paper):
    page = open_page(paper["story"])
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", re.compile("^#"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#"))
    reached = set()
    for _press in range(40):
        page.keyboard.press("Tab")
        reached.add(settled(page, "document.activeElement.getAttribute('name')"))
    assert {"name", "address", "body"} <= reached


def test_a_picture_takes_its_place_before_it_is_there(open_page, paper):
    page = open_page(paper["story"])
    for picture in all_of(page.locator("main img")):
        expect(picture).to_have_attribute("width", re.compile("."))
        expect(picture).to_have_attribute("height", re.compile("."))
    expect(page.locator("main img:not([alt])")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_desk_page_breaks_the_policy_or_asks_anybody_else(log_in, paper, settings, language):
    """open_page fails the test on a console error, and a browser reports each violation there."""
    settings.LANGUAGE_CODE = language
    page = log_in("tom", "Editor")
    for path in (
        "/admin/",
        "/admin/articles/story/",
        "/admin/articles/story/add/",
        paper["desk story"],
        paper["desk story"].replace("change", "withdraw"),
        paper["desk story"].replace("change", "history"),
        "/admin/articles/image/",
        "/admin/articles/image/add/",
        "/admin/articles/contributor/add/",
        "/admin/password_change/",
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        expect(page.locator("#content")).to_be_visible()


def test_a_moderators_desk_breaks_no_policy_either(log_in, paper):
    page = log_in("mo", "Moderator")
    for path in ("/admin/", "/admin/comments/comment/", "/admin/comments/discussion/"):
        page.goto(path)
        expect(page.locator("#content")).to_be_visible()


def test_the_editors_are_there_and_know_the_text(log_in, paper):
    page = log_in("tom", "Editor", paper["desk story"])
    editor = page.locator("#articles_textblock_set-1 .tiptap")
    expect(editor).to_contain_text("Crosshead")
    expect(page.locator("#content-editor-context")).to_have_count(1)
