"""The conventions of the house that a machine can hold."""

from django.apps import apps
from django.core.checks import Error, register
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
