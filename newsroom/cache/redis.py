"""Redis as a cache that the site can do without: while it is down or slow, it counts as empty."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.redis import RedisCache as DjangosRedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from newsroom.circuit_breaker import CircuitBreaker

# Seconds, for a connection and for each answer. A page that isn't cached takes a few milliseconds more.
PATIENCE = 0.1
OPERATIONS = ("add", "get", "set", "touch", "delete", "has_key", "incr", "get_many", "set_many", "delete_many", "clear")

log = logging.getLogger(__name__)


def _without_fail(name: str) -> Callable[..., Any]:
    """Make the operation of this name: Redis's, or DummyCache's where Redis doesn't answer."""

    def operate(self: "RedisCache", *args: Any, **kwargs: Any) -> Any:
        try:
            with self.circuit.asking(RedisError):
                return getattr(DjangosRedisCache, name)(self, *args, **kwargs)
        except _Refused:
            pass
        except RedisError as error:
            log.warning("The cache doesn't answer: %s", error)
        return getattr(DummyCache, name)(self, *args, **kwargs)

    operate.__name__ = name
    return operate


class _Refused(Exception):
    """Redis was down a moment ago."""


class RedisCache(DjangosRedisCache):
    """Django's own, without waiting and without raising."""

    circuit = CircuitBreaker(_Refused)  # for all threads: each has a cache of its own

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry": Retry(NoBackoff(), 0)}
        super().__init__(server, params | {"OPTIONS": patience | params.get("OPTIONS", {})})


for _name in OPERATIONS:
    setattr(RedisCache, _name, _without_fail(_name))
