"""Where an address in a sentence ends, and which hosts a text names, however they are spelled."""

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsroom.text.hosts import as_ascii, host_of
from newsroom.text.html import from_plain
from newsroom.text.links import host_meant, hosts, seen, written_out
from tests.growth import linear

WHOLE = [
    "http://www.travefy.com",
    "https://en.wikipedia.org/wiki/Title_(disambiguation)",
    "https://a.example/a_(b_(c))/d",
    "https://a.example/x?a=b;c=d&e[]=f&amp;g={h}",
    "https://a.example:8080/",
    "https://a.example/x#:~:text=high%20water",
    "https://[2001:db8::1]:8443/x",
    "https://bücher.example/straße",
    "https://xn--bcher-kva.example/%C3%A9t%C3%A9",
    "https://a_b.example/~user/",
    "https://a.example/l’été,l'hiver/a.b-c",
    "https://user:pw@a.example/x",
    "https://a.example/watch?v=abcdefghij_",
    "https://a.example/watch?v=abcdefghij-",
    "HTTPS://A.EXAMPLE/X",
    "http://142.42.1.1/x",
    "http://➡.ws/䨹",
    "http://مثال.إختبار/",
    "https://a.example/Paris–Nice",
]
AFTER = [*".,;:?!…’'\"”»)]}*。，！）」›`|—؟।\u200b\u2069", "**", "~~"]
AFTER += [
    ").",
    "),",
    ".)",
    "!)",
    ")!?",
    ").!?;,",
    "…).",
    "’),",
    "”).",
    "*).",
    "]).",
    ":)",
    "»).",
    ".”)",
    "!»…",
    "\u202f!",
    "\u00a0:",
]
BEFORE = ["", "(", "[", "«", "“", "’", "l’", "*", "**", "<", "\u2068", "voir\u00a0:\u00a0", "看", "|"]


@pytest.mark.parametrize("address", WHOLE)
def test_the_marks_of_a_sentence_never_belong_to_an_address(address):
    for before in BEFORE:
        for after in AFTER:
            text = f"{before}{address}{after} et la suite"
            assert [text[link.start : link.end] for link in written_out(text)] == [address], text


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("https://a.example/x,https://b.example/y", ["https://a.example/x", "https://b.example/y"]),
        ("_https://a.example/x_", ["https://a.example/x"]),
        ("[x](https://a.example/x)y", ["https://a.example/x"]),
        ("https://a.example/x(voir", ["https://a.example/x"]),
        ("请看https://a.example。谢谢", ["https://a.example"]),
        ("https://spam-pills。example/", ["https://spam-pills。example/"]),
        ("xhttps://a.example http:/a.example //a.example ftp://a.example a.example www.a.example", []),
        ("https:// https://… http://[x http://?", []),
    ],
)
def test_where_an_address_begins_and_ends(text, addresses):
    assert [text[link.start : link.end] for link in written_out(text)] == addresses


