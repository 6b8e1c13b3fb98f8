"""The dialog that asks where a link leads, and the addresses that other programs have wrapped."""

from html import escape

import pytest
from playwright.sync_api import expect

from newsroom.text.hrefs import good_href
from newsroom.text.html import clean, from_plain
from newsroom.text.links import hosts
from tests.browser.reading import DESK_OPTIONS, expect_value, settled, violations
from tests.browser.test_writing_paste import paste
from tests.browser.writing import EDITOR, FIRST, expect_markup, open_form, put_cursor, save, shown
from tests.factories import make_story, publish_story
from tests.newsroom.spellings import SPELLINGS as ADDRESSES
from tests.newsroom.test_links import SPELLINGS, WHOLE

pytestmark = pytest.mark.browser

MEANT = "async (all) => { const { meant } = await import('writing/addresses'); return all.map(meant) }"
# The names of the hosts to which the links of each of these pieces of markup lead.
HOSTS = """(pieces) => pieces.map((html) =>
    Array.from(new DOMParser().parseFromString(html, "text/html").links).map((link) => link.hostname))"""
LINKED = '<p>The <a href="{}">tide</a> came in at noon, and nobody minded.</p>'


def open_dialog(log_in, html=FIRST, **options):
    """Open a story's form, select the word “tide”, and open the dialog."""
    page = open_form(log_in, make_story(html=html), **options)
    put_cursor(page, 4, 8)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    return page


def address(page):
    """Return the field of the dialog."""
    return page.get_by_role("dialog").get_by_role("textbox")


def answer(page, typed):
    """Type into the dialog, and press Enter."""
    address(page).fill(typed)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("www.example.org", "https://www.example.org"),
        (" example.org/a?b=c#d ", "https://example.org/a?b=c#d"),
        ("bücher.example", "https://bücher.example"),
        ("www.example.org,", "https://www.example.org"),
        ("jane.roe@example.org", "mailto:jane.roe@example.org"),
        ("tel:+33 1 23 45 67 89", "tel:+33123456789"),
        ("http:/example.org", "http://example.org"),
        ("https://https://example.org", "https://example.org"),
        ("<https://example.org/a b>", "https://example.org/a%20b"),
        ("/2026/03/02/low-water/", "/2026/03/02/low-water/"),
        (
            "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa&data=05&reserved=0",
            "https://example.org/a",
        ),
    ],
)
def test_what_was_meant_is_linked_to(log_in, typed, href):
    page = open_dialog(log_in)
    answer(page, typed)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(EDITOR).first).to_be_focused()
    assert save(page) == [("text", LINKED.format(href))]


@pytest.mark.parametrize(("language", "said"), [("en", "can’t be an address"), ("fr", "ne peut pas être une adresse")])
def test_what_can_not_be_an_address_is_refused_in_the_dialog(log_in, settings, language, said):
    settings.LANGUAGE_CODE = language
    page = open_dialog(log_in)
    for typed in (
        "javascript:alert(1)",
        "ht!tp",
        "foo bar",
        "//example.org",
        "https://",
        "index.html",
        "\\\\a.example",
        "https://exam ple.org/a",
        "https://example.org et la suite",
        "https://exam%20ple.org/",
        "https://a..example/",
        "https://a*b.example/",
    ):
        answer(page, typed)
        expect(page.get_by_role("alert")).to_contain_text(said)
        expect(page.get_by_role("alert")).to_contain_text(typed)
        expect(address(page)).to_be_focused()
        expect(address(page)).to_have_value(typed)
    page.keyboard.press("Escape")
    expect_markup(page, FIRST)


def test_the_dialog_has_the_address_of_the_link_and_changes_it_whole(log_in):
    page = open_form(log_in, make_story(html=LINKED.format("https://example.org/a")))
    put_cursor(page, 6)
    page.get_by_role("button", name="Link", exact=True).click()
    expect(address(page)).to_have_value("https://example.org/a")
    answer(page, "example.org/b")
    expect_markup(page, LINKED.format("https://example.org/b"))


def test_a_story_of_ours_is_chosen_by_words_of_its_headline(log_in):
    edition = publish_story(make_story("Low water at the mill", slug="low-water"))
    page = open_dialog(log_in)
    address(page).fill("mill water")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Stories found: 1")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("dialog").get_by_role("button", name="Low water at the mill")).to_be_focused()
    page.keyboard.press("Enter")
    assert save(page) == [("text", LINKED.format(edition.path))]


