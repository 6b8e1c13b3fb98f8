"""Small pictures for the desk."""

from articles.images.pick import WHOLE


def thumbnail(image):
    """Return the address of a picture's smallest file: of the master, while no other has been made."""
    made = [file for files in image.renditions.get(WHOLE, {}).values() for file in files]
    return image.file.storage.url(min(made)[2] if made else image.file.name)
