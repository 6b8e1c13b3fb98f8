"""
What moderators block: an address, a network, a domain that is linked to, words; each with a reason, perhaps an end.

What is blocked is held, not refused, and its reader is told so: see screening/checks/blocked.py. Of an address or a
network only a key is kept, and a label that doesn't give it away.
"""

import ipaddress
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import AlreadyDecided, Block, Comment, Commenter, NotAllowed, RuleChange, Trace, rights
from comments.models.comment.queryset import CommentQuerySet
from comments.models.commenter import address_keys, ip_keys, mailable
from comments.moderation import policies
from comments.screening.checks.blocked import marks, matching
from comments.screening.normalize import normalized
from newsroom.text.links import host_meant

REHEARSED = timedelta(days=30)
CHUNK = 500  # comments that are read at once
KEY_MAX = 200
Kind = Block.Kind


class Target(NamedTuple):
    """What is to be blocked: see Block. `keys` are those by which it may be blocked already, its own first."""

    kind: str
    keys: list[str]
    label: str

    @property
    def key(self) -> str:
        """What a new block is matched by."""
        return self.keys[0]


class Rehearsal(NamedTuple):
    """What a block would have held in the last 30 days, and how many of those are public: of those it says nothing."""

    held: int
    approved: int


def target(kind: str, value: str | Comment) -> Target:
    """
    What is blocked by a value that was typed, or by what is kept of a Comment.

    Raises NotAllowed where it can't be blocked.
    """
    typed = _kept_of(value, kind) if isinstance(value, Comment) else value
    makers = {Kind.ADDRESS: _address, Kind.NETWORK: _network, Kind.DOMAIN: _domain, Kind.PHRASE: _phrase}
    made = makers[Kind(kind)](typed.strip())
    if not 0 < len(made.key) <= KEY_MAX:
        raise NotAllowed(_("This can’t be blocked: it is empty or too long."))
    return made


def rehearse(kind: str, value: str | Comment, *, at: datetime) -> Rehearsal:
    """What the block would have held within 30 days before this moment; no text stays in memory."""
    wanted = target(kind, value)
    lately = Comment.objects.between(at - REHEARSED, at)
    if wanted.kind == Kind.ADDRESS:
        found = lately.filter(commenter__in=Commenter.objects.with_keys(wanted.keys))
    elif wanted.kind == Kind.NETWORK:
        found = lately.filter(pk__in=Trace.objects.with_keys(wanted.keys).values("comment"))
    else:
        return _read(Block(kind=wanted.kind, key=wanted.key), lately)
    return Rehearsal(found.count(), found.approved().count())


def _read(would_be: Block, comments: CommentQuerySet) -> Rehearsal:
    """Read each of the comments by itself: no database finds the words."""
    held = approved = 0
    for comment in comments.only("name", "body", "status").order_by().iterator(chunk_size=CHUNK):
        if matching(would_be, marks(comment.body, name=comment.name)):
            held, approved = held + 1, approved + comment.is_approved
    return Rehearsal(held, approved)


@transaction.atomic
def block(
    kind: str,
    value: str | Comment,
    *,
    by: User,
    reason: str,
    ends_at: datetime | None = None,
    at: datetime | None = None,
) -> Block:
    """
    Block it from now on, and log that.

    Raises NotAllowed where it can't be blocked or no reason is given, AlreadyDecided where it is blocked already.
    """
    rights.require_over_rule(by, "add", Block)
    at = at or timezone.now()
    wanted = target(kind, value)
    if not reason.strip():
        raise NotAllowed(_("Give a reason."))
    fields = {"reason": reason.strip(), "ends_at": ends_at, "created_by": by, "created_at": at}
    # One that has ended by itself makes room for a new one, and stays in the log.
    standing: Any = Block.objects.of(wanted.kind, wanted.keys)
    for old in standing.ended_by(at):
        lift(old, by=by, at=at)
    # The constraint knows nothing of the keys of before.
    new = None if standing.exists() else _created(wanted, fields)
    if new is None:
        raise AlreadyDecided(decision=RuleChange.objects.latest_about(standing.first()))
    policies.log(new, {}, _told(new), by=by, verb=policies.Verb.CREATE, reason=new.reason, at=at)
    return new


