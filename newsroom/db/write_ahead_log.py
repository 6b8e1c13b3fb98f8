"""
SQLite's write-ahead log, in which a page stands as it was before a deletion until the log is emptied.

In the database's own file what is deleted is overwritten at once (secure_delete, in the settings). PostgreSQL's files
are for its vacuum: docs/settings.md says what is left to do there.
"""

from django.db import connection

WAIT = 1_000  # milliseconds, in which a reader may finish; writers wait meanwhile


def empty():
    """Empty the log and return whether that was possible: not while somebody reads from it. Not in a transaction."""
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
