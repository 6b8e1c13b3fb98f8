"""
Keys made anew after ADDRESS_KEY has changed, from the addresses and networks that are kept in plain.

A block keeps no address: it is known by those of readers and comments, else by ADDRESS_KEY_FALLBACKS until it ends.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from comments.models import Block, Commenter, Report, Trace
from comments.models.commenter import address_keys, ip_keys

AT_ONCE = 500  # rows in one transaction


def rekey() -> dict[str, int]:
    """Return {commenters, reports, traces, blocks, left}: the blocks `left` are of no address here. Can be repeated."""
    known: set[int] = set()
    numbers = dict.fromkeys(("commenters", "reports", "traces", "blocks"), 0)
    for name, rows, kind, keys_of in (
        ("commenters", Commenter.objects.all(), Block.Kind.ADDRESS, _of_address),
        ("reports", Report.objects.exclude(address=""), Block.Kind.ADDRESS, _of_address),
        ("traces", Trace.objects.exclude(ip=None), Block.Kind.NETWORK, _of_network),
    ):
        for chunk in _chunks(rows):
            with transaction.atomic():
                numbers[name] += _rekey(chunk, keys_of)
                numbers["blocks"] += _rekey_blocks(kind, map(keys_of, chunk), known)
    by_key = Block.objects.filter(kind__in=(Block.Kind.ADDRESS, Block.Kind.NETWORK), lifted_at__isnull=True)
    return numbers | {"left": by_key.exclude(pk__in=known).count()}


def _of_address(row: Commenter | Report) -> list[str]:
    return address_keys(row.address)


def _of_network(row: Trace) -> list[str]:
    return ip_keys(row.ip)


def _chunks(rows: QuerySet) -> Iterator[list[Any]]:
    """Lists of AT_ONCE rows, each read when it is asked for."""
    rows, last = rows.order_by("pk"), 0
    while chunk := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        last = chunk[-1].pk
        yield chunk


def _rekey(rows: list[Any], keys_of: Callable[[Any], list[str]]) -> int:
    """Give rows of one model their new keys; return how many had others."""
    model, field = type(rows[0]), "ip_key" if keys_of is _of_network else "address_key"
    stale = {row: keys_of(row)[0] for row in rows if getattr(row, field) != keys_of(row)[0]}
    if model is Commenter:
        _join_twins(stale)
    for row, key in stale.items():
        setattr(row, field, key)
    model.objects.bulk_update(stale, [field])
    return len(stale)


def _join_twins(stale: dict[Commenter, str]) -> None:
    """Make one of commenters, {commenter: new key}, that were two because one was made while a key was missing."""
    there = Commenter.objects.with_keys(stale.values()).in_bulk(field_name="address_key")
    for row, key in list(stale.items()):
        if key in there:
            del stale[row]
            there[key].take_over(row)
        else:
            there[key] = row


def _rekey_blocks(kind: str, keys: Iterable[list[str]], known: set[int]) -> int:
    """Give blocks the first of the keys that they are among; return how many had another, add the ids to `known`."""
    first = {key: each[0] for each in keys for key in each}
    number = 0
    for block in Block.objects.filter(kind=kind, key__in=first):
        known.add(block.pk)
        if block.key != first[block.key] and not Block.objects.of(kind, [first[block.key]]).exists():
            number += Block.objects.filter(pk=block.pk).update(key=first[block.key])
    return number
