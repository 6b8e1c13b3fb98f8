"""Choices that are the rows of a table."""

from typing import Any, Self

from django.db import models


class RowChoices(models.TextChoices):
    """Choices each of which has a row of facts: NAME = "value", Row(…), label."""

    row: Any

    def __new__(cls, value: str, row: Any = None) -> Self:
        choice = str.__new__(cls, value)
        choice._value_ = value
        choice.row = row
        return choice
