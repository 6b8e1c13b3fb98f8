"""The logs say who erased: the reader, somebody of the desk by name, the retention period, or a backup's replay."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comments.models import AlreadyDecided, Comment
from comments.moderation import audit_log
from comments.privacy import erased, personal_data, retention
from tests.comments.factories import FROM_HERE
from tests.comments.readers import ADDRESS, commented, link_to
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/queue/"
TRAIL = "/admin/comments/comment/audit-log/"
DATA_LOG = "/admin/comments/privacyact/"


@pytest.fixture
def boss():
    return make_user("root", superuser=True)


@pytest.fixture
def desk(client, boss):
    client.force_login(boss)
    return client


def by_the_reader():
    assert Client().post(link_to(commented(), "erase/"), **FROM_HERE).status_code == 200


def by_the_desk():
    personal_data.erase(commented().commenter, by=make_user("ines", superuser=True))


def by_retention():
    long_ago = timezone.now() - timedelta(days=400)
    commented(at=long_ago, status="rejected", edition=publish_story(at=long_ago))
    retention.purge()


def by_a_replay():
    commented()
    erased.note(ADDRESS, at=timezone.now())
    personal_data.replay()


SAID = {
    by_the_reader: "the reader",
    by_the_desk: "ines",
    by_retention: "the retention period",
    by_a_replay: "the list of erasures, after a backup was restored",
}
each_way = pytest.mark.parametrize("way", SAID, ids=lambda way: way.__name__)


@each_way
def test_the_trail_on_its_page_and_as_a_table(desk, boss, way):
    way()
    (entry,) = audit_log.entries(boss, audit_log.Wanted(verb="erase"))
    assert entry.who == SAID[way]
    assert f"by {SAID[way]}<" in desk.get(TRAIL, {"verb": "erase"}).text
    table = csv.reader(io.StringIO(desk.get(f"{TRAIL}export/", {"verb": "erase"}).getvalue().decode()))
    assert [line[1] for line in table][1:] == [SAID[way]]


@pytest.mark.parametrize(
    ("way", "who"),
    [
        (by_the_reader, "The reader"),
        (by_the_desk, "ines"),
        (by_a_replay, "The list of erasures, after a backup was restored"),
    ],
)
def test_the_log_of_readers_data(desk, way, who):
    way()
    assert f'<td class="field-who">{who}</td>' in desk.get(DATA_LOG).text


def test_the_trail_of_a_member_of_staff_has_what_they_erased(boss):
    by_the_desk()
    assert [entry.what for entry in audit_log.entries(boss, audit_log.Wanted(by=make_user("ines")))] == ["erased"]


@each_way
def test_a_moderator_who_comes_too_late_is_told_who_was_first(way):
    way()
    as_it_was = Comment.objects.get()
    as_it_was.version, as_it_was.status = as_it_was.version - 1, "pending"
    with pytest.raises(AlreadyDecided) as told:
        as_it_was.approve(by=make_user("lea"))
    assert str(told.value).removeprefix("T").startswith(SAID[way].removeprefix("t"))


@each_way
def test_the_queue_with_the_comment(desk, way):
    way()
    page = " ".join(desk.get(QUEUE, {"at": Comment.objects.get().public_id}).text.split())
    assert f'<span>Erased</span> <span class="queue-quiet">{SAID[way]}, ' in page


def test_what_the_desk_erased_is_among_no_decisions_that_are_undone(desk, settings):
    settings.ERASURE = "anonymise"
    by_the_desk()
    page = desk.get(QUEUE, {"tab": "recent"}).text
    assert "Approved" in page
    assert "Erased" not in page
