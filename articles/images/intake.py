"""
Takes a picture's file into the library: checked, cleaned, and recognised when it comes twice.

`read_in` gives a picture its file and fills its empty fields from the metadata; `finish_save` follows once the picture
and its credit are saved; `take_in` does both for a file alone.
"""

import hashlib
from copy import copy
from datetime import datetime
from typing import IO, Any

from django.contrib.auth.models import User
from django.core.files.base import File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.images import files
from articles.images.master import make_master
from articles.images.metadata import read
from articles.models import Credit, Image
from articles.models.act import NotPermitted
from newsroom.accounts.permissions import holds

SAID = ("caption", "headline", "alt", "keywords", "place", "taken_at")
CREDITED = ("creator", "organisation", "notice", "licence", "usage_terms")


def digest_of(upload: IO[bytes]) -> str:
    """SHA-256 of the file as sent, hexadecimal."""
    upload.seek(0)
    return hashlib.file_digest(upload, "sha256").hexdigest()  # type: ignore[arg-type]  # takes any binary file


def read_in(image: Any, upload: File) -> None:
    """
    Give a picture, new or not, the clean master of an upload; neither is saved yet.

    Raises ValidationError, with a sentence for the journalist, for what is no picture, too large or broken.
    """
    master, digest = make_master(upload), digest_of(upload)
    image.upload, image.left_behind = upload, copy(image)
    image.file, image.upload_digest = master.file, digest
    image.renditions, image.rendered, image.original = {}, "", ""
    image.placeholder = master.placeholder
    image.said = read.read(upload)
    image.read = image.said.raw
    for name in SAID:
        if not getattr(image, name):
            setattr(image, name, _fitting(Image, name, getattr(image.said, name)))


def finish_save(image: Any) -> None:
    """
    Finish the save of a picture and its credit, in the same transaction.

    A picture without a credit gets that of its new file; the replaced files are removed; renditions are made anew.
    """
    if hasattr(image, "upload"):
        _credit(image)
        files.keep_original(image)
        files.discard(image.left_behind)
    files.renew_renditions(image)


def take_in(upload: File, *, by: User | None, at: datetime | None = None) -> Image:
    """
    Return the new picture made of an upload; `by` is None for a script.

    Raises NotPermitted where `by` may not add pictures, ValidationError as read_in does.
    """
    if by is not None and not holds(by, "articles.add_image"):
        raise NotPermitted(_("You don’t have permission to add pictures: ask an editor."))
    image = Image(uploaded_by=by, uploaded_at=at or timezone.now())
    read_in(image, upload)
    with files.undone_on_failure(image):
        files.store(image)
        with transaction.atomic():
            image.save()
            finish_save(image)
    return image


def _credit(image: Any) -> None:
    if image.said.creator and not Credit.objects.filter(image=image).exists():
        parts = {name: _fitting(Credit, name, getattr(image.said, name)) for name in CREDITED}
        Credit.objects.create(image=image, **parts)


def _fitting(model: type[models.Model], name: str, value: Any) -> Any:
    """Cut a value of the metadata to what the field can hold."""
    if isinstance(value, tuple):
        return list(value)
    most = getattr(model._meta.get_field(name), "max_length", None)
    return value[:most] if isinstance(value, str) else value
