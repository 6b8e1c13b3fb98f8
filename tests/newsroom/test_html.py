"""The HTML gate, from both sides."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.hrefs import good_href, mended
from newsroom.text.html import _clean, boundary, clean, from_plain, to_plain
from tests.counting import calls

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='/\\evil.example'>x</a>",
    "<a href='\\\\evil.example'>x</a>",
    "<a href='/\t/evil.example'>x</a>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<p style='position:fixed' onclick='x()'>x</p>",
    "<iframe src='https://evil.example'></iframe>",
    "<form action='https://evil.example'><input name=password></form>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]


@pytest.mark.parametrize("gate", [clean, boundary])
@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_hostile_passes(gate, html):
    passed = gate(html).lower()
    for trace in ("script", "onerror", "onclick", "style=", "iframe", "<form", "<input", "data:", "evil.example"):
        assert trace not in passed


def test_what_a_journalist_writes_passes_unchanged():
    html = (
        "<h2>Crosshead</h2><p>Un « mot »\u00a0: <strong>fort</strong>, <em>doux</em>, H<sub>2</sub>O &amp; "
        '<a href="https://orvane.example/a?b=1&amp;c=2">lien</a><br>suite</p><ul><li>un</li></ul><blockquote>x</blockquote>'
    )
    assert clean(html) == html


@pytest.mark.parametrize("gate", [clean, boundary])
@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        (' start="3"', ' start="3"'),
        (' start="1998"', ' start="1998"'),
        (" start=0", ' start="0"'),
        (' start="007" type="a" reversed onclick="x()"', ' start="7"'),
        (' start="1"', ""),
        (' start="-3"', ""),
        (' start="3.5"', ""),
        (' start="99999"', ""),
        (' start="٣"', ""),
        (' start="3\n"', ""),
        (' start="javascript:alert(1)"', ""),
    ],
)
def test_a_list_may_begin_with_any_number_of_four_digits(gate, attributes, kept):
    html = f"<ol{kept}><li>x</li></ol>"
    assert gate(f"<ol{attributes}><li>x</li></ol>") == gate(html) == html


def test_nothing_else_begins_with_a_number():
    assert clean('<ul start="3"><li value="4">x</li></ul><p start="3">y</p>') == "<ul><li>x</li></ul><p>y</p>"


def test_an_empty_paragraph_is_no_text():
    assert clean("<p></p>") == clean("<p> </p>") == clean("") == clean(None) == ""


@given(
    st.text(alphabet="<>/='\"&; pabhrefscipt:x1\u00a0«", max_size=60)
    | st.text(alphabet="0123456789 -+.\n٣", max_size=7).map("<ol start='{}'><li>x".format)
)
def test_cleaning_twice_is_cleaning_once(html):
    assert clean(clean(html)) == clean(html)


@pytest.mark.parametrize(
    ("href", "good"),
    [
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("mailto:desk@orvane.example", True),
        ("/2026/03/02/low-water/", True),
        ("#notes", True),
        ("https://", False),
        ("http:evil.example", False),
        ("ftp://a.example", False),
        ("evil.example", False),
        ("//[evil", False),
        ("https://https://example.org", False),
        ("http://http//example.org", False),
        ("https:// example.org", False),
        ("https://exam ple.org", False),
        ("https://example.org:99999/", False),
        ("https://example.org:port/", False),
        ("https://example..org", False),
        ("https://.org", False),
        ("https://foo", True),
        ("https://1.2.3/", True),
        ("https://192.0.2.1:8080/x", True),
        ("https://[2001:db8::1]/x", True),
        ("https://example.org./x y", True),
        ("https://bücher.example/?a=b c", True),
        ("mailto:", False),
        ("mailto:x", False),
        ("mailto:?subject=x", True),
        ("https://[evil", False),
    ],
)
def test_which_addresses_may_stand_in_a_link(href, good):
    assert good_href(href) is good


@pytest.mark.parametrize("entity", ["&#11;", "&#x202e;", "&#x1;", "&#xfffe;", "&#8233;", "&#x2067;"])
def test_an_entity_smuggles_nothing_in(entity):
    html = f"<p>high{entity}water</p>"
    assert clean(html) in {"<p>high water</p>", "<p>highwater</p>"}
    assert boundary(html) == clean(html)
    assert to_plain(html) in {"high water", "highwater"}


@pytest.mark.parametrize("gate", [clean, boundary])
@pytest.mark.parametrize("char", ["\u202e", "&#x202e;", "&#x2066;", "&#xfeff;"])
def test_what_is_taken_out_of_an_address_makes_no_other_of_it(gate, char):
    assert gate(f'<p><a href="/{char}/evil.example">x</a></p>') == "<p><a>x</a></p>"
    assert gate(f'<p><a href="java{char}script:alert(1)">x</a></p>') == "<p><a>x</a></p>"


def test_what_is_taken_out_of_a_text_makes_no_markup_of_it():
    assert clean("<p>&lt;&#x202e;em&gt; a</p>") == "<p>&lt;em&gt; a</p>"


@pytest.mark.parametrize(
    ("href", "good"),
    [
        ("www.example.org", "https://www.example.org"),
        (" example.org/a_(b)?c=d#e ", "https://example.org/a_(b)?c=d#e"),
        ("Example.org", "https://Example.org"),
        ("www.example.org/x:8080", "https://www.example.org/x:8080"),
        ("été.example", "https://été.example"),
        ("jane.roe+desk@example.org", "mailto:jane.roe+desk@example.org"),
        ("http://example.org", "http://example.org"),
        ("/2026/03/02/low-water/", "/2026/03/02/low-water/"),
        (" /x", "/x"),
        ("https://a.exam\tple/x", "https://a.example/x"),
        ("data.csv", None),
        ("style.css?v=1", None),
        ("photo.webp", None),
        ("index.html", None),
        ("page2.PDF?x", None),
        ("javascript:alert(1)", None),
        ("javascript.example:alert(1)", None),
        ("ht!tp://example.org", None),
        ("foo bar", None),
        ("example.org/a b", None),
        ("//example.org", None),
        ("\\\\example.org", None),
        ("example", None),
        ("../example.org", None),
        ("1.5", None),
        ("", None),
    ],
)
def test_an_address_without_its_beginning_gets_it(href, good):
    assert mended(href) == good
    found = re.findall('href="([^"]*)"', clean(f'<p><a href="{href}">x</a></p>'))
    assert found == ([good] if good else [])


def test_a_readers_text_becomes_paragraphs_and_marked_links():
    html = from_plain("Bonjour <b>tous</b>\nligne\n\n\nvoir https://source.example/a?b=1&c=2 et evil.js")
    assert html.startswith("<p>Bonjour &lt;b&gt;tous&lt;/b&gt;<br>ligne</p><p>voir ")
    assert 'href="https://source.example/a?b=1&amp;c=2"' in html
    assert 'rel="nofollow ugc noopener noreferrer"' in html
    assert "evil.js</p>" in html


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("(https://a.example/x)", "https://a.example/x"),
        ("lire https://a.example/x.", "https://a.example/x"),
        ("lire https://a.example/x, puis", "https://a.example/x"),
        ("« https://a.example/x\u202f»", "https://a.example/x"),
        ("HTTPS://A.example", "HTTPS://A.example"),
        ("https://a.example/x.),", "https://a.example/x"),
        ("https://a.example/x_(y).", "https://a.example/x_(y)"),
        ('"https://a.example/x"', "https://a.example/x"),
        ("<https://a.example/x>", "https://a.example/x"),
    ],
)
def test_a_link_ends_where_the_sentence_goes_on(text, href):
    assert f'href="{href}"' in from_plain(text)


@pytest.mark.parametrize("text", ["https://", "http://[x", "http:///x", "ftp://a.example"])
def test_what_leads_nowhere_is_no_link(text):
    assert from_plain(text) == f"<p>{text}</p>"


@given(st.text(alphabet="htps:/.,()[]a é&;_\n’'*…", max_size=40).map(lambda text: f"https://a.example/{text}"))
def test_a_readers_words_are_all_there_and_in_their_order(text):
    plain = re.sub(r"</?(?:p|br|a)\b[^>]*>", "", from_plain(text))
    assert re.sub(r"\s", "", unescape(plain)) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("door", [from_plain, _clean, boundary, to_plain])
def test_eight_threads_each_get_their_own_text(door):
    texts = [f"<p>{n} & https://a{n}.example/ <em>{'high water ' * n}</em></p>\n\n{n}" * 5 for n in range(200)]
    quiet = list(map(door, texts))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # seconds
    try:
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(door, texts)) == quiet
    finally:
        sys.setswitchinterval(interval)


@pytest.mark.parametrize("sign", ["&", "<", "'"])
def test_signs_in_a_readers_text_are_nearly_free(sign):
    assert calls(from_plain, sign * 5_000) < 100


def test_links_in_a_readers_text_cost_by_their_number():
    few, many = (calls(from_plain, "http://a.b " * number) for number in (100, 400))
    assert many < 4.2 * few


@pytest.mark.parametrize("text", [*HOSTILE, "javascript:alert(1)", "see //evil.example/x", "a\r\n\r\nb"])
def test_nothing_hostile_comes_out_of_a_readers_text(text):
    html = from_plain(text)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="//' not in html


def test_the_words_of_a_piece_of_markup():
    assert to_plain("<h2>Un</h2><p>a&nbsp;b &amp; c &lt;d&gt;</p>") == "Un\na\u00a0b & c <d>"
    assert to_plain('<ol start="3"><li>c</li><li>d</li></ol>') == "c\nd"
