"""
The files of a picture, by Django's storage: what is made of its master, what is let go, and the camera's own file.

Whoever changes what renditions are made of calls `follow` in the same transaction: the task that makes them is asked
for in it too. Until it has run, the page shows the files there were, or the master where there were none.
"""

import hashlib
import json
import logging
import secrets
from contextlib import ExitStack, contextmanager
from datetime import timedelta

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

# How long files stay that a page may still ask for which was opened before they were made anew.
LINGER = timedelta(hours=1)
HOURS = 168  # in which every picture's files are looked for once

log = logging.getLogger(__name__)


def follow(image):
    """Have the renditions of a picture made anew where they show something else than it does by now; one query more."""
    image = Image.objects.with_credit().get(pk=image.pk)
    wanted = ticket(image)
    if image.rendered != wanted:
        make_renditions.enqueue(image.pk, wanted)


def make_missing(at=None):
    """
    Have the files of pictures made that lack some; return the number of those pictures.

    Whose task has failed for good, or was never asked for, is found at once; whose files have gone from the storage
    within a week: each hour looks at some pictures, since a storage elsewhere takes its time for each.
    """
    at = at or timezone.now()
    hour = int(at.timestamp() // 3_600) % HOURS
    return sum(ask_again(image) for image in missing(lambda image: image.pk % HOURS == hour))


def missing(is_looked_for=lambda image: True):
    """Yield the pictures whose renditions aren't made, or whose files are gone, of those that are `is_looked_for`."""
    for image in Image.objects.with_credit().one_by_one():
        if image.rendered != ticket(image) or (is_looked_for(image) and not _are_there(image)):
            yield image


def ask_again(image):
    """Have the renditions of a picture made anew, whatever there is; return whether they weren't asked for already."""
    # Pages show the old files, as far as they are there, until the new ones are.
    Image.objects.filter(pk=image.pk).update(rendered="")
    return enqueue_once(make_renditions, image.pk, ticket(image))


def make_again(image):
    """Make the renditions of a picture anew, whatever there is; raises what reading or storing files raises."""
    Image.objects.filter(pk=image.pk).update(rendered="")
    make_renditions.call(image.pk, ticket(image))


def ticket(image):
    """Return a digest of all that renditions are made of: the master, the focal point, the words, the credit."""
    made_of = [image.file.name, *_focal(image), _packet(image).decode()]
    return hashlib.blake2b(json.dumps(made_of).encode(), digest_size=16).hexdigest()


@task(queue_name="pictures")
def make_renditions(image_id, wanted):
    """Make the renditions that this ticket is for; none if the picture has changed since: it has another by now."""
    image = Image.objects.with_credit().filter(pk=image_id).first()
    if image is None or not _is_due(image, wanted):
        return
    with ExitStack() as undo:
        made = _stored(image, undo)
        if _listed(image_id, wanted, made):
            undo.pop_all()


def discard(image):
    """Let go of all files of a picture that is being deleted, or of those whose place others take, at once."""
    let_go([image.file.name] if image.file else [])
    let_go(_with_folder(rendered_names(image)))
    let_go([image.original] if image.original else [], storage="private")


def let_go(names, *, storage="default", after=None):
    """Have these files removed once the transaction is committed: by a task, after a while (timedelta) if given."""
    if names:
        remove.using(run_after=after and timezone.now() + after).enqueue(names, storage)


@contextmanager
def undone_on_failure(image):
    """Save a picture with a new file within this, the transaction included: where that fails, its files go too."""
    try:
        yield
    except BaseException:
        undo_save(image)
        raise


def undo_save(image):
    """
    Remove the files that were stored for a picture whose save has failed.

    They stay where the database can't tell that it doesn't list them: a file too many is better than one missing.
    """
    if not hasattr(image, "upload"):
        return
    try:
        if not Image.objects.listing(image.file.name).exists():
            if image.file._committed:
                default_storage.delete(image.file.name)
            if image.original:
                storages["private"].delete(image.original)
    except Exception:  # what has failed is told; this comes on top of it
        log.warning("The files of a picture that wasn't saved are left: %s %s", image.file.name, image.original)


@task(queue_name="pictures")
def remove(names, storage):
    """Remove files, and folders that are empty then, of one of the storages; what is gone already is no mistake."""
    for name in names:
        storages[storage].delete(name)


def rendered_names(image):
    """Return the names of all files that were made of a picture's master."""
    return [name for crop in image.renditions.values() for files in crop.values() for *_size, name in files]


def store(image):
    """Store the files of a picture that isn't saved yet, outside of a transaction: nobody's writing waits for them."""
    Image._meta.get_field("file").pre_save(image, add=True)
    if settings.KEEP_ORIGINALS:
        _store_original(image)


def keep_original(image):
    """Keep the camera's own file where no page can reach it, if the paper keeps those and it isn't there yet."""
    if settings.KEEP_ORIGINALS and not image.original:
        _store_original(image)
        image.save(update_fields=["original"])


def _store_original(image):
    image.upload.seek(0)
    image.original = storages["private"].save(unguessable_name(image, image.upload.name), image.upload)


def _are_there(image):
    """Return whether the storage has all files of a picture; one question for all of them."""
    names = rendered_names(image)
    folders = {name.rpartition("/")[0] for name in names}
    try:
        kept = {f"{folder}/{name}" for folder in folders for name in default_storage.listdir(folder)[1]}
    except FileNotFoundError:
        return False
    return kept.issuperset(names)


def _is_due(image, wanted):
    return ticket(image) == wanted != image.rendered


def _stored(image, undo):
    """Store the renditions and return the list of them, as Image.renditions has it; `undo` deletes them again."""
    listing, folder = {}, f"renditions/{secrets.token_urlsafe(18)}"
    undo.callback(default_storage.delete, folder)
    with image.file.open() as master:
        for made in render(master, _focal(image), _packet(image)):
            format = made.format.lower()
            name = default_storage.save(f"{folder}/{made.crop}-{made.width}.{format}", ContentFile(made.data))
            undo.callback(default_storage.delete, name)
            listing.setdefault(made.crop, {}).setdefault(format, []).insert(0, [made.width, made.height, name])
    return listing


@transaction.atomic
def _listed(image_id, wanted, made):
    """Show a picture by these files from now on, and return True; False if it has changed while they were made."""
    image = Image.objects.locked(image_id)
    if image is None or not _is_due(image, wanted):
        return False
    let_go(_with_folder(rendered_names(image)), after=LINGER)
    image.renditions, image.rendered = made, wanted
    image.save(update_fields=["renditions", "rendered"])
    page_stamps.turn_image(image, at=timezone.now())
    return True


def _with_folder(names):
    return [*names, *{name.rpartition("/")[0] for name in names}]


def _focal(image):
    return image.focal_x / 1000, image.focal_y / 1000


def _packet(image):
    return xmp_packet(getattr(image, "credit", None), image.alt)
