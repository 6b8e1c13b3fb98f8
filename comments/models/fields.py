"""What the fields of several models have in common: lengths, the identifier in a URL, choices with more to them."""

import secrets

from django.db import models

NAME_MAX = 60
BODY_MAX = 5_000
REASON_MAX = 500
PUBLIC_ID = r"[-\w]{12}"


def new_public_id():
    """Return an identifier that can't be guessed (72 bits): addresses must not reveal what is waiting."""
    return secrets.token_urlsafe(9)


class RowChoices(models.TextChoices):
    """Choices each of which has a row of facts: NAME = "value", Row(…), label."""

    def __new__(cls, value, row):
        choice = str.__new__(cls, value)
        choice._value_ = value
        choice.row = row
        return choice
