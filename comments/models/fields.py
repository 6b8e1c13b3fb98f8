"""What several models have in common: lengths of fields, the identifier in a URL, how a row is printed."""

import secrets

from django.db import models

NAME_MAX = 60
BODY_MAX = 5_000
REASON_MAX = 500
PUBLIC_ID = r"[-\w]{12}"


def new_public_id() -> str:
    """72 bits that can't be guessed: addresses must not reveal what is waiting."""
    return secrets.token_urlsafe(9)


class PrintedById(models.Model):
    """Nothing of a reader is in a log or a traceback that prints the row."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
