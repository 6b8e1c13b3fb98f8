"""The gate's rule on silent fixes: readers are told of what changes a number, a name, a quotation or the headline."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.gate.finding import Breaches, Matter, Rule, short
from articles.models import BLOCKS, Contributor, Edition, Story
from articles.models.story import PUBLISH
from articles.text import quotes
from newsroom.text.punctuation import listed

_NUMBER = re.compile(r"\d+(?:[.,:]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
_SPACE_IN_NUMBER = re.compile(r"[ \u00a0\u202f]")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# What stands between the end of one sentence and the first word of the next.
_SENTENCE_END = re.compile(r"(?:\A|[.!?…:\n]|(?:^|\s)[–—-])[\s»”\"’)«“(]*\Z")
_ELISION = re.compile(r"\A(?:[ldnmtscj]|qu|jusqu|lorsqu|puisqu)[’'](?=[^\W\d_])", re.IGNORECASE)
_SHOWN = 5  # of each kind of change


def _silent_fix(matter: Matter) -> Breaches:
    if matter.kind != Edition.Kind.SILENT_FIX or matter.story.pk is None:
        return
    live = matter.story.editions.live(matter.at).first()
    if live is None:
        return
    before, after = live.revision.content, matter.content
    if _folded(before["headline"]) != _folded(after["headline"]):
        sentence = _("A silent fix changes the headline: “%(before)s” becomes “%(after)s”. %(advice)s")
        words = {"before": before["headline"], "after": after["headline"], "advice": _advice()}
        yield "headline", sentence % words
    for subject, read in (("numbers", _numbers), ("names", _names), ("quotations", _quotations)):
        if change := _changed(subject, read(before), read(after)):
            yield subject, change


def _changed(subject: str, before: Counter[str], after: Counter[str]) -> str | None:
    gone, new = list(before - after)[:_SHOWN], list(after - before)[:_SHOWN]
    if not gone and not new:
        return None
    sentences = {
        "numbers": _("A silent fix changes numbers (%(changes)s). %(advice)s"),
        "names": _("A silent fix changes names (%(changes)s). %(advice)s"),
        "quotations": _("A silent fix changes quotations (%(changes)s). %(advice)s"),
    }
    changes = [_("removed: %(words)s") % {"words": _listed(gone)}] if gone else []
    changes += [_("added: %(words)s") % {"words": _listed(new)}] if new else []
    return sentences[subject] % {"changes": listed(changes), "advice": _advice()}


def _listed(words: Iterable[str]) -> str:
    return get_text_list([_("“%(words)s”") % {"words": short(word)} for word in words], _("and"))


def _advice() -> str:
    return _("Publish it as an update or a correction, or give a reason.")


def _folded(text: str) -> list[str]:
    return quotes.read(text).folded


def _texts(content: dict[str, Any]) -> Iterator[str]:
    """Yield the text of each part that readers read, one by one: a sentence doesn't run from one into the next."""
    yield from Story.texts(content, unprinted=False)
    for block in content["blocks"]:
        yield from BLOCKS[block["kind"]].texts(block, unprinted=False)


def _numbers(content: dict[str, Any]) -> Counter[str]:
    found = (_NUMBER.findall(text) for text in _texts(content))
    return Counter(_SPACE_IN_NUMBER.sub("", number) for numbers in found for number in numbers)


def _names(content: dict[str, Any]) -> Counter[str]:
    """
    Count the capitalised words within sentences, and those who sign.

    One that begins a sentence counts where another name follows it, or where it is a name elsewhere; never where the
    text has it in small letters too.
    """
    words = [word for text in _texts(content) for word in _capitalised(text)]
    small = {match for text in _texts(content) for match in _WORD.findall(text) if match.islower()}
    inside = Counter(word for word, begins, _followed in words if not begins)
    first = Counter(word for word, begins, followed in words if begins and word.lower() not in small and followed)
    known = inside + first
    later = (word for word, begins, followed in words if begins and not followed and word in known)
    return known + Counter(word for word in later if word.lower() not in small) + _signers(content)


def _capitalised(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield (word, whether it begins a sentence, whether another one follows) for each capitalised word."""
    for match in _WORD.finditer(text):
        word = _ELISION.sub("", match[0])
        if word[0].isupper() and len(word) > 1:
            following = _WORD.match(text, match.end() + 1)
            begins = _SENTENCE_END.search(text, max(match.start() - 10, 0), match.start())
            yield word, bool(begins), bool(following and following[0][0].isupper())


def _signers(content: dict[str, Any]) -> Counter[str]:
    signers = Contributor.objects.in_bulk(line["contributor"] for line in content["bylines"])
    return Counter(signer.name for signer in signers.values())


def _quotations(content: dict[str, Any]) -> Counter[str]:
    found = (_quoted(text) for text in _texts(content))
    pulled = [block["quote"] for block in content["blocks"] if block["kind"] == "pull_quote"]
    return Counter([*(words for quoted in found for words in quoted), *(" ".join(_folded(quote)) for quote in pulled)])


def _quoted(text: str) -> Iterator[str]:
    """Yield what stands between quotation marks, as words folded to what typography doesn't change."""
    run: list[str] = []
    for word in [*quotes.read(text).words, None]:
        if word and word.quoted:
            run.append(word.folded)
        elif run:
            yield " ".join(run)
            run = []


RULES = (Rule("silent_fix", _silent_fix, may_override=PUBLISH),)
