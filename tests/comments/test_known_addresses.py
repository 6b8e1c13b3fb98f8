"""Whether an address is known isn't told: not in words, and not by how much there is to do for it."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments.mail import verification
from comments.models import DataRequest, MailedLink, Report
from comments.models.commenter import Commenter, address_key
from comments.privacy import personal_data
from tests.comments.factories import FROM_HERE, make_comment, make_link, make_report, prove, send
from tests.factories import publish_story
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db

WROTE, PROVED, REPORTED, SPENT, NOBODY = (
    f"{name}@example.org" for name in ("wrote", "proved", "told", "spent", "nobody")
)
AT_HOME = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture
def known():
    """Make readers known in each way in which one can be."""
    comment = make_comment(address=WROTE)
    prove(make_comment(address=PROVED))
    make_report(comment, address=REPORTED)
    spent = make_comment(address=SPENT)
    for _link in range(verification.LINKS_A_DAY):
        make_link(MailedLink.Kind.DATA, comment=spent)


def asked(address, machine=AT_HOME):
    """Ask for what is kept under the address, and return the answer."""
    return Client().post("/comments/data/", {"address": address}, **FROM_HERE, **machine)


def shape(done):
    """Return what the database was asked and told, each statement without its values."""
    with CaptureQueriesContext(connection) as queries:
        answer = done()
    return answer, [re.sub(r"'[^']*'|[0-9a-f]{64}|\s*-?\d+", "?", query["sql"]) for query in queries.captured_queries]


def test_the_same_is_asked_and_written_for_each_of_them(known):
    asked(NOBODY)  # what a process looks up once only
    answers, shapes = zip(*(shape(lambda a=a: asked(a)) for a in (NOBODY, WROTE, PROVED, REPORTED, SPENT)), strict=True)
    assert len({(answer.status_code, answer["Location"], str(sorted(answer.items()))) for answer in answers}) == 1
    assert [shape for shape in shapes if shape != shapes[0]] == []
    assert 0 < len(shapes[0]) <= 6


def test_then_the_mails_go_out_and_nothing_is_left_that_was_asked_with(known):
    for address in (NOBODY, WROTE, PROVED, REPORTED, SPENT):
        asked(address)
    rows = repr([list(DBTaskResult.objects.values()), list(DataRequest.objects.values())])
    run_tasks()
    assert sorted(to for letter in mail.outbox for to in letter.to) == sorted([WROTE, PROVED, REPORTED])
    after = repr([list(DBTaskResult.objects.values()), list(DataRequest.objects.values())])
    for address in (NOBODY, WROTE, PROVED, REPORTED, SPENT):
        assert address not in rows
        assert address_key(address) not in after


def test_a_task_done_twice_mails_once(known):
    asked(WROTE)
    run_tasks()
    DBTaskResult.objects.update(status="READY", started_at=None, finished_at=None)
    verification.answer_request.func(DataRequest.objects.get().pk)
    assert MailedLink.objects.filter(commenter__address=WROTE).count() == 1


def test_one_network_asks_so_often_a_day_whoever_is_known():
    for _ in range(verification.FROM_ONE_NETWORK + 1):
        assert asked(NOBODY).status_code == 303
    assert DataRequest.objects.count() == DBTaskResult.objects.count() == verification.FROM_ONE_NETWORK
    asked(NOBODY, machine={"REMOTE_ADDR": "198.51.100.7"})
    assert DataRequest.objects.count() == verification.FROM_ONE_NETWORK + 1
    DataRequest.objects.update(asked_at=timezone.now() - verification.A_DAY)
    asked(NOBODY)
    assert DataRequest.objects.count() == verification.FROM_ONE_NETWORK + 2


def test_a_comment_under_a_known_address_costs_what_one_under_another_costs(known):
    edition = publish_story()
    send(Client(), edition.story_id)
    answers, shapes = zip(
        *(shape(lambda a=a: send(Client(), edition.story_id, address=a)) for a in (NOBODY, WROTE, PROVED, SPENT)),
        strict=True,
    )
    assert {answer.status_code for answer in answers} == {303}
    assert [len(shape) for shape in shapes] == [len(shapes[0])] * 4
    assert [shape for shape in shapes if shape != shapes[0]] == []


@pytest.mark.parametrize(
    ("given", "asked_with"),
    [
        ("Odile@Example.org", "ODILE@example.ORG"),
        ("odile@école.example", "odile@ÉCOLE.example"),
        ("odile@e\u0301cole.example", "odile@\u00e9cole.example"),
        ("odile@straße.example", "odile@STRAẞE.example"),
    ],
)
def test_a_report_is_found_under_every_form_of_its_address(given, asked_with):
    make_report(make_comment(), address=given, words="Look.")
    assert Report.objects.from_address(asked_with).count() == 1
    personal_data.erase(personal_data.known_by(asked_with))
    assert list(Report.objects.values_list("address", "address_key", "words", "ip_key")) == [("", "", "", "")]
    assert not Commenter.objects.filter(address=given).exists()
