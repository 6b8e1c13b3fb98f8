"""
The files of a picture in Django's storage: renditions made and removed, and the camera's original.

A change to what renditions are made of calls `renew_renditions` in the same transaction, which enqueues the task. Until
it has run, the page shows the old files, or the master where there are none.
"""

import hashlib
import json
import logging
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles import page_stamps
from articles.images.metadata.xmp import xmp_packet
from articles.images.renditions import render
from articles.models import Image
from articles.models.image import unguessable_name
from newsroom.tasks.enqueue import enqueue_once

# Old files stay for so long, for pages that were opened before.
LINGER = timedelta(hours=1)
HOURS = 168  # a week, in which each picture's files are checked once

log = logging.getLogger(__name__)


def renew_renditions(image: Image) -> None:
    """Enqueue new renditions of a picture where something they are made of has changed; one query more."""
    image = Image.objects.with_credit().get(pk=image.pk)
    wanted = ticket(image)
    if image.rendered != wanted:
        make_renditions.enqueue(image.pk, wanted)


def make_missing(at: datetime | None = None) -> int:
    """
    Enqueue renditions for pictures that lack some; return the number of those pictures.

    A picture whose task was given up or never enqueued is found at once, lost files within a week: each hour checks
    some pictures, since a remote storage is slow. One of settings.PERIODIC_TASKS.
    """
    at = at or timezone.now()
    hour = int(at.timestamp() // 3_600) % HOURS
    return sum(ask_again(image) for image in missing(lambda image: image.pk % HOURS == hour))


def missing(is_looked_for: Callable[[Image], bool] = lambda image: True) -> Iterator[Image]:
    """The pictures whose renditions aren't made, or whose files are lost (where `is_looked_for`)."""
    for image in Image.objects.with_credit().one_by_one():
        if image.rendered != ticket(image) or (is_looked_for(image) and not _are_there(image)):
            yield image


def ask_again(image: Image) -> bool:
    """Enqueue all renditions of a picture again; False where the same task is waiting."""
    # Pages show the old files until then.
    Image.objects.filter(pk=image.pk).update(rendered="")
    return enqueue_once(make_renditions, image.pk, ticket(image))


def make_again(image: Image) -> None:
    """Make all renditions of a picture now; raises what reading or storing files raises."""
    Image.objects.filter(pk=image.pk).update(rendered="")
    make_renditions.call(image.pk, ticket(image))


def ticket(image: Image) -> str:
    """A digest of what renditions are made of: the master, the focal point, the alt text, the credit."""
    made_of = [image.file.name, *_focal(image), _packet(image).decode()]
    return hashlib.blake2b(json.dumps(made_of).encode(), digest_size=16).hexdigest()


@task(queue_name="pictures")
def make_renditions(image_id: int, wanted: str) -> None:
    """Make the renditions of this ticket; none where the picture has changed since and has another."""
    image = Image.objects.with_credit().filter(pk=image_id).first()
    if image is None or not _is_due(image, wanted):
        return
    with ExitStack() as undo:
        made = _stored(image, undo)
        if _listed(image_id, wanted, made):
            undo.pop_all()


def discard(image: Image) -> None:
    """Remove all files of a picture that is deleted, or whose file is replaced."""
    remove_later([image.file.name] if image.file else [])
    remove_later(_with_folder(rendered_names(image)))
    remove_later([image.original] if image.original else [], storage="private")


def remove_later(names: list[str], *, storage: str = "default", after: timedelta | None = None) -> None:
    """Enqueue the removal of these files."""
    if names:
        remove.using(run_after=timezone.now() + after if after else None).enqueue(names, storage)


@contextmanager
def undone_on_failure(image: Image) -> Iterator[None]:
    """Remove the new files of a picture where the block, which saves it in a transaction, fails."""
    try:
        yield
    except BaseException:
        undo_save(image)
        raise


def undo_save(image: Image) -> None:
    """
    Remove the files that were stored for a picture whose save has failed.

    They stay where the database can't be asked: a file too many is better than one missing.
    """
    if not hasattr(image, "upload"):
        return
    try:
        if not Image.objects.listing(image.file.name).exists():
            if image.file._committed:
                default_storage.delete(image.file.name)
            if image.original:
                storages["private"].delete(image.original)
    except Exception:  # the first failure is raised; this one is logged
        log.warning("The files of a picture that wasn't saved are left: %s %s", image.file.name, image.original)


@task(queue_name="pictures")
def remove(names: Iterable[str], storage: str) -> None:
    """Remove files, and folders that are empty then, from one of the storages; missing ones are no error."""
    for name in names:
        storages[storage].delete(name)


def rendered_names(image: Image) -> list[str]:
    return [name for crop in image.renditions.values() for files in crop.values() for *_size, name in files]


def store(image: Image) -> None:
    """Store the files of a picture that isn't saved yet; outside of a transaction, which would hold its locks."""
    Image._meta.get_field("file").pre_save(image, add=True)
    if settings.KEEP_ORIGINALS:
        _store_original(image)


def keep_original(image: Image) -> None:
    """Store the camera's original privately, where settings.KEEP_ORIGINALS says so and it isn't there yet."""
    if settings.KEEP_ORIGINALS and not image.original:
        _store_original(image)
        image.save(update_fields=["original"])


def _store_original(image: Any) -> None:
    image.upload.seek(0)
    image.original = storages["private"].save(unguessable_name(image, image.upload.name), image.upload)


def _are_there(image: Image) -> bool:
    """List their folder once."""
    names = rendered_names(image)
    folders = {name.rpartition("/")[0] for name in names}
    try:
        kept = {f"{folder}/{name}" for folder in folders for name in default_storage.listdir(folder)[1]}
    except FileNotFoundError:
        return False
    return kept.issuperset(names)


def _is_due(image: Image, wanted: str) -> bool:
    return ticket(image) == wanted != image.rendered


def _stored(image: Image, undo: ExitStack) -> dict[str, dict[str, list[list[Any]]]]:
    """Store the renditions, listed as Image.renditions has them; `undo` deletes them again."""
    listing: dict[str, dict[str, list[list[Any]]]] = {}
    folder = f"renditions/{secrets.token_urlsafe(18)}"
    undo.callback(default_storage.delete, folder)
    with image.file.open() as master:
        for made in render(master, _focal(image), _packet(image)):
            format = made.format.lower()
            name = default_storage.save(f"{folder}/{made.crop}-{made.width}.{format}", ContentFile(made.data))
            undo.callback(default_storage.delete, name)
            listing.setdefault(made.crop, {}).setdefault(format, []).insert(0, [made.width, made.height, name])
    return listing


@transaction.atomic
def _listed(image_id: int, wanted: str, made: dict[str, dict[str, list[list[Any]]]]) -> bool:
    """List these files on the picture; False where it has changed meanwhile."""
    image = Image.objects.locked(image_id)
    if image is None or not _is_due(image, wanted):
        return False
    remove_later(_with_folder(rendered_names(image)), after=LINGER)
    image.renditions, image.rendered = made, wanted
    image.save(update_fields=["renditions", "rendered"])
    page_stamps.invalidate_image(image, at=timezone.now())
    return True


def _with_folder(names: list[str]) -> list[str]:
    return [*names, *{name.rpartition("/")[0] for name in names}]


def _focal(image: Image) -> tuple[float, float]:
    return image.focal_x / 1000, image.focal_y / 1000


def _packet(image: Image) -> bytes:
    return xmp_packet(getattr(image, "credit", None), image.alt)
