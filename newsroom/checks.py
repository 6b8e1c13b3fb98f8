"""System checks: conventions of the code, and settings that a production site needs."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import models

OUR_APPS = ("newsroom", "articles", "comments")
DATETIME_ENDINGS = ("_at", "_from", "_until", "_after")


@register()
def datetimes_end_in_at(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A datetime's name ends in _at, or in _from, _until or _after when it bounds an interval."""
    return [
        Error(
            f"{field} is a moment, but its name doesn't say so.",
            hint=f"End the name with one of {', '.join(DATETIME_ENDINGS)}.",
            obj=field,
            id="newsroom.E001",
        )
        for label in OUR_APPS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.DateTimeField) and not field.name.endswith(DATETIME_ENDINGS)
    ]


CONSOLE = "django.core.mail.backends.console.EmailBackend"
MANY_PROXIES = 3  # a cache of others, a load balancer, a server of one's own


@register(deploy=True)
def mails_go_out(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An email holds a reader's address and a link to all their data, which must not be in the log."""
    if settings.EMAIL_BACKEND != CONSOLE:
        return []
    said = "No mail goes out: with readers’ addresses, and links to all their data, they are written to the log."
    hint = "Set EMAIL_URL, for example to smtp+tls://user:password@mail.paper.example:587."
    return [Error(said, hint=hint, id="newsroom.E002")]


@register(deploy=True)
def proxies_are_counted(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Limits count readers by network, which is known from the proxies in front."""
    hint = "Set PROXIES to the number of your own proxies, each of which appends to X-Forwarded-For."
    if settings.SECURE_SSL_REDIRECT and not settings.PROXIES:
        said = "HTTPS is on, so that a proxy stands in front, and PROXIES is 0: all readers are counted as one."
        return [Warning(said, hint=hint, id="newsroom.W001")]
    if settings.PROXIES > MANY_PROXIES:
        said = f"PROXIES is {settings.PROXIES}: where there are fewer, all readers are counted as one."
        return [Warning(said, hint=hint, id="newsroom.W002")]
    return []


@register()
def the_pool_is_as_large_as_the_threads_are_many(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each of a process's threads can have a connection to PostgreSQL at the same time as the others."""
    pool = settings.DATABASES["default"].get("OPTIONS", {}).get("pool")
    if not pool or pool["max_size"] >= settings.WEB_THREADS:
        return []
    return [
        Warning(
            f"DATABASE_POOL is {pool['max_size']}, and WEB_THREADS {settings.WEB_THREADS}: requests wait for one "
            f"another, and are refused after two seconds.",
            hint=f"Leave DATABASE_POOL out, or set it to {settings.WEB_THREADS + 1}.",
            id="newsroom.W003",
        )
    ]