def test_a_search_that_finds_nothing_says_so_and_one_that_fails_too(log_in):
    page = open_dialog(log_in)
    status = page.get_by_role("dialog").get_by_role("status")
    address(page).fill("sluice")
    expect(status).to_have_text("No story on the site has these words in its headline.")
    page.route("**/link-targets/**", lambda route: route.fulfill(status=200, body="no JSON"))
    address(page).fill("sluice gate")
    expect(status).to_contain_text("The search is not responding")


WRAPPED = {
    "https://nam02.safelinks.protection.outlook.com/ap/w-59584e83/?url=https%3A%2F%2Fa.example%2Fx%3Fb%3Dc%26d%3De%23f"
    "&data=05%7C02&sdata=x%3D&reserved=0": "https://a.example/x?b=c&d=e#f",
    "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fa.example%2F"
    "&locale=fr": "https://a.example/",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_x-5Fy-2Dz-3Fb-3Dc&d=DwMF&c=e": "https://a.example/x_y-z?b=c",
    "https://urldefense.com/v3/__https://a.example/x?b=c__;!!LIr3w8kk_Xxm!abc$": "https://a.example/x?b=c",
    "https://urldefense.com/v3/__https://a.example/a*20b*c__;JSM!!LIr3!abc$": "https://a.example/a%20b#c",
    "https://urldefense.com/v3/__https:/a.example/**Axyz__;w6nDqA!!LIr3!abc$": "https://a.example/éèxyz",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fx%3Ffbclid%3DIw&h=AT0": "https://a.example/x",
    "http://lm.facebook.com/l.php?u=http%3A%2F%2Fa.example%2F": "http://a.example/",
    "https://www.google.com/url?sa=t&url=https%3A%2F%2Fa.example%2Fx&usg=AO": "https://a.example/x",
    "https://www.google.co.uk/url?q=https://a.example/x&sa=U": "https://a.example/x",
    "https://www.google.com/amp/s/a.example/x/amp/": "https://a.example/x/amp/",
    "https://a-example.cdn.ampproject.org/c/s/a.example/x?b=c": "https://a.example/x?b=c",
    "https://t.umblr.com/redirect?z=https%3A%2F%2Fa.example%2F&t=x": "https://a.example/",
    "https://out.reddit.com/t3_1?url=https%3A%2F%2Fa.example%2F&token=x": "https://a.example/",
    "https://steamcommunity.com/linkfilter/?u=https%3A%2F%2Fa.example%2F": "https://a.example/",
    "https://www.linkedin.com/safety/go?url=https%3A%2F%2Fa.example%2F&trk=x": "https://a.example/",
    "https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fa.example%2F": "https://a.example/",
    "https://slack-redir.net/link?url=https%3A%2F%2Fa.example%2F": "https://a.example/",
    "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fa.example%2F&rut=x": "https://a.example/",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fa.example"
    "%2Fx%3Futm_source%3Db__%3B!!L!x%24&data=1": "https://a.example/x",
    "https://a.example/x?utm_source=b&id=3&UTM_Medium=c&fbclid=d&q=a+b%20c#utm": "https://a.example/x?id=3&q=a+b%20c#utm",
    "https://a.example/x?gclid=1&mc_cid=2&mc_eid=3&igshid=4&msclkid=5&yclid=6&_hsenc=7&at_medium=8&xtor=9": "https://a.example/x",
    # What stays as it is.
    "https://a.example/x?utm=1&source=2&ref=3&a=b;c": "https://a.example/x?utm=1&source=2&ref=3&a=b;c",
    "https://www.google.com/search?q=https%3A%2F%2Fa.example": "https://www.google.com/search?q=https%3A%2F%2Fa.example",
    "https://www.google.com/url?q=javascript%3Aalert(1)": "https://www.google.com/url?q=javascript%3Aalert(1)",
    "https://www.google.com/url?q=%2F%2Fa.example": "https://www.google.com/url?q=%2F%2Fa.example",
    "https://l.facebook.com.a.example/l.php?u=https%3A%2F%2Fb.example": "https://l.facebook.com.a.example/l.php?u=https%3A%2F%2Fb.example",
    "https://urldefense.com/v3/__javascript:alert(1)__;!!L!x$": "https://urldefense.com/v3/__javascript:alert(1)__;!!L!x$",
    "https://urldefense.com/v3/__": "https://urldefense.com/v3/__",
    "https://www.google.com/url?q=https%3A%2F%2F": "https://www.google.com/url?q=https%3A%2F%2F",
}


