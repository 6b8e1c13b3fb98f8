"""The gate's rules on pull quotes: word for word in the text, and nobody else's words in them."""

from typing import Any

from django.utils.translation import gettext as _

from articles.gate.finding import OVERRIDE, Breaches, Matter, Rule, short
from articles.revisions.snapshot import markup
from articles.text import quotes
from newsroom.text.html import to_plain


def _matches(matter: Matter) -> list[tuple[dict[str, Any], quotes.Match]]:
    pulled = matter.blocks("pull_quote")
    # The text without what stands between its blocks; a quote never runs from it into a fact box.
    words = [(block["kind"], to_plain(html)) for block, html in markup(matter.content)]
    text = "\n".join(plain for kind, plain in words if kind == "text")
    boxes = [plain for kind, plain in words if kind != "text"]
    passages = [quotes.read(passage) for passage in (text, *boxes)] if pulled else []
    return [(block, quotes.compare(block["quote"], passages)) for block in pulled]


def _quote_verbatim(matter: Matter) -> Breaches:
    for block, match in matter.once(_matches):
        if not match.verbatim:
            yield block["id"], _difference(match) % {"quote": short(block["quote"]), "words": _words(match)}


def _difference(match: quotes.Match) -> str:
    if match.missing:
        return _(
            "The pull quote “%(quote)s” doesn’t match the text, which doesn’t contain %(words)s: correct it, "
            "or put additions in [square brackets]."
        )
    if match.left_out:
        return _("The pull quote “%(quote)s” leaves out %(words)s: mark the cut with (…).")
    return _("The pull quote “%(quote)s” changes the order of the text: restore it.")


def _words(match: quotes.Match) -> str:
    phrases = match.missing or match.left_out or match.outside
    return ", ".join(_("“%(words)s”") % {"words": short(phrase)} for phrase in phrases)


def _quote_outside(matter: Matter) -> Breaches:
    for block, match in matter.once(_matches):
        if match.outside:
            sentence = _(
                "The pull quote “%(quote)s” includes words that are outside the quotation in the text: "
                "%(words)s. Replace them with (…)."
            )
            yield block["id"], sentence % {"quote": short(block["quote"]), "words": _words(match)}


RULES = (
    Rule("quote_verbatim", _quote_verbatim, may_override=OVERRIDE),
    Rule("quote_outside", _quote_outside, may_override=OVERRIDE),
)