SPELLINGS = [
    "(https://spam-pills.example), il est bien",
    "«https://spam-pills.example»",
    "https://user:pw@spam-pills.example:8080/",
    "HTTPS://SPAM-PILLS.EXAMPLE.",
    "https://spam－pills.example",
    "https://ｓｐａｍ-pills.example/",
    "https://spam-pills。example/",
    "spam-pills.example!",
    "https://spam\u200b-pills.example/",
    "https://spam\u00ad-pills.example/",
    "https://spam\u200d-pills.example/",
    "www.spam-pills.example",
    "https://shop.spam-pills.example/x",
    "https:\\\\spam-pills.example\\x",
    "https://spam-pills.example\\@good.example",
    "https://good.example@spam-pills.example/",
    "hxxps://spam-pills[.]example/",
    "spam-pills (dot) example",
    "https:/spam-pills.example",
    "https:spam-pills.example",
    "http:///spam-pills.example",
    "//spam-pills.example/x",
    "[x](https://spam-pills.example)",
    "[url=https://spam-pills.example]x[/url]",
    "<a href='https://spam-pills.example'>x</a>",
    "https://spam%2Dpills.example/",
    "https://r.example/?u=https%3A%2F%2Fspam-pills.example%2Fx",
    "https://a.example/x,https://spam-pills.example/",
    "👉spam-pills.example👈",
    "_spam-pills.example_",
    "jane@spam-pills.example",
    "bonjour.spam-pills.example",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_host_is_named_however_it_is_spelled(text):
    assert {host.removesuffix("spam-pills.example") for host in hosts(text)} & {"", "www.", "shop.", "bonjour."}


@pytest.mark.parametrize(
    "text", ["notspam-pills.example", "spam-pills.example.org", "spam-pills", "spam. pills.example"]
)
def test_another_host_is_another(text):
    assert not [host for host in hosts(text) if f".{host}".endswith(".spam-pills.example")]


PIECES = [*SPELLINGS, *"/\\:@.。．?#()[]«»’,;%éßab1_-", "\u200b", "%2e", "xn--", "0x7f", "，https://b.example"]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
@example("/a.example[::1]@b.example")
def test_what_the_page_leads_to_screening_has_seen(rest):
    text = f"Voir https://{rest}"
    hrefs = [unescape(href) for href in re.findall(r'href="([^"]*)"', from_plain(text))]
    assert {host_of(href) for href in hrefs} <= hosts(text)
    assert {host_of(href) for href in hrefs} <= {link.host for link in [*written_out(text), *seen(text)]}


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://A.Example.:8080/x", "a.example"),
        ("http://3221225985/", "192.0.2.1"),
        ("http://0xc0.0.2.1/", "192.0.2.1"),
        ("http://1.2.3.999/", ""),
        ("https://[2001:DB8:0::1]:8/x", "2001:db8::1"),
        ("https://[::1", "::1"),
        ("https://a<b.example", ""),
        ("https://a.exa\nmple/", "a.example"),
        ("https://", ""),
        ("a.example:8080/x", "a.example"),
    ],
)
def test_the_host_that_a_browser_opens(address, host):
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bücher.Example.", "xn--bcher-kva.example"),
        ("i❤.example", "xn--i-7iq.example"),
        ("I❤\ufe0f.example", "xn--i-7iq.example"),
        ("bu\u0308cher.example", "bücher.example"),
        ("ｂｕｃｈ.example", "buch.example"),
        ("a。example", "a.example"),
    ],
)
def test_two_spellings_of_a_host_have_one_form(one, other):
    assert as_ascii(one) == as_ascii(other)


def test_strasse_is_another_host():
    assert as_ascii("straße.example") != as_ascii("strasse.example")


@pytest.mark.parametrize(
    "typed",
    [
        "https://user:pw@www.spam.example:8080/x?y#z",
        "«\u202fspam.example\u202f»",
        "(https://spam.example),",
        "<spam.example>",
        "[x](https://spam.example/)",
        "hxxps://spam[.]example",
        "spam.example:8080",
        "spam.example/x y",
        "SPAM.EXAMPLE!",
        "*.spam.example",
        "@spam.example",
        "//spam.example/",
    ],
)
def test_a_host_is_taken_out_of_what_was_typed(typed):
    assert host_meant(typed).removeprefix("www.") == "spam.example"


@pytest.mark.parametrize("typed", ["", "a b.example", "one.example, other.example", "…", "javascript:alert(1)"])
def test_what_names_no_host_has_none(typed):
    assert "." not in host_meant(typed)


@pytest.mark.parametrize(
    "sign", ["a", "a.", "https://", "https://a(", ")", "(", "[url", "<a ", "www.", "//a.", "é.", "%2e", " (dot) ", "_"]
)
def test_a_hostile_text_is_read_in_time_by_its_length(sign):
    assert linear(lambda text: (written_out(text), hosts(text)), sign, before="https://a.example/")
