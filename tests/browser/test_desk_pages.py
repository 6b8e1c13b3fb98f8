"""Every page of the desk in a real browser: within the policy, readable by everybody, no wider than the screen."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from articles.models import FactBox, ImageBlock, PullQuote
from articles.revisions.snapshot import record
from tests.browser.conftest import DESK, PHONE
from tests.browser.reading import DESK_OPTIONS, all_of, box, settled, violations, width
from tests.factories import add_text, make_image, make_story, make_user
from tests.newsroom.roles_table import rows
from tests.newsroom.roles_world import address, make_world

pytestmark = pytest.mark.browser

# Whether what one selector finds first comes before what another one does.
FOLLOWS = """(selectors) => {
    const [one, other] = selectors.map((selector) => document.querySelector(selector))
    return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)
}"""
NO_PAGES = (
    "admin:jsi18n",
    "admin:autocomplete",
    "admin:articles_story_link_targets",
    "admin:articles_story_log_export",
    "admin:comments_audit_log_export",
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
    found = violations(page, options=DESK_OPTIONS)
    headings = settled(page, "document.querySelectorAll('h1').length")
    return found if headings == 1 else [*found, f"{headings} headings of the first level"]


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
        found[path] = complaints(page)
        for screen in (DESK, PHONE):
            page.set_viewport_size(screen)
            if (wide := width(page)) > screen["width"]:
                found[path].append(f"{wide} wide on a screen of {screen['width']}")
        page.set_viewport_size(viewport)
    assert [f"{path} {each}" for path, wrong in found.items() for each in wrong] == []


def test_the_body_follows_the_standfirst_on_the_screen_and_for_the_tab_key(log_in, roles):
    page = log_in("tom", "Editor", f"/admin/articles/story/{make_story().pk}/change/")
    places = ("#id_standfirst", ".tiptap", "#id_section", "#id_desk-note", "#id_publication-kind", "[name=_save]")
    for two in pairwise(places):
        assert settled(page, FOLLOWS, two), two
    standfirst, body = (box(page.locator(place).first) for place in places[:2])
    assert body["y"] - standfirst["y"] < 400


def test_the_buttons_of_the_publish_row_stand_in_one_line_below_the_gate(log_in, roles):
    page = log_in("tom", "Editor", f"/admin/articles/story/{make_story().pk}/change/")
    expect(page.locator("[name=_publish]")).to_be_in_viewport()
    gate, *buttons = [box(one) for one in all_of(page.locator(".story-gate, .submit-buttons > *"))]
    assert len({button["y"] for button in buttons}) == 1
    assert gate["y"] + gate["height"] <= buttons[0]["y"]
    assert gate["width"] == box(page.locator(".submit-row"))["width"]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_publish_row_is_in_sight_and_covers_no_field_that_is_typed_into(log_in, roles, viewport):
    story = make_story(html="<p>The tide came in.</p>" * 40)
    page = log_in("tom", "Editor", f"/admin/articles/story/{story.pk}/change/", viewport=viewport)
    for field in ("#id_headline", "#id_lead_caption", "#id_publication-kind"):
        page.locator(field).focus()
        expect(page.locator("[name=_publish]")).to_be_in_viewport()
        field, row = (box(page.locator(one)) for one in (field, ".submit-row"))
        assert field["y"] + field["height"] <= row["y"]


def test_a_journalist_who_travels_is_told_the_newsrooms_time_zone(log_in, roles):
    path = f"/admin/articles/story/{make_story().pk}/change/"
    page = log_in("tom", "Editor", path, timezone_id="America/New_York")
    page.locator("summary", has_text="Embargo and legal hold").click()
    expect(page.locator("#id_embargo_until")).to_be_visible()
    expect(page.locator(".publication")).to_contain_text("(Europe/Paris)")
    expect(page.locator(".timezonewarning:visible")).to_have_count(0)