def _created(wanted: Target, fields: dict[str, Any]) -> Block | None:
    """Make the block; None where somebody else has made it at this moment."""
    try:
        with transaction.atomic():
            return Block.objects.create(kind=wanted.kind, key=wanted.key, label=wanted.label, **fields)
    except IntegrityError:
        return None


@transaction.atomic
def change(
    block: Block, *, by: User, reason: str, ends_at: datetime | None, at: datetime | None = None
) -> RuleChange | None:
    """Give a block another reason or another end, and log that; None where nothing changes. Raises as `lift` does."""
    rights.require_over_rule(by, "change", Block)
    before = _told(block)
    _refuse_lifted(block)
    if not Block.objects.standing(block).update(reason=reason, ends_at=ends_at):
        raise AlreadyDecided(decision=RuleChange.objects.latest_about(block))
    block.reason, block.ends_at = reason, ends_at
    return policies.log(block, before, _told(block), by=by, reason=reason, at=at)


@transaction.atomic
def lift(block: Block, *, by: User, at: datetime | None = None) -> RuleChange | None:
    """End a block now, and log that. Raises AlreadyDecided where somebody has lifted it before."""
    rights.require(by, rights.LIFTING)
    at = at or timezone.now()
    _refuse_lifted(block)
    if not Block.objects.standing(block).update(lifted_at=at, lifted_by=by):
        raise AlreadyDecided(decision=RuleChange.objects.latest_about(block))
    block.lifted_at, block.lifted_by = at, by
    return policies.log(block, {}, {"lifted_at": at}, by=by, verb=policies.Verb.LIFT, at=at)


def _refuse_lifted(block: Block) -> None:
    if block.lifted_at:
        raise AlreadyDecided(decision=RuleChange.objects.latest_about(block))


def _told(block: Block) -> dict[str, Any]:
    return {"label": block.label, "reason": block.reason, "ends_at": block.ends_at}


def _kept_of(comment: Comment, kind: str) -> str:
    """The address or the network that a comment came from, without anybody having to see it."""
    kept = None
    if kind == Kind.ADDRESS and comment.commenter:
        kept = comment.commenter.address
    if kind == Kind.NETWORK and (trace := Trace.objects.of(comment)):
        kept = trace.ip
    if not kept:
        raise NotAllowed(_("The address and network of this comment are no longer kept, or never were."))
    return kept


def _address(value: str) -> Target:
    value = mailable(value)
    try:
        validate_email(value)
    except ValidationError as error:
        raise NotAllowed(_("This isn’t an email address. Example: name@example.org.")) from error
    name, _at, domain = value.rpartition("@")
    return Target(Kind.ADDRESS, address_keys(value), f"{name[0]}…@{domain}"[:KEY_MAX])


def _network(value: str) -> Target:
    try:
        ip = ipaddress.ip_address(value.partition("%")[0])
    except ValueError as error:
        raise NotAllowed(_("This isn’t an IP address. Examples: 203.0.113.7, 2001:db8::7.")) from error
    sign = ":" if ip.version == 6 else "."
    return Target(Kind.NETWORK, ip_keys(str(ip)), f"{sign.join(ip.exploded.split(sign)[:2])}{sign}…")


def _domain(value: str) -> Target:
    host = host_meant(value).removeprefix("www.")
    if not (all(host.partition(".")) or ":" in host):  # an IPv6 address has colons
        raise NotAllowed(_("This isn’t a domain. Example: example.org; its subdomains are blocked with it."))
    return Target(Kind.DOMAIN, [host], host)


def _phrase(value: str) -> Target:
    return Target(Kind.PHRASE, [normalized(value)], value[:KEY_MAX])
