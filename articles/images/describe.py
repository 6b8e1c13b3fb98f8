"""Writes the words, the credit and the keywords of a picture."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from articles import page_stamps
from articles.images.edit import changing
from articles.images.files import renew_renditions
from articles.models import Credit, Image

CREDIT = ("creator", "organisation", "notice", "licence")


def describe(image: Image, *, by: User, credit: dict[str, str], **words: Any) -> None:
    """
    Change a picture's fields (`words`, by name) and its credit (`credit`, likewise).

    Fields that are left out stay as they are; an empty credit isn't created. Every page that shows the picture is
    fresh at once. Raises NotPermitted where `by` may not change it, ValidationError where the credit names no creator.
    """
    with changing(image, by=by) as locked:
        for name, text in words.items():
            setattr(locked, name, text)
        locked.save(update_fields=list(words))
        _credit(locked, credit)
        renew_renditions(locked)
        page_stamps.invalidate_image(locked, at=timezone.now())


def _credit(image: Image, parts: dict[str, str]) -> None:
    known = image.credit if hasattr(image, "credit") else Credit(image=image)
    if known.pk is None and not any(parts.values()):
        return
    for name, text in parts.items():
        setattr(known, name, text)
    known.full_clean(exclude=["image"])
    known.save()


def put_together(known: Iterable[str], more: Iterable[str]) -> list[str]:
    """Put keywords together, each once, compared without case."""
    seen: dict[str, str] = {}
    for word in [*known, *more]:
        seen.setdefault(word.casefold(), word)
    return list(seen.values())
