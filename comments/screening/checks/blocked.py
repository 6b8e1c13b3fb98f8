"""What the moderators have blocked: an address, a network, a domain that is linked to, words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from comments.models import Block, Comment, Flag
from comments.models.commenter import address_keys
from comments.screening import normalize
from comments.screening.case import Case
from comments.screening.found import Found
from comments.screening.places import merged
from newsroom.text.hosts import suffixes
from newsroom.text.links import hosts, named


@dataclass(frozen=True)
class Marks:
    """All that a block can be matched with."""

    address: Collection[str]  # the keys of it, none where it isn't known
    network: Collection[str]  # the same
    domains: set[str]  # that the text or the name links to or names, and all above them
    words: normalize.Words  # of the text
    name: normalize.Words


def marks(body: str, *, name: str = "", address: Collection[str] = (), network: Collection[str] = ()) -> Marks:
    """`address` and `network` are the keys of each."""
    domains = {domain for host in hosts(body) | hosts(name) for domain in suffixes(host)}
    return Marks(address, network, domains, normalize.words(body), normalize.words(name))


def matching(block: Any, of: Marks) -> bool:
    """Whether a block, or a row of to_match, holds what these Marks are of; whether it is in force isn't asked."""
    if block.kind == Block.Kind.PHRASE:
        return bool(of.words.places(block.key) or of.name.places(block.key))
    if block.kind == Block.Kind.DOMAIN:
        return block.key in of.domains
    return block.key in (of.address if block.kind == Block.Kind.ADDRESS else of.network)


def blocked(case: Case) -> Found | None:
    """Find the blocks in force that the comment meets."""
    submission = case.submission
    address = address_keys(submission.address) if submission.address else ()
    ours = marks(case.body, name=submission.name, address=address, network=case.network)
    could = Block.objects.in_force(case.at).that_could_hold({*ours.address, *ours.network}, ours.domains)
    met = [block.pk for block in could.to_match() if matching(block, ours)]
    if not met:
        return None
    met = list(Block.objects.in_bulk(met).values())
    return Found(Flag.Name.BLOCKED, ", ".join(map(str, met))[:200], _spans(met, case))


def _spans(met: Iterable[Block], case: Case) -> tuple[tuple[int, int], ...]:
    spans = [place for block in met if block.kind == Block.Kind.PHRASE for place in case.words.places(block.key)]
    domains = {block.key for block in met if block.kind == Block.Kind.DOMAIN}
    for link in named(case.body) if domains else ():
        if domains.intersection(suffixes(link.host)):
            spans.append((link.start, link.end))
    return merged(spans)


def sentence(comment: Comment) -> str:
    """What the reader of a comment that is held by a block is told, empty for any other; a query."""
    if not (comment.is_waiting and Flag.objects.said_of(comment, Flag.Name.BLOCKED)):
        return ""
    return _(
        "Your comment matches something the newsroom has blocked (an address, a network, a link or words). A "
        "moderator will read it before it is published."
    )
