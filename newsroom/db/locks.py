"""Advisory locks, for code that counts rows before it writes."""

import hashlib

from django.db import connection


def lock(*keys: str | None) -> None:
    """Wait for the transactions that hold one of these keys (SQLite runs one write transaction at a time anyway)."""
    if connection.vendor != "postgresql":
        return
    numbers = {int.from_bytes(hashlib.blake2b(k.encode(), digest_size=8).digest(), signed=True) for k in keys if k}
    with connection.cursor() as cursor:
        # Sorted, or two transactions that share two keys could deadlock.
        cursor.execute("SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number", [sorted(numbers)])
