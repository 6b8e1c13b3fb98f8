"""Where a host's name ends in a sentence, and which host somebody hides, or means who lays down a block."""

import re
from html import unescape

import pytest

from newsroom.text.hosts import host_of
from newsroom.text.html import from_plain
from newsroom.text.links import host_meant, hosts, named, seen, without_links, written_out
from tests.growth import linear


def led_to(text):
    """Return the addresses that the page leads to for a text."""
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', from_plain(text))]


@pytest.mark.parametrize(
    "after",
    [
        "'s site",
        "’s site",
        ",mais",
        ";mais",
        "!mais",
        "…mais",
        ":mais",
        "*mais*",
        "–mais",
        ".Mais oui",
        "👍",
        "→",
        "|mais",
        "؟",
        "+promo",
        "^2",
        "的网站",
        "-mais",
        "👍🏽",
        "❤️ oui",
    ],
)
def test_no_mark_of_the_sentence_belongs_to_a_host(after):
    assert led_to(f"Voir https://lemonde.fr{after} et la suite") == ["https://lemonde.fr"]


@pytest.mark.parametrize("after", ["👍", " →", "▶", "\u00b4", "€", "👍🏽", "❤️", "→."])
def test_no_sign_behind_a_word_belongs_to_a_path(after):
    assert led_to(f"Voir https://a.example/x{after} et") == ["https://a.example/x"]


@pytest.mark.parametrize(
    "address",
    [
        "https://emojipedia.example/👍",
        "https://emojipedia.example/❤️",
        "https://i❤.example/x",
        "https://www.bbc.Com",
        "https://a.example.:8080/x",
        "https://my-server:8080/x",
        "https://例え。jp/",
        "https://a.example?x=1",
        "https://col·legi.example/",
        "https://fa.example/می\u200cشود",
    ],
)
def test_an_address_with_signs_of_its_own_stays_whole(address):
    assert led_to(f"Voir {address} et") == [address]


@pytest.mark.parametrize(
    "unseen", ["\u00ad", "\u200b", "\u200e", "\u2060", "\u061c", "\U000e0041", "\u180b", "\ufe0f", "\u200d"]
)
@pytest.mark.parametrize(
    ("before", "after"), [("https://www.lem", "onde.example/"), ("https://a.example/arti", "cle/2024")]
)
def test_a_link_leads_where_its_reader_thinks(before, after, unseen):
    assert led_to(f"Voir {before}{unseen}{after} et") == [before + after]


@pytest.mark.parametrize(
    "text",
    [
        "`https://spam.example`",
        "_https://spam.example_",
        "https://spam.example'suite",
        "https://spam.example\u200esuite",
        "https://spam.example+promo",
        "https://spam.example的",
        "[url=https://spam.example]x[/url]",
    ],
)
def test_page_and_screening_agree_on_a_host(text):
    assert [host_of(address) for address in led_to(text)] == [link.host for link in seen(text)]


HIDDEN = [
    "spam-pills.\u200eexample",
    "spam-\u200epills.example",
    "sp\u061cam-pills.example",
    "spam-pi\U000e0041lls.example",
    "spam-pi\u180blls.example",
    "spam-pills․example",  # noqa: RUF001
    "https://spam-pills․example/x",  # noqa: RUF001
    "spam-pills .example",
    "spam-pills . example",
    "spam-pills dot example",
    "spam-pills%2eexample",
    "spam-pills&#46;example",
    "spam-pills&period;example",
    "spam-pills<.>example",
    "spam-pills<dot>example",
    "spam-pills..example",
    "spam‑pills.example",  # noqa: RUF001
    "a–spam-pills.example",
    "https://spam-pills.example+promo",
    "去spam-pills.example看",
    "spam-pills.example的网站",
    "ไปspam-pills.example",
    "spam-pills .example .Voir aussi",
    "Voilà .spam-pills (dot) example (dot) Puis",
    "spam-pills\u3164.example",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_host_is_named_however_it_hides(text):
    assert [host for host in hosts(text) if f".{host}".endswith(".spam-pills.example")]


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("2001:db8::1", "2001:db8::1"),
        ("http://[2001:db8:0::1]/", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("https//spam.example", "spam.example"),
        ("https//spam.example/x.html", "spam.example"),
        ("http://3221225985/", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1"),
        ("voir https://spam.example", "spam.example"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("спам.рф", "xn--80ayhh.xn--p1ai"),
    ],
)
def test_the_host_that_is_meant(typed, host):
    assert host_meant(typed) == host


@pytest.mark.parametrize(
    "typed",
    [
        "http://2001:db8::1/",
        "3.5",
        "12.11.2026",
        "exa mple.com/x",
        "1.2.3.4/24",
        "10.0.0",
        "spam.example/x, other.example/y",
        "https://one.example https://two.example",
        "spam_.-.example",
        "1,5",
        "exa mple.example",
        "prix.5",
    ],
)
def test_what_can_be_no_host_or_two_is_none(typed):
    assert not host_meant(typed)


UNITS = [
    "http:",
    "https:",
    "//",
    "a.b/c",
    "a .",
    " .a",
    " dot ",
    "https://a.",
    "https://a@",
    "https://é",
    "%2e",
    "a%2e",
    "&#46;",
]
UNITS += [
    "的.",
    "a的",
    "<.>",
    "https://a.example.Mais",
    "\u200b",
    "https://\u200b",
    "https://%2",
    "👍",
    "/👍",
    "=👍❤️",
    "https://xn--",
    "a\u2011",
    "-",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("read", [written_out, seen, named, without_links, host_meant])
def test_a_long_text_takes_no_more_than_its_length(read, unit):
    assert linear(read, unit, before="https://a.example/ ")
