"""
SQLite's write-ahead log, which holds deleted data until it is emptied.

In the database's own file deleted data is overwritten at once (secure_delete, in options.py). For PostgreSQL see
docs/settings.md.
"""

from django.db import connection

WAIT = 1_000  # milliseconds, in which a reader may finish; writers wait meanwhile


def empty() -> bool:
    """Empty the log; return whether that was possible: not while a connection reads. Call it outside a transaction."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {WAIT}")
        try:
            is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual:d}")
    return not is_busy