def test_wrapped_addresses_are_unwrapped_and_those_who_follow_readers_dropped(log_in):
    page = open_form(log_in)
    found = settled(page, MEANT, [*WRAPPED])
    assert dict(zip(WRAPPED, found, strict=True)) == WRAPPED
    assert all(map(good_href, found))


def test_pasted_links_are_unwrapped_as_markup_and_as_text(log_in):
    page = open_form(log_in)
    editor = page.locator(EDITOR).first
    wrapped = "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fx&h=1"
    paste(
        editor,
        f'<p>See <a href="{wrapped}">this</a> or <a href="{wrapped}">{wrapped}</a>, <a href="www.b.example">b</a></p>',
    )
    link = '<a href="https://a.example/x">{}</a>'
    html = f'<p>See {link.format("this")} or {link.format("https://a.example/x")}, <a href="https://www.b.example">b</a></p>'
    expect_value(page, lambda: shown(page), html)


def test_an_address_pasted_onto_words_is_unwrapped(log_in):
    page = open_form(log_in, make_story(html=FIRST))
    put_cursor(page, 4, 8)
    paste(page.locator(EDITOR).first, plain="https://www.google.com/url?q=https://a.example/x&sa=U")
    expect_markup(page, LINKED.format("https://a.example/x"))


def test_a_site_that_is_typed_into_the_text_becomes_a_link_to_its_safe_address(log_in):
    page = open_form(log_in, make_story(html="<p>See</p>"))
    put_cursor(page, 3)
    page.keyboard.type(" www.example.org now")
    expect_markup(page, '<p>See <a href="https://www.example.org">www.example.org</a> now</p>')


def test_the_dialog_takes_what_the_save_keeps_and_nothing_else(log_in):
    page = open_form(log_in)
    found = settled(page, MEANT, [*ADDRESSES])
    assert dict(zip(ADDRESSES, found, strict=True)) == ADDRESSES


@pytest.mark.parametrize("typed", ["https://xn--a.example", "https://a.example:65536"])
def test_what_the_save_would_take_away_is_refused_in_a_sentence(log_in, typed):
    page = open_dialog(log_in)
    answer(page, typed)
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text(f"“{typed}” can’t be an address")
    expect(address(page)).to_have_value(typed)


def test_what_the_dialog_takes_is_there_after_saving(log_in):
    page = open_form(log_in)
    typed = [
        *(
            f"https://{host}/a"
            for host in ("a|b", "1.2.3.4.5", "➡.example", "a,b.example", "a'b.example", "a(b).example")
        ),
        *("https://a.example\\b", "http://[a", 'https://a.example/"b', "https://a.example/<b>", "mailto:a@b?subject=a"),
    ]
    taken = [address for address in settled(page, MEANT, typed) if address]
    lost = [address for address in taken if "href" not in clean(f'<p><a href="{escape(address)}">a</a></p>')]
    assert len(taken) > 3
    assert lost == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_dialog(log_in, settings, language, scheme):
    settings.LANGUAGE_CODE = language
    publish_story(make_story("Low water at the mill"))
    page = open_dialog(log_in, color_scheme=scheme)
    answer(page, "mill water")
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(1)
    assert violations(page, options=DESK_OPTIONS) == []


def test_the_host_that_the_browser_opens_is_one_that_screening_has_seen(open_page):
    page = open_page()
    pieces = [*SPELLINGS, *WHOLE, "//a.example[::1]@b.example", "0x7f.1/", "a.example:80\\@b.example", "ⓐ.example/"]
    texts = [f"{start}{piece}" for start in ("", "https://", "https:\\/", "https://x@") for piece in pieces]
    opened = settled(page, HOSTS, [from_plain(text) for text in texts])
    assert any(opened)
    for text, found in zip(texts, opened, strict=True):
        assert {host.strip("[]").rstrip(".") for host in found} <= hosts(text), text
