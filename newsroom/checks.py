"""The conventions of the house that a machine can hold."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning, register
from django.db import models

OUR_APPS = ("newsroom", "articles", "comments")
MOMENT_ENDINGS = ("_at", "_from", "_until", "_after")


@register()
def moments_are_named_as_such(app_configs, **kwargs):
    """A datetime's name ends in _at, or in _from, _until or _after when it bounds an interval."""
    return [
        Error(
            f"{field} is a moment, but its name doesn't say so.",
            hint=f"End the name with one of {', '.join(MOMENT_ENDINGS)}.",
            obj=field,
            id="newsroom.E001",
        )
        for label in OUR_APPS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.DateTimeField) and not field.name.endswith(MOMENT_ENDINGS)
    ]


@register()
def the_pool_is_as_large_as_the_threads_are_many(app_configs, **kwargs):
    """Each of a process's threads can have a connection to PostgreSQL at the same time as the others."""
    pool = settings.DATABASES["default"].get("OPTIONS", {}).get("pool")
    if not pool or pool["max_size"] >= settings.WEB_THREADS:
        return []
    return [
        Warning(
            f"DATABASE_POOL is {pool['max_size']}, and WEB_THREADS {settings.WEB_THREADS}: requests wait for one "
            f"another, and are refused after two seconds.",
            hint=f"Leave DATABASE_POOL out, or set it to {settings.WEB_THREADS + 1}.",
            id="newsroom.W001",
        )
    ]
