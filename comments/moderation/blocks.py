"""
What moderators block: an address, a network, a domain that is linked to, words; each with a reason, perhaps an end.

What is blocked is held, not refused, and its reader is told so: see screening/checks/blocked.py. Of an address or a
network only a key is kept, and a label that doesn't give it away.
"""

import ipaddress
from datetime import timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import AlreadyDecided, Block, Comment, Commenter, NotAllowed, RuleChange, Trace, rights
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
    keys: list
    label: str

    @property
    def key(self):
        """What a new block is matched by."""
        return self.keys[0]


class Rehearsal(NamedTuple):
    """What a block would have held in the last 30 days, and how many of those are public: of those it says nothing."""

    held: int
    approved: int


def target(kind, value):
    """
    Return what is blocked by a value that was typed, or by what is kept of a Comment.

    Raises NotAllowed where it can't be blocked.
    """
    if isinstance(value, Comment):
        value = _kept_of(value, kind)
    value = value.strip()
    made = {Kind.ADDRESS: _address, Kind.NETWORK: _network, Kind.DOMAIN: _domain, Kind.PHRASE: _phrase}[kind](value)
    if not 0 < len(made.key) <= KEY_MAX:
        raise NotAllowed(_("This can’t be blocked: it is empty or too long."))
    return made


def rehearse(kind, value, *, at):
    """Return what the block would have held within 30 days before this moment (Rehearsal); no text stays in memory."""
    wanted = target(kind, value)
    lately = Comment.objects.between(at - REHEARSED, at)
    if wanted.kind == Kind.ADDRESS:
        found = lately.filter(commenter__in=Commenter.objects.with_keys(wanted.keys))
    elif wanted.kind == Kind.NETWORK:
        found = lately.filter(pk__in=Trace.objects.with_keys(wanted.keys).values("comment"))
    else:
        return _read(Block(kind=wanted.kind, key=wanted.key), lately)
    return Rehearsal(found.count(), found.approved().count())


def _read(would_be, comments):
    """Return how many of these comments the block would have held, each read by itself: no database finds the words."""
    held = approved = 0
    for comment in comments.only("name", "body", "status").order_by().iterator(chunk_size=CHUNK):
        if matching(would_be, marks(comment.body, name=comment.name)):
            held, approved = held + 1, approved + comment.is_approved
    return Rehearsal(held, approved)


@transaction.atomic
def block(kind, value, *, by, reason, ends_at=None, at=None):
    """
    Block it from now on, log that, and return the Block.

    Raises NotAllowed where it can't be blocked or no reason is given, AlreadyDecided where it is blocked already.
    """
    rights.require_over_rule(by, "add", Block)
    at = at or timezone.now()
    wanted = target(kind, value)
    if not reason.strip():
        raise NotAllowed(_("Give a reason."))
    fields = {"reason": reason.strip(), "ends_at": ends_at, "created_by": by, "created_at": at}
    # One that has ended by itself makes room for a new one, and stays in the log.
    standing = Block.objects.of(wanted.kind, wanted.keys)
    for old in standing.ended_by(at):
        lift(old, by=by, at=at)
    # The constraint knows nothing of the keys of before.
    new = None if standing.exists() else _created(wanted, fields)
    if new is None:
        raise AlreadyDecided(decision=RuleChange.objects.latest_about(standing.first()))
    policies.log(new, {}, _told(new), by=by, verb=policies.Verb.CREATE, reason=new.reason, at=at)
    return new


def _created(wanted, fields):
    """Return the new Block, None where somebody else has made it at this moment."""
    try:
        with transaction.atomic():
            return Block.objects.create(kind=wanted.kind, key=wanted.key, label=wanted.label, **fields)
    except IntegrityError:
        return None


@transaction.atomic
def change(block, *, by, reason, ends_at, at=None):
    """Give a block another reason or another end, and log that; None where nothing changes. Raises as `lift` does."""
    rights.require_over_rule(by, "change", Block)
    before = _told(block)
    _refuse_lifted(block)
    if not Block.objects.standing(block).update(reason=reason, ends_at=ends_at):
        raise AlreadyDecided(decision=RuleChange.objects.latest_about(block))
    block.reason, block.ends_at = reason, ends_at
    return policies.log(block, before, _told(block), by=by, reason=reason, at=at)


@transaction.atomic
def lift(block, *, by, at=None):
    """End a block now, and return the row of the log. Raises AlreadyDecided where somebody has lifted it before."""
    rights.require(by, rights.LIFTING)
    at = at or timezone.now()
    _refuse_lifted(block)
    if not Block.objects.standing(block).update(lifted_at=at, lifted_by=by):
        raise AlreadyDecided(decision=RuleChange.objects.latest_about(block))
    block.lifted_at, block.lifted_by = at, by
    return policies.log(block, {}, {"lifted_at": at}, by=by, verb=policies.Verb.LIFT, at=at)


def _refuse_lifted(block):
    if block.lifted_at:
        raise AlreadyDecided(decision=RuleChange.objects.latest_about(block))


def _told(block):
    return {"label": block.label, "reason": block.reason, "ends_at": block.ends_at}


def _kept_of(comment, kind):
    """Return the address or the network that a comment came from, without anybody having to see it."""
    trace = Trace.objects.of(comment) if kind == Kind.NETWORK else None
    kept = {
        Kind.ADDRESS: comment.commenter and comment.commenter.address,
        Kind.NETWORK: trace and trace.ip,
    }.get(kind)
    if not kept:
        raise NotAllowed(_("The address and network of this comment are no longer kept, or never were."))
    return kept


def _address(value):
    value = mailable(value)
    try:
        validate_email(value)
    except ValidationError as error:
        raise NotAllowed(_("This isn’t an email address. Example: name@example.org.")) from error
    name, _at, domain = value.rpartition("@")
    return Target(Kind.ADDRESS, address_keys(value), f"{name[0]}…@{domain}"[:KEY_MAX])


def _network(value):
    try:
        ip = ipaddress.ip_address(value.partition("%")[0])
    except ValueError as error:
        raise NotAllowed(_("This isn’t an IP address. Examples: 203.0.113.7, 2001:db8::7.")) from error
    sign = ":" if ip.version == 6 else "."
    return Target(Kind.NETWORK, ip_keys(str(ip)), f"{sign.join(ip.exploded.split(sign)[:2])}{sign}…")


def _domain(value):
    host = host_meant(value).removeprefix("www.")
    if not (all(host.partition(".")) or ":" in host):  # an IPv6 address has colons
        raise NotAllowed(_("This isn’t a domain. Example: example.org; its subdomains are blocked with it."))
    return Target(Kind.DOMAIN, [host], host)


def _phrase(value):
    return Target(Kind.PHRASE, [normalized(value)], value[:KEY_MAX])
