"""Every page of the desk in a real browser: within the policy, readable by everybody, no wider than the screen."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import FactBox, ImageBlock, PullQuote
from articles.snapshot import record
from tests.browser.conftest import DESK, PHONE
from tests.factories import add_text, make_image, make_story, make_user
from tests.newsroom.roles_table import rows
from tests.newsroom.roles_world import address, make_world

pytestmark = pytest.mark.browser

AXE = Axe()
# Without its second look at the style sheets: that breaks the policy itself, and only rules for turned screens need it.
OPTIONS = {"preload": False, "resultTypes": ["violations"]}
# Each text editor that is in sight has come.
READY = """() => Array.from(document.querySelectorAll("[data-django-prose-editor-configurable]"))
    .every((field) => field.closest(".empty-form") || field.closest(".prose-editor"))"""
NO_PAGES = (
    "admin:jsi18n",
    "admin:autocomplete",
    "admin:articles_story_log_export",
    "admin:comments_trail_export",
)  # data


@pytest.fixture
def desk(roles):
    """Fill a newsroom and return the addresses of all pages of its desk that a superuser can open."""
    world = make_world()
    story = world.edition.story
    where = {"parent": story, "region": "body"}
    ImageBlock.objects.create(**where, ordering=20, image=make_image())
    PullQuote.objects.create(**where, ordering=30, quote="nobody minded", attribution="Lena")
    FactBox.objects.create(**where, ordering=40, title="Tides", html="<ul><li>Twice a day</li></ul>")
    add_text(story, "<h2>Crosshead</h2><p>And more.</p>", ordering=50)
    record(story, by=make_user("lea"))
    named = (name for name, answers in rows().items() if name.startswith("admin:") and answers["superuser"] == "200")
    pages = [address(name, world) for name in named if not name.startswith(NO_PAGES)]
    stories = "/admin/articles/story/?section__isnull=False&q=tide&_facets=True&o=1"
    return [*pages, stories, "/admin/articles/image/add/?_popup=1", "/admin/articles/tag/?_popup=1"]


def log_in_as_superuser(page):
    make_user("root", superuser=True)
    page.fill("#id_username", "root")
    page.fill("#id_password", "a long pass phrase")
    page.click("input[type=submit]")
    page.wait_for_selector("#user-tools")


def complaints(page):
    """Return what is wrong with the page as it stands."""
    found = [
        f"{each['id']}: {each['nodes'][0]['html']}" for each in AXE.run(page, options=OPTIONS).response["violations"]
    ]
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} headings of the first level")
    return found


def width(page):
    return page.evaluate("document.scrollingElement.scrollWidth")


@pytest.mark.parametrize(
    ("language", "viewport", "scheme"), [("en", DESK, "light"), ("fr", PHONE, "dark")], ids=["en-desk", "fr-phone"]
)
def test_every_page_of_the_desk_is_whole(open_page, desk, settings, language, viewport, scheme):
    """open_page fails the test on a console error, and a browser reports each breach of the policy there."""
    settings.LANGUAGE_CODE = language
    page = open_page("/admin/login/", color_scheme=scheme, viewport=viewport)
    found = {"log-in": complaints(page)}
    log_in_as_superuser(page)
    for path in desk:
        page.goto(path)
        page.wait_for_function(READY)
        found[path] = complaints(page)
        for screen in (DESK, PHONE):
            page.set_viewport_size(screen)
            if width(page) > screen["width"]:
                found[path].append(f"{width(page)} wide on a screen of {screen['width']}")
        page.set_viewport_size(viewport)
    assert [f"{path} {each}" for path, wrong in found.items() for each in wrong] == []


def test_the_body_follows_the_standfirst_on_the_screen_and_for_the_tab_key(log_in, roles):
    page = log_in("tom", "Editor", f"/admin/articles/story/{make_story().pk}/change/")
    page.wait_for_function(READY)
    places = ("#id_standfirst", ".tiptap", "#id_section", "#id_desk-note", "#id_publication-kind", "[name=_save]")
    follows = "([one, other]) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)"
    handles = [page.locator(place).first.element_handle() for place in places]
    for one, other in pairwise(handles):
        assert page.evaluate(follows, [one, other])
    standfirst, body = (page.locator(place).first.bounding_box() for place in places[:2])
    assert body["y"] - standfirst["y"] < 400


def test_the_buttons_of_the_publish_row_stand_in_one_line_below_the_gate(log_in, roles):
    page = log_in("tom", "Editor", f"/admin/articles/story/{make_story().pk}/change/")
    expect(page.locator("[name=_publish]")).to_be_in_viewport()
    gate, *buttons = [each.bounding_box() for each in page.locator(".story-gate, .submit-buttons > *").all()]
    assert len({button["y"] for button in buttons}) == 1
    assert gate["y"] + gate["height"] <= buttons[0]["y"]
    assert gate["width"] == page.locator(".submit-row").bounding_box()["width"]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_publish_row_is_in_sight_and_covers_no_field_that_is_typed_into(log_in, roles, viewport):
    story = make_story(html="<p>The tide came in.</p>" * 40)
    page = log_in("tom", "Editor", f"/admin/articles/story/{story.pk}/change/", viewport=viewport)
    for field in ("#id_headline", "#id_lead_caption", "#id_publication-kind"):
        page.locator(field).focus()
        expect(page.locator("[name=_publish]")).to_be_in_viewport()
        field, row = (page.locator(each).bounding_box() for each in (field, ".submit-row"))
        assert field["y"] + field["height"] <= row["y"]


def test_a_journalist_who_travels_is_told_the_newsrooms_time_zone(log_in, roles):
    path = f"/admin/articles/story/{make_story().pk}/change/"
    page = log_in("tom", "Editor", path, timezone_id="America/New_York")
    page.locator("summary", has_text="Held back").click()
    expect(page.locator("#id_embargo_until")).to_be_visible()
    expect(page.locator(".publication")).to_contain_text("(Europe/Paris)")
    for note in page.locator(".timezonewarning").all():
        expect(note).to_be_hidden()
