"""What is made of a picture and where: after the request, in one listing, by names that nobody guesses; then let go."""

import io
import re
from urllib.request import urlopen

import pytest
from defusedxml.ElementTree import fromstring
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image as Pixels

from articles.images import files
from articles.images.describe import describe
from articles.images.intake import take_in
from articles.images.metadata.xmp import NAMES
from articles.images.renditions import CROPS, FORMATS
from articles.models import Image
from newsroom.cache import page_cache
from tests.articles.images.samples import quarters, saved
from tests.factories import make_user
from tests.tasks import run_tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]

ALT = "Iptc4xmpCore:AltTextAccessibility"
CREDIT = {"creator": "Lena Corvest", "organisation": "Littoral", "notice": "© Littoral", "licence": "Une fois"}


def upload(size=(64, 48), name="IMG_0001.jpg"):
    return SimpleUploadedFile(name, saved(quarters(size), "JPEG"))


@pytest.fixture
def image():
    """Return a picture that has just come, its renditions not made yet."""
    return take_in(upload(), by=None)


def shown(image):
    """Return a picture as it stands once all tasks are done."""
    run_tasks()
    return Image.objects.with_credit().get(pk=image.pk)


def read(name, storage=default_storage):
    with storage.open(name) as file:
        return file.read()


def opened(name):
    picture = Pixels.open(io.BytesIO(read(name)))
    picture.load()
    return picture


def folders():
    """Return (the folders, the files) that are kept of renditions."""
    return default_storage.listdir("renditions")


def gone(names, storage=default_storage):
    return [name for name in names if not storage.exists(name)]


def test_every_crop_is_made_in_every_format_and_each_file_is_as_it_is_listed():
    made = shown(take_in(upload((400, 300)), by=None)).renditions
    assert made.keys() == CROPS.keys()
    for crop in made.values():
        assert crop.keys() == {name.lower() for name in FORMATS}
        for format, listed in crop.items():
            assert listed == sorted(listed)
            for width, height, name in listed:
                picture = opened(name)
                assert (picture.format.lower(), picture.size) == (format, (width, height))


def test_until_they_are_made_there_are_none(image):
    assert Image.objects.get().renditions == {}


def test_all_are_asked_for_in_the_transaction_of_the_upload(image):
    assert [task.task_path for task in DBTaskResult.objects.ready()] == ["articles.images.files.make_renditions"]


def test_names_cant_be_guessed_and_never_come_twice(image):
    first = files.rendered_names(shown(image))
    describe(image, by=make_user(), credit=CREDIT)
    second = files.rendered_names(shown(image))
    assert all(re.fullmatch(r"renditions/[\w-]{24}/\w+-\d+\.(avif|webp|jpeg)", name) for name in first + second)
    assert not set(first) & set(second)


def test_the_credit_is_written_into_every_file_and_a_corrected_one_too(image):
    for creator in ("Lena Corvest", "Ilan Mérou"):
        describe(image, by=make_user(), credit=CREDIT | {"creator": creator}, alt="Une meule")
        for name in files.rendered_names(shown(image)):
            told = fromstring(opened(name).info["xmp"].strip(b"\x00"))
            for line, text in (("dc:creator", creator), ("dc:rights", "© Littoral"), (ALT, "Une meule")):
                assert [found.text for found in told.iterfind(f".//{line}//rdf:li", NAMES)] == [text]


def test_a_crop_follows_the_focal_point():
    image = take_in(upload((90, 30)), by=None)

    def left_end():
        red, green, _blue = opened(shown(image).renditions["1x1"]["jpeg"][-1][2]).getpixel((5, 5))
        return "red" if red > green else "green"

    assert left_end() == "red"
    Image.objects.filter(pk=image.pk).update(focal_x=1000)
    files.renew_renditions(image)
    assert left_end() == "green"


