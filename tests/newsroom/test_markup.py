"""What other programs write: its words stay apart, and what it stressed stays stressed."""

import pytest

from newsroom.text.html import boundary, clean, from_plain, to_plain


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<div>un</div><div>deux</div>", "<p>un</p><p>deux</p>"),
        ("<section class='x'>un</section><SECTION>deux</SECTION>", "<p>un</p><p>deux</p>"),
        ("<h1>un</h1><p>deux</p>", "<p>un</p><p>deux</p>"),
        ("<h4>un</h4>deux", "<p>un</p>deux"),
        ("<dl><dt>un</dt><dd>deux</dd></dl>", "<p>un</p><p>deux</p>"),
        ("<details><summary>un</summary>deux</details>", "<p>un</p>deux"),
        ("<my-el>un</my-el><my-el>deux</my-el>", "<p>un</p><p>deux</p>"),
        ("<p>un<hr>deux</p>", "<p>un</p><p>deux</p>"),
        ("<div><p>un</p><p>deux</p></div>", "<p>un</p><p>deux</p>"),
        ("<div><div>un</div><ul><li>deux</li></ul></div>", "<p>un</p><ul><li>deux</li></ul>"),
        ("<figure><img src=x><figcaption>un</figcaption></figure>deux", "<p>un</p>deux"),
        (
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            "<p>a | b</p><p>c</p>",
        ),
        ("<table><thead><tr><th>a<th>b<tbody><tr><td>c<td>d</table>", "<p>a | b</p><p>c | d</p>"),
        ('<p>a<img alt="⚽" src="x.png">b</p>', "<p>a⚽b</p>"),
        ("<p>a<img src=x alt=&#x1f1eb;&#x1f1f7;>b</p>", "<p>a🇫🇷b</p>"),
        ('<p>a<img alt="Le port">b</p>', "<p>ab</p>"),
        ("<p><b>a</b> <i class=x>b</i> <strike>c</strike></p>", "<p><strong>a</strong> <em>b</em> <s>c</s></p>"),
        ('<b style="font-weight:normal"><p>a</p></b>', "<p>a</p>"),
        ("<p>a<o:p></o:p> b</p>", "<p>a b</p>"),
        ("<p>a <br> b</p>", "<p>a <br> b</p>"),
    ],
)
def test_no_words_are_glued(html, kept):
    assert clean(html) == boundary(html) == clean(clean(html)) == kept


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<td>a</td><td>b</td>", "a | b"),
        ("a<hr>b", "a\nb"),
        ("a<div>b</div>c", "a\nb\nc"),
        ("<strong>a</strong><p>b</p>", "a\nb"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "a\nb"),
        ("<h1>a</h1><section>b</section>", "a\nb"),
    ],
)
def test_plain_words_stay_apart_too(html, words):
    assert to_plain(html).replace("\n\n", "\n") == words


@pytest.mark.parametrize("door", [clean, boundary, to_plain, from_plain])
def test_half_a_character_raises_nothing(door):
    assert "a" in door("<p>a\ud83d b</p>")


def test_a_lone_return_ends_a_line():
    assert from_plain("a\rb") == "<p>a<br>b</p>"
