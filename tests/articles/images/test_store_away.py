"""The store of pictures is away, or the save fails half-way: it is said, and neither a row nor a file is left alone."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.urls import reverse

from articles.images import files, intake
from articles.images.intake import take_in
from articles.models import Image
from newsroom.storage.disk import DiskStorage
from tests.factories import make_image, make_user, picture_bytes
from tests.s3_store import Store

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:articles_image_upload")


@pytest.fixture
def store(settings):
    """Yield a store that runs, and that pictures are kept in."""
    store = Store()
    settings.STORAGES = settings.STORAGES | store.storages()
    settings.KEEP_ORIGINALS = True
    store.start()
    yield store
    store.stop()


@pytest.fixture
def on_disk_with_originals(on_disk, settings):
    """Keep files on the disk, the camera's own too."""
    settings.KEEP_ORIGINALS = True


def file(name="IMG_0001.jpg"):
    return SimpleUploadedFile(name, picture_bytes())


def log_in(client):
    client.force_login(make_user("lea", superuser=True))


def test_an_upload_is_told_in_json_and_taken_when_the_store_is_back(client, store):
    log_in(client)
    store.stop()
    response = client.post(UPLOAD, {"file": file()})
    assert response.status_code == 503
    assert "not responding" in response.json()["error"]
    assert not Image.objects.exists()
    store.start()
    assert "id" in client.post(UPLOAD, {"file": file()}).json()


def test_the_form_of_a_new_picture_gives_its_words_back(client, store):
    log_in(client)
    store.stop()
    response = client.post(reverse("admin:articles_image_add"), form(file=file(), alt="A gull on a bollard"))
    store.start()
    assert response.status_code == 503
    page = response.content.decode()
    assert "A gull on a bollard</textarea>" in page
    assert "This page can’t keep a file" in page
    assert not Image.objects.exists()


def form(**fields):
    """Return the fields of a picture's form."""
    empty = {"credit-TOTAL_FORMS": "0", "credit-INITIAL_FORMS": "0", "keywords": ""}
    return empty | fields


def fail(*_arguments):
    """Fail as a database does that goes away."""
    raise OperationalError("the server has gone")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("on_disk_with_originals")
def test_nobody_s_writing_waits_while_an_upload_is_stored(monkeypatch):
    """On SQLite a transaction has the whole database; a store that is away is given up after half a minute."""
    stored, plain = [], DiskStorage.save

    def save(self, name, content, **kwargs):
        stored.append(connection.in_atomic_block)
        return plain(self, name, content, **kwargs)

    monkeypatch.setattr(DiskStorage, "save", save)
    image = take_in(file(), by=None)
    assert stored == [False, False]
    assert len(everything()) == 2
    assert Image.objects.get().original == image.original != ""


@pytest.mark.parametrize("where", ["on_disk_with_originals", "store"])
def test_a_save_that_fails_half_way_leaves_no_file(where, request, monkeypatch):
    request.getfixturevalue(where)
    before = everything()
    monkeypatch.setattr(files, "renew_renditions", fail)  # the last that is done, after both files are stored
    with pytest.raises(OperationalError):
        take_in(file(), by=None)
    assert not Image.objects.exists()
    assert everything() == before


@pytest.mark.usefixtures("on_disk_with_originals")
def test_a_new_picture_whose_form_fails_half_way_leaves_no_file(client, monkeypatch):
    log_in(client)
    monkeypatch.setattr(intake.files, "renew_renditions", fail)
    response = client.post(reverse("admin:articles_image_add"), form(file=file(), alt="A gull on a bollard"))
    assert response.status_code == 503
    assert not Image.objects.exists()
    assert everything() == []


@pytest.mark.usefixtures("on_disk_with_originals")
def test_another_file_whose_save_fails_half_way_leaves_the_one_there_was(client, monkeypatch):
    log_in(client)
    image = make_image(creator="")
    before = everything()
    monkeypatch.setattr(intake.files, "renew_renditions", fail)
    address = reverse("admin:articles_image_change", args=[image.pk])
    fields = form(file=file(), alt="A gull on a bollard", focal_x="500", focal_y="500")
    assert client.post(address, fields).status_code == 503
    assert everything() == before
    assert default_storage.exists(Image.objects.get().file.name)


@pytest.mark.usefixtures("on_disk")
def test_of_a_file_that_does_not_fit_nothing_is_left():
    class Endless(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"the beginning"
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        default_storage.save("pictures/gull.jpg", Endless(b""))
    assert not default_storage.exists("pictures/gull.jpg")


def everything():
    """Return the names of all files in both storages."""
    return [name for storage in ("default", "private") for name in listed(files.storages[storage])]


def listed(storage, folder=""):
    """Return the names of all files below a folder."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return []
    found = [f"{folder}{name}" for name in names]
    return found + [name for each in folders for name in listed(storage, f"{folder}{each}/")]
