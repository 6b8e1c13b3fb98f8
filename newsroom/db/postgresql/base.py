"""Django's PostgreSQL backend with our Pool; OPTIONS["pool"] holds the pool's arguments."""

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base

from newsroom.db.postgresql.pool import Pool


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection for a request, from the pool of the process."""

    _connection_pools = {}

    @property
    def pool(self):
        """Return the pool of this database; None where OPTIONS names none."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            kwargs = self.get_connection_params() | {"autocommit": True}  # Django sets it as it likes later on
            # Two threads may come first at once: both take the pool that setdefault keeps.
            self._connection_pools.setdefault(
                self.alias, Pool(kwargs=kwargs, configure=self._configure_connection, **options)
            )
        return self._connection_pools[self.alias]
