"""Taking turns: what counts the same rows before it writes follows one another."""

import hashlib

from django.db import connection


def lock(*keys):
    """Wait for the transactions that hold one of these keys to end (SQLite's follow one another anyway)."""
    if connection.vendor != "postgresql":
        return
    numbers = {int.from_bytes(hashlib.blake2b(k.encode(), digest_size=8).digest(), signed=True) for k in keys if k}
    with connection.cursor() as cursor:
        # In one order, or two that share two keys would wait for each other for ever.
        cursor.execute("SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number", [sorted(numbers)])
