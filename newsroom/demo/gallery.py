"""Puts the demonstration paper's pictures into its library."""

from articles.images.files import follow
from articles.models import Credit, Image
from newsroom.demo.pictures import catalogue

CREDIT = ("creator", "organisation", "notice", "licence")


def hang(files, *, by, at, undo):
    """
    Store these masters, {key: file}, with what the catalogue says of them, and return {key: Image}.

    Files know no transaction: `undo`, an ExitStack, gets what deletes them should the rest not work out.
    """
    return {key: _hang(file, catalogue()[key], by=by, at=at, undo=undo) for key, file in files.items()}


def _hang(master, entry, *, by, at, undo):
    words = {"alt": entry["alt"], "caption": entry["caption"], "placeholder": master.placeholder}
    image = Image(file=master.file, uploaded_at=at, uploaded_by=by, **words)
    image.full_clean()
    image.save()
    undo.callback(image.file.storage.delete, image.file.name)
    credit = Credit(image=image, **{name: entry[name] for name in CREDIT})
    credit.full_clean()
    credit.save()
    follow(image)
    return image
