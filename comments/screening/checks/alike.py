"""The same text sent before, and nearly the same."""

import hashlib
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from comments.models import Comment, Flag
from comments.screening import normalize
from comments.screening.found import Found
from newsroom.cache.page_cache import SKEW
from newsroom.text.links import without_links

if TYPE_CHECKING:
    from comments.screening.case import Case

FEW = 24  # letters: "Bravo à toute l'équipe!" is everybody's
ENOUGH = 15  # different words: below, a fingerprint is mostly chance
# Bits in which two fingerprints may differ. Measured on the corpus of the tests: of some twenty words with one changed
# five copies in six are as near (of 3 bits, one in six); of eleven thousand honest pairs none is nearer than 14.
NEAR = 8
SEEN = 50  # copies that are counted
COMPARED = 2_000  # latest comments
FOR = timedelta(days=7)
BITS = 64
# For each value of a byte its bits, each in a lane of 16 bits: eight counters are added at once.
LANES = [sum((value >> bit & 1) << (16 * bit) for bit in range(8)) for value in range(256)]


def text_key(text: str) -> str:
    """What the same text is found by, however it is typed and whatever it links to; empty without words."""
    return next(iter(text_keys(text)), "")


def text_keys(text: str) -> list[str]:
    """That, and what it was found by before SECRET_KEY changed; none for a text without words."""
    plain, keys = _without_links(text), [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac("comments.screening.plain_text", plain, secret=key, algorithm="sha256").hexdigest()
        for key in keys
        if plain
    ]


def _without_links(text: str) -> str:
    return normalize.normalized(without_links(text))


@lru_cache(maxsize=4)  # asked for by the check, and once more to be stored
def fingerprint(text: str) -> int | None:
    """A simhash (Charikar, 2002) of 64 bits, signed: nearly the same texts share nearly all. None for a short text."""
    # Numbers are the first thing that a copy changes.
    words = {word for word in _without_links(text).split() if any(map(str.isalpha, word))}
    if len(words) < ENOUGH:
        return None
    totals = [0] * (BITS // 8)
    for word in words:
        for at, byte in enumerate(hashlib.blake2b(word.encode(), digest_size=BITS // 8).digest()):
            totals[at] += LANES[byte]
    counts = (total >> (16 * bit) & 0xFFFF for total in totals for bit in range(8))
    number = sum(1 << bit for bit, count in enumerate(counts) if 2 * count > len(words))
    return number - (1 << BITS) if number >> (BITS - 1) else number


def distance(one: int, other: int) -> int:
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()


def duplicate(case: "Case") -> Found | None:
    """Find that the same text was sent before, by whomever and under whatever story."""
    if not case.copies:
        return None
    words = {"times": len(case.copies), "stories": len({*case.copies})}
    detail = _("copies: %(times)s, stories: %(stories)s") % words
    return Found(Flag.Name.DUPLICATE, detail, weight=4 + len(case.copies))


def copies(body: str, *, without: Comment | None) -> list[int]:
    """The ids of the discussions with comments of the same text, an id for each; none for a short text."""
    if sum(map(str.isalpha, _without_links(body))) < FEW:
        return []
    return list(Comment.objects.with_text(text_keys(body), without=without).values_list("discussion", flat=True)[:SEEN])


def near_duplicate(case: "Case") -> Found | None:
    """Find that nearly the same text was sent in the last days."""
    own = fingerprint(case.body)
    if own is None:
        return None
    lately = Comment.objects.fingerprints(case.at - FOR, case.at + SKEW, without=case.comment)[:COMPARED]
    near = sum(distance(own, other) <= NEAR for other in lately) - len(case.copies)
    if near <= 0:
        return None
    return Found(Flag.Name.NEAR_DUPLICATE, _("copies: %(times)s") % {"times": near}, weight=3 + near)
