"""Mailing a link while the mail server is away, refuses, or its worker dies: nothing is lost and nobody locked out."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments.mail import verification
from comments.models import MailedLink
from tests.comments.factories import make_comment
from tests.comments.test_verification import NOW, PROOF, ask
from tests.mail_server import mail_server, mailing_to
from tests.processes import free_port
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def noon(time_machine):
    """Stop the clock at noon."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def mails(settings):
    """Have mails go to a server of this test, and return it."""
    with mail_server() as server:
        mailing_to(settings, server)
        yield server


class TestWithoutAMailServer:
    """A link that no server has taken is tried again, counts for nothing, and loses none of its time."""

    @pytest.fixture(autouse=True)
    def clock(self, noon):
        """Stop the clock at noon."""

    @pytest.fixture
    def away(self, settings, mails):
        """Return a function that lets the mail server be away, or be back."""

        def is_away(answer):
            settings.EMAIL_PORT = free_port() if answer else mails.port

        is_away(True)
        return is_away

    def try_in_vain(self):
        with pytest.raises(AssertionError, match="ConnectionRefusedError"):
            run_tasks()

    def test_it_is_mailed_after_four_minutes_without_one(self, client, noon, mails, away):
        ask(client, make_comment())
        for _ in range(4):
            self.try_in_vain()
            noon.shift(timedelta(minutes=1))
        away(False)
        noon.shift(timedelta(minutes=5))
        run_tasks()
        assert len(mails.mails) == 1

    def test_the_reader_may_ask_again_at_once_and_gets_one_mail(self, client, mails, away):
        comment = make_comment()
        for _ in range(5):
            ask(client, comment)
            self.try_in_vain()
        away(False)
        ask(client, comment)
        run_tasks()
        run_tasks()
        assert len(mails.mails) == MailedLink.objects.count() == 1

    def test_when_it_was_never_mailed_three_others_may_be_on_the_same_day(self, client, noon, mails, away):
        comment = make_comment()
        ask(client, comment)
        self.try_in_vain()
        MailedLink.objects.update(expires_at=NOW)
        DBTaskResult.objects.all().delete()
        away(False)
        for number in range(1, 4):
            ask(client, comment)
            run_tasks()
            assert len(mails.mails) == number
            noon.shift(verification.VALID[PROOF])

    def test_its_time_runs_from_the_mail(self, client, noon, away):
        ask(client, make_comment())
        self.try_in_vain()
        noon.shift(timedelta(hours=20))
        away(False)
        run_tasks()
        link = MailedLink.objects.get()
        assert (link.sent_at, link.expires_at) == (timezone.now(), timezone.now() + verification.VALID[PROOF])

    def test_a_worker_that_dies_before_it_is_noted_mails_the_same_once_more(self, client, mails, monkeypatch, away):
        away(False)
        comment = make_comment()
        ask(client, comment)
        link = MailedLink.objects.get()
        for _ in range(2):
            verification.send_link.call(link.pk)
            MailedLink.objects.update(sent_at=None)
        assert len({message_id(text) for text in mails.mails}) == 1
        assert len(mails.mails) == 2


def message_id(text):
    """Return the Message-ID of a mail's text."""
    return re.search(r"^Message-ID: (<.+>)", text, re.MULTILINE)[1]


def test_what_the_mail_server_says_of_an_address_is_nowhere(client, mails, caplog):
    comment = make_comment()
    mails.refused.add(comment.commenter.address)
    ask(client, comment)
    with pytest.raises(AssertionError, match="SMTPRecipientsRefused"):
        run_tasks()
    row = DBTaskResult.objects.get()
    assert "SMTPRecipientsRefused" in caplog.text
    for text in (row.traceback, row.exception_class_path, str(row.args_kwargs), caplog.text):
        assert comment.commenter.address not in text


def test_a_task_that_is_done_twice_mails_one_link(mails):
    link = MailedLink.objects.create(
        kind=PROOF,
        commenter=make_comment().commenter,
        expires_at=timezone.now() + verification.TRIED,
    )
    for _time in range(2):
        verification.send_link.call(link.pk)
    assert len(mails.mails) == 1
