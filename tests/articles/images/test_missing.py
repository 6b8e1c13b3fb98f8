"""Pictures whose files are missing: found by the worker, and made by it or by a command."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.images import files
from articles.images.intake import take_in
from articles.models import Image
from tests.articles.images.test_files import gone, read, shown, upload
from tests.tasks import run_tasks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@pytest.fixture
def image():
    """Return a picture whose files are made."""
    return shown(take_in(upload(), by=None))


def lose(image):
    """Delete a file of a picture, as a storage that was restored from a backup does."""
    default_storage.delete(files.rendered_names(image)[3])


def now():
    return Image.objects.with_credit().get()


def command(capsys, *options):
    """Run the command, and return the number that it says."""
    call_command("renditions", *options)
    return int(re.search(r"anew: (\d+)\.", capsys.readouterr().out)[1])


class TestTheWorker:
    """It asks for what is missing, once."""

    def test_a_picture_whose_task_was_given_up_is_made(self, image):
        Image.objects.update(renditions={}, rendered="")
        assert files.make_missing() == 1
        run_tasks()
        assert gone(files.rendered_names(now())) == []
        assert now().renditions

    def test_what_is_asked_for_already_isnt_asked_for_again(self, image):
        Image.objects.update(renditions={}, rendered="")
        files.renew_renditions(image)
        assert files.make_missing() == 0
        assert DBTaskResult.objects.ready().filter(task_path__endswith="make_renditions").count() == 1

    def test_a_file_that_has_gone_from_the_storage_is_missed_within_a_week(self, image):
        lose(image)
        hours = [timezone.now() + timedelta(hours=hour) for hour in range(files.HOURS)]
        assert sum(files.make_missing(hour) for hour in hours) == 1
        assert gone(files.rendered_names(now())) != []
        run_tasks()
        assert gone(files.rendered_names(now())) == []

    def test_what_is_whole_costs_nothing(self, image):
        assert files.make_missing(timezone.now()) == 0
        assert list(files.missing()) == []


class TestTheCommand:
    """`manage.py renditions` makes them at once."""

    def test_it_makes_what_is_missing_and_says_of_how_many_pictures(self, image, capsys):
        whole = shown(take_in(upload(name="other.jpg"), by=None))
        lose(image)
        assert command(capsys, "--missing") == 1
        whole.refresh_from_db()
        image.refresh_from_db()
        assert gone(files.rendered_names(image)) == []
        assert read(files.rendered_names(whole)[0])
        assert command(capsys, "--missing") == 0

    def test_it_makes_all_of_them(self, image, capsys):
        before = files.rendered_names(image)
        assert command(capsys) == 1
        after = files.rendered_names(now())
        assert gone(after) == []
        assert not set(before) & set(after)

    def test_a_picture_that_cant_be_made_is_named_and_keeps_no_other(self, image, capsys):
        broken = take_in(upload(name="broken.jpg"), by=None)
        default_storage.delete(broken.file.name)
        lose(image)
        with pytest.raises(CommandError, match=rf"{broken.pk} \(\w+\)"):
            call_command("renditions", "--missing")
        image.refresh_from_db()
        assert gone(files.rendered_names(image)) == []
