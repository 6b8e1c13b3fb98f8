"""Choices that are the rows of a table."""

from django.db import models


class RowChoices(models.TextChoices):
    """Choices each of which has a row of facts: NAME = "value", Row(…), label."""

    def __new__(cls, value, row):
        choice = str.__new__(cls, value)
        choice._value_ = value
        choice.row = row
        return choice
