"""A text's depth, length and formatting are bounded before a sanitiser sees it: both are quadratic in the depth."""

import pytest
from bleach._vendor.html5lib import parseFragment
from hypothesis import given
from hypothesis import strategies as st

from newsroom.text import html as gate
from newsroom.text.html import DEEPEST, LONGEST, MOST_SIGNS, boundary, clean, excess, to_plain
from tests.counting import calls

TAGS = ("p", "ul", "li", "blockquote", "em", "a", "span", "div", "br", "table", "td", "button")
# Pieces of markup, whole and broken, of which html5lib builds what it can.
SOUP = [f"<{end}{tag}>" for end in ("", "/") for tag in TAGS]
SOUP += ["<script>", "</script>", "<svg>", "<!--", "-->", "<!-- x -->", "<a href='/x'>", '<em title="</em>">', "<ul/>"]
SOUP += ["x", "<", "</", "'", '"', "</ul x>", "<p a=b/>", "<!", "<?", "</em\x0b>", "<ul\x0b>", "&lt;", '<em =">']


def nested(number):
    return "<ul><li>" * number + "high water" + "</li></ul>" * number


TOO_DEEP = {
    "lists": nested(5_000),
    "lists that nobody ends": "<ul><li>" * 5_000 + "high water",
    "what looks as if it ended": "<ul><!--</ul>-->" * 5_000 + "high water",
    "an end within an attribute": "<ul title='</ul>'>" * 5_000 + "high water",
    "ends of something else": "<blockquote></p></ul>" * 5_000 + "high water",
    "out of order": "<span><div></span></div>" * 5_000 + "high water",
    "within a script": "<ul><script></ul></script>" * 5_000 + "high water",
}


@pytest.mark.parametrize("door", [clean, boundary, to_plain])
@pytest.mark.parametrize("html", TOO_DEEP.values(), ids=TOO_DEEP)
def test_what_is_too_deep_becomes_plain_words_before_a_parser_sees_it(door, html, monkeypatch):
    seen = []
    for name in ("_body_boundary", "nh3", "bleach"):
        monkeypatch.setattr(gate, name, Watched(getattr(gate, name), seen))
    assert "high water" in door(html)
    assert seen
    assert max(text.count("<") for text in seen) <= 2


class Watched:
    """A sanitiser that notes the texts that it is given."""

    def __init__(self, real, seen):
        self.real, self.seen = real, seen

    def clean(self, text, **options):
        """Note the text and clean it."""
        self.seen.append(text)
        return self.real.clean(text, **options)


@pytest.mark.parametrize(
    "html",
    [
        nested(DEEPEST // 2),
        "<p>un<p>deux" * 100,
        "<ul>" + "<li>un" * 100 + "</ul>",
        "<div><p>un</p></div>" * 100,
        "<p>un<br>deux<hr></p><!-- trois -->" * 100,
        "<p><a href='/x' target=_blank>un</a> <em>deux</em></p>" * 100,
        "<p>1 < 2 << 3</p>" * 100,
    ],
)
def test_what_is_long_is_not_deep(html):
    assert excess(html) is None


@given(st.lists(st.sampled_from(SOUP), max_size=8), st.lists(st.sampled_from(SOUP), min_size=1, max_size=5))
def test_no_parser_stands_deeper_in_tags_than_was_counted(before, again):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "DEEPEST", 4)
        html = "".join(before) + "".join(again) * 12
        # Of what is counted, a paragraph, an item or a row of a table may stand between two.
        assert gate._is_too_deep(html) or depth(parseFragment(html)) <= 3 * 4


def depth(element):
    """Return how deep elements stand in one another below this one."""
    return max((1 + depth(child) for child in element if isinstance(child.tag, str)), default=0)


def test_a_depth_is_measured_in_time_by_the_length():
    few, many = (calls(excess, "<p>" + "<em>x</em>" * number) for number in (500, 2_000))
    assert many < 4.2 * few


@pytest.mark.parametrize(
    ("html", "of"),
    [
        ("a" * (LONGEST + 1), "length"),
        ("<br>" * (MOST_SIGNS + 1), "signs"),
        ("&amp;" * (MOST_SIGNS + 1), "signs"),
        (nested(DEEPEST), "depth"),
    ],
)
def test_what_is_more_than_one_piece_may_hold_is_found(html, of):
    assert excess(html).of == of


def test_what_bleach_would_take_long_for_passes_the_boundary_with_its_markup(monkeypatch):
    monkeypatch.setattr(gate, "bleach", None)
    html = "<p>un <em>deux</em></p>" * MOST_SIGNS
    assert clean(html) == boundary(html) == html


def test_a_thousand_texts_that_are_kept_are_forty_megabytes_at_most():
    gate._kept_clean.cache_clear()
    clean("a" * gate.KEPT)
    clean("a" * (gate.KEPT + 1))
    assert gate._kept_clean.cache_info().currsize == 1
