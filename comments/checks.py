"""Every field that holds something of a reader is covered by the rules of retention."""

import re
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import models

from comments.privacy.personal_data import COMMENT, ERASURES, PERSONAL
from comments.privacy.retention import RULES

KEY_MIN = 50  # characters, as Django asks of SECRET_KEY
TYPES = (models.EmailField, models.GenericIPAddressField, models.TextField)
NAMES = re.compile(r"(\w+_)?(key|name|address|ip|user_agent|words|detail|label|fingerprint)|before")


@register()
def personal_fields_are_covered(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A field that by its type or its name may hold something of a reader has a row in PERSONAL."""
    return [
        Error(
            f"{field} may hold something of a reader, and no rule says how long it is kept.",
            hint=f'Add "{field.model.__name__}.{field.name}" to PERSONAL in comments/privacy/personal_data.py.',
            obj=field,
            id="comments.E001",
        )
        for field in _fields()
        if _may_be_personal(field) and f"{field.model.__name__}.{field.name}" not in PERSONAL
    ]


@register()
def rules_are_whole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every row of PERSONAL is about a field, every rule is done by somebody, and every rule has its days."""
    fields = {f"{field.model.__name__}.{field.name}" for field in _fields()}
    wrong = [f"PERSONAL names {name}, and there is no such field." for name in PERSONAL.keys() - fields]
    wrong += [
        f"PERSONAL says of {name} that it ends by the rule “{rule}”, and there is none of that name."
        for name, rule in PERSONAL.items()
        if rule != COMMENT and rule not in RULES
    ]
    wrong += [
        f"RETENTION says for how many days “{rule}” is kept, and there is no such rule: they are {', '.join(RULES)}."
        for rule in settings.RETENTION.keys() - RULES.keys()
    ]
    wrong += [
        f"RETENTION says nothing of “{rule}”, or not a number of days from 1 on."
        for rule in RULES
        if settings.RETENTION.get(rule, 0) < 1
    ]
    return [Error(sentence, id="comments.E002") for sentence in sorted(wrong)]


@register()
def erasing_is_decided(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The paper has chosen what becomes of an erased comment."""
    if settings.ERASURE in ERASURES:
        return []
    sentence = f"ERASURE is “{settings.ERASURE}”, and there is no such way to erase."
    return [Error(sentence, hint=f"Choose one of {', '.join(ERASURES)}.", id="comments.E003")]


@register(deploy=True)
def addresses_are_well_keyed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """ADDRESS_KEY is long enough: with one that can be guessed, digests of addresses can be tried out."""
    if len(settings.ADDRESS_KEY) >= KEY_MIN:
        return []
    sentence = f"ADDRESS_KEY has less than {KEY_MIN} characters: what is kept of addresses could be guessed back."
    return [Warning(sentence, hint="Set ADDRESS_KEY to 50 random characters or more.", id="comments.W001")]


def _fields() -> list[models.Field]:
    return [field for model in apps.get_app_config("comments").get_models() for field in model._meta.local_fields]


def _may_be_personal(field: models.Field) -> bool:
    if field.choices or not isinstance(field, (models.CharField, models.JSONField, models.BigIntegerField, *TYPES)):
        return False
    return isinstance(field, TYPES) or bool(NAMES.fullmatch(field.name))