def test_pages_are_fresh_as_soon_as_the_files_are_there(image):
    key = page_cache.image_key(image.pk)
    before = page_cache.entity_tag([key], at=timezone.now())
    run_tasks()
    assert page_cache.entity_tag([key], at=timezone.now()) != before


def test_old_files_stay_for_the_pages_that_are_open_and_go_after_an_hour(image, time_machine):
    time_machine.move_to("2026-06-01T10:00:00Z")
    old = files.rendered_names(shown(image))
    describe(image, by=make_user(), credit=CREDIT)
    new = files.rendered_names(shown(image))
    time_machine.move_to("2026-06-01T10:55:00Z")
    run_tasks()
    assert gone(old) == []
    time_machine.move_to("2026-06-01T11:05:00Z")
    run_tasks()
    assert gone(old) == old
    assert gone(new) == []


def test_what_changes_nothing_in_the_files_makes_none(image):
    shown(image)
    describe(image, by=make_user(), credit={}, caption="Un bateau", keywords=["bateau"])
    assert not DBTaskResult.objects.ready().exists()


def test_a_task_that_another_change_has_overtaken_makes_nothing(image):
    stale = files.ticket(image)
    describe(image, by=make_user(), credit=CREDIT)
    files.make_renditions.call(image.pk, stale)
    assert Image.objects.get().renditions == {}


def test_a_change_while_files_are_made_leaves_the_listing_to_the_next_task_and_no_file_behind(image, monkeypatch):
    def overtaken(*args):
        yield from render(*args)
        assert folders() != ([], [])
        Image.objects.filter(pk=image.pk).update(focal_x=100)

    render = files.render
    monkeypatch.setattr(files, "render", overtaken)
    run_tasks()
    assert Image.objects.get().renditions == {}
    assert folders() == ([], [])


def test_a_failure_in_the_middle_leaves_no_file_behind(image, monkeypatch):
    def broken(*args):
        yield next(render(*args))
        assert folders() != ([], [])
        raise OSError

    render = files.render
    monkeypatch.setattr(files, "render", broken)
    with pytest.raises(OSError):
        files.make_renditions.call(image.pk, files.ticket(image))
    assert folders() == ([], [])


def test_done_twice_a_task_makes_the_files_once(image):
    wanted = files.ticket(image)
    first = shown(image).renditions
    files.make_renditions.call(image.pk, wanted)
    assert Image.objects.get().renditions == first


def test_a_picture_that_has_gone_meanwhile_is_no_failure_and_nothing_is_made_of_it(image):
    wanted, before = files.ticket(shown(image)), folders()
    Image.objects.all().delete()
    files.make_renditions.call(image.pk, wanted)
    assert folders() == before


def test_a_discarded_pictures_files_go_at_once(image):
    image = shown(image)
    names = [image.file.name, *files.rendered_names(image)]
    files.discard(image)
    run_tasks()
    assert gone(names) == names


class TestTheOriginal:
    """The camera's own file: kept privately, or not at all."""

    def test_it_isnt_kept_unless_the_paper_wants_it(self, image):
        assert image.original == ""

    def test_it_is_kept_whole_in_the_private_storage(self, settings):
        settings.KEEP_ORIGINALS = True
        sent = upload()
        image = take_in(sent, by=None)
        assert read(image.original, storages["private"]) == sent.file.getvalue()
        assert gone([image.original]) == [image.original]

    def test_it_goes_with_the_picture(self, settings):
        settings.KEEP_ORIGINALS = True
        image = take_in(upload(), by=None)
        files.discard(image)
        run_tasks()
        assert gone([image.original], storages["private"]) == [image.original]


@pytest.mark.parametrize("storage", ["on_s3"], indirect=True)
def test_on_s3_readers_get_a_file_from_the_bucket_to_keep_for_ever(image):
    image = shown(image)
    name = image.renditions["whole"]["avif"][0][2]
    with urlopen(default_storage.url(name)) as answer:  # noqa: S310 (a server of this process)
        assert answer.headers["Content-Type"] == "image/avif"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
