"""Our options for each database; those in DATABASE_URL, behind its “?”, win."""

from typing import Any

SQLITE: dict[str, Any] = {
    "CONN_MAX_AGE": None,
    # Stock settings lose most of a burst of posts to "database is locked": a deferred transaction that upgrades its
    # lock fails at once. FULL keeps an acknowledged comment through a power cut, and with secure_delete what is erased
    # is overwritten (see newsroom/db/write_ahead_log.py).
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    },
}
POSTGRESQL: dict[str, Any] = {
    # Django's own, with a pool that tells at once when the server is away.
    "ENGINE": "newsroom.db.postgresql",
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        # Without just-in-time compilation: it took 67 ms for a query of the desk that runs for 0.5 ms. Who waits for a
        # row that somebody holds is told so, as on SQLite after its 20 s.
        "options": "-c jit=off -c lock_timeout=20s",
        # Seconds, and milliseconds: a host that has gone without a word is found out before a reader gives up.
        "connect_timeout": 2,
        "tcp_user_timeout": 2_000,
        "keepalives_idle": 1,
        "keepalives_interval": 1,
        "keepalives_count": 2,
    },
}


def completed(database: dict[str, Any], *, pool: int) -> dict[str, Any]:
    """Add our settings to those that a database's address says; `pool` is for PostgreSQL only."""
    is_sqlite = database["ENGINE"].endswith("sqlite3")
    ours = SQLITE if is_sqlite else POSTGRESQL
    options = ours["OPTIONS"] | ({} if is_sqlite else {"pool": {"max_size": pool}})
    return database | ours | {"OPTIONS": options | database.get("OPTIONS", {})}
