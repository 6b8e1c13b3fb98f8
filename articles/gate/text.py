"""The gate's rules on the text: links that lead somewhere, crossheads between paragraphs."""

import re
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from articles.gate.finding import Breaches, Level, Matter, Rule, short
from articles.revisions.snapshot import markup
from newsroom.text.hrefs import good_href
from newsroom.text.html import to_plain

_NOTHING = r"\s*(?:<p>\s*(?:<br\s*/?>\s*)*</p>\s*)*"
_FIRST_CROSSHEAD = re.compile(rf"\A{_NOTHING}<(h[23])>(.*?)</\1>", re.DOTALL)
_LAST_CROSSHEAD = re.compile(rf"<(h[23])>((?:(?!<h[23]>).)*)</\1>{_NOTHING}\Z", re.DOTALL)


class _Links(HTMLParser):
    """Collects a text's links as [address, words]."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append([dict(attrs).get("href") or "", ""])
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1][1] += data


def _link(matter: Matter) -> Breaches:
    for block, html in markup(matter.content):
        for address, words in _Links(html).found:
            if words.strip() and not good_href(address):
                # The HTML gate has taken away what wasn't http, https, mailto, tel or a path of this site.
                sentence = _("The link on “%(words)s” has no valid address: correct or remove it.")
                yield block["id"], sentence % {"words": short(words)}
            elif address and not words.strip():
                sentence = _("A link to %(address)s has no text: add some, or remove it.")
                yield block["id"], sentence % {"address": short(address)}


def _embed(matter: Matter) -> Breaches:
    for block in matter.blocks("embed"):
        if not block["url"].startswith(("https://", "http://")) or not good_href(block["url"]):
            sentence = _("The embed “%(title)s” has no valid address: it must begin with https://.")
            yield block["id"], sentence % {"title": short(block["title"])}


def _crosshead(matter: Matter) -> Breaches:
    blocks = [block for block in matter.content["blocks"] if block.get("html", "?")]
    ends = ((blocks[0], _FIRST_CROSSHEAD), (blocks[-1], _LAST_CROSSHEAD)) if blocks else ()
    sentences = (
        _("The body begins with the crosshead “%(words)s”: put a paragraph before it."),
        _("The body ends with the crosshead “%(words)s”: add a paragraph, or remove it."),
    )
    for (block, pattern), sentence in zip(ends, sentences, strict=False):
        if block["kind"] == "text" and (crosshead := pattern.search(block["html"])):
            yield block["id"], sentence % {"words": short(to_plain(crosshead[2]))}


RULES = (
    Rule("link", _link),
    Rule("embed", _embed),
    Rule("crosshead", _crosshead, Level.WARNING),
)
