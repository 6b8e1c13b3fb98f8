"""Whoever was erased stays erased when a backup of before is restored."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from comments.models import Comment, Commenter, PrivacyAct, Report
from comments.models.commenter import address_key
from comments.privacy import erased, personal_data
from tests.articles.images.conftest import on_disk, on_s3, s3_process, s3_server, storage  # noqa: F401 (fixtures)
from tests.comments.factories import make_comment, make_report
from tests.comments.readers import ADDRESS, BODY, commented

pytestmark = pytest.mark.django_db

REPORTER = "reporter@example.org"


class Restored(Exception):
    """The database is as it was before."""


def erased_and_restored():
    """Have a reader and a reporter erased, then let the database be as a backup of before has it."""
    try:
        with transaction.atomic():
            for address in (ADDRESS, REPORTER):
                personal_data.erase(personal_data.known_by(address))
            assert not Comment.objects.filter(body=BODY).exists()
            raise Restored
    except Restored:
        assert Comment.objects.filter(body=BODY).exists()


@pytest.fixture
def world():
    """Make two readers and a reporter, of whom one reader stays; return that one's comment."""
    commented()
    make_report(make_comment(), address=REPORTER, words="I object.")
    return make_comment(address="stays@example.org")


def replayed(capsys):
    """Replay, and return what the command says."""
    call_command("replay_erasures")
    return capsys.readouterr().out.split("\n")[:-1]


@pytest.mark.usefixtures("storage")
def test_a_replay_erases_again_whom_a_backup_brought_back(world, capsys):
    erased_and_restored()
    assert replayed(capsys) == ["commenters: 1", "comments: 1", "reports: 1"]
    assert not Commenter.objects.filter(address=ADDRESS).exists()
    assert not Comment.objects.filter(body=BODY).exists()
    assert list(Report.objects.values_list("address", "words")) == [("", "")]
    world.refresh_from_db()
    assert world.body
    assert replayed(capsys) == ["commenters: 0", "comments: 0", "reports: 0"]
    assert PrivacyAct.objects.filter(verb="erase").count() == 1


def test_where_nobody_was_ever_erased_there_is_nothing_to_replay(world, capsys):
    assert replayed(capsys) == ["commenters: 0", "comments: 0", "reports: 0"]


def test_who_came_back_and_wrote_again_is_left_alone(world, capsys):
    at = timezone.now()
    personal_data.erase(personal_data.known_by(ADDRESS), at=at)
    again = commented(at=at + timedelta(seconds=1))
    make_report(world, address=ADDRESS, at=at + timedelta(seconds=1))
    assert replayed(capsys) == ["commenters: 0", "comments: 0", "reports: 0"]
    again.refresh_from_db()
    assert again.body == BODY


def test_who_was_erased_twice_is_known_by_the_last_time(world, capsys):
    at = timezone.now()
    for hours in (1, 0):
        erased.note(ADDRESS, at=at + timedelta(hours=hours))
    assert erased.moments()[address_key(ADDRESS)] == at + timedelta(hours=1)
    assert replayed(capsys)[0] == "commenters: 1"


def test_the_list_survives_a_rotation_of_the_key(world, settings, capsys):
    erased_and_restored()
    settings.ADDRESS_KEY, settings.ADDRESS_KEY_FALLBACKS = "a new key", [settings.ADDRESS_KEY]
    assert replayed(capsys) == ["commenters: 1", "comments: 1", "reports: 1"]


def test_the_list_holds_no_address():
    personal_data.erase(commented().commenter)
    private = storages["private"]
    (name,) = private.listdir("erased")[1]
    with private.open(f"erased/{name}") as file:
        assert b"marker" not in file.read() + name.encode()
    assert name.startswith(address_key(ADDRESS))


def test_without_the_list_nothing_is_erased(settings, tmp_path):
    (tmp_path / "no-folder").write_bytes(b"")
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path / "no-folder"}}
    settings.STORAGES = settings.STORAGES | {"private": private}
    comment = commented()
    with pytest.raises(OSError, match="no-folder"):
        personal_data.erase(comment.commenter)
    comment.refresh_from_db()
    assert comment.body == BODY


@pytest.fixture(autouse=True)
def _own_list(request, settings, tmp_path):
    if "storage" not in request.fixturenames:
        private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path / "private"}}
        settings.STORAGES = settings.STORAGES | {"private": private}
