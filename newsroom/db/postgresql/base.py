"""Django's PostgreSQL backend with our Pool; OPTIONS["pool"] holds the pool's arguments."""

from typing import ClassVar

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base

from newsroom.db.postgresql.pool import Pool


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection for a request, from the pool of the process."""

    _connection_pools: ClassVar[dict[str, Pool]] = {}

    @property
    def pool(self) -> Pool | None:
        """The pool of this database; None where OPTIONS names none."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            kwargs = self.get_connection_params() | {"autocommit": True}  # Django sets it as it likes later on
            # Two threads may come first at once: both take the pool that setdefault keeps.
            configure = self._configure_connection  # type: ignore[attr-defined]  # Django's, which the stubs lack
            self._connection_pools.setdefault(self.alias, Pool(kwargs=kwargs, configure=configure, **options))
        return self._connection_pools[self.alias]
