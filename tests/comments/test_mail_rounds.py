"""A round of mails: one connection, one reader's failure no other's, linear work, and nothing lost with its worker."""

import os
import re
import signal
import subprocess
import sys

import pytest
from django.db import connection
from django.db.models.sql import compiler
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.mail import digest, notifications
from comments.models import Notification
from comments.models.notification import APART, CLAIMED, HELD
from tests.comments.factories import act, make_comment, prove, wish
from tests.comments.test_links_mailed import message_id
from tests.comments.test_waiting import make_moderator, make_waiting
from tests.factories import publish_story
from tests.mail_server import mail_server, mailing_to
from tests.newsroom.tree import ROOT
from tests.processes import environment, free_port, wait_until

NOW = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))


def due(number, *, at=NOW):
    """Return so many comments whose readers are to be told of a decision."""
    edition = publish_story(language="en", at=at - HELD)
    comments = [make_comment(edition=edition, status="pending", at=at - HELD) for _ in range(number)]
    for comment in comments:
        prove(comment, at=at)
        wish(comment)
        act(comment, "approve", at=at)
    return comments


@pytest.fixture
def mails(settings):
    """Have mails go to a server of this test, and return it."""
    with mail_server() as server:
        mailing_to(settings, server)
        yield server


def receivers(mails):
    return sorted(re.search(r"^To: (.+)", text, re.MULTILINE)[1] for text in mails.mails)


@pytest.mark.django_db
class TestARound:
    """Letters that are due at one moment."""

    def test_four_readers_cost_one_connection(self, mails):
        due(4)
        notifications.send_due(NOW + HELD)
        assert (len(mails.mails), mails.connections) == (4, 1)

    def test_a_server_that_takes_two_mails_a_connection_gets_another_one(self, mails):
        mails.most = 2
        due(5)
        notifications.send_due(NOW + HELD)
        assert (len(mails.mails), mails.connections) == (5, 3)

    def test_a_reader_whom_the_server_refuses_keeps_no_other(self, mails):
        first, *others = due(4)
        mails.refused.add(first.commenter.address)
        notifications.send_due(NOW + HELD)
        assert receivers(mails) == sorted(comment.commenter.address for comment in others)
        assert Notification.objects.waiting().get().due_at == NOW + HELD + APART

    def test_a_mail_that_cant_be_written_keeps_no_other(self, mails, monkeypatch, caplog):
        first, *others = due(4)
        line = notifications._line

        def broken(notification, *more):
            if notification.comment_id == first.pk:
                raise KeyError(first.commenter.address)
            return line(notification, *more)

        monkeypatch.setattr(notifications, "_line", broken)
        notifications.send_due(NOW + HELD)
        assert receivers(mails) == sorted(comment.commenter.address for comment in others)
        monkeypatch.setattr(notifications, "_line", line)
        notifications.send_due(NOW + HELD + APART)
        assert len(mails.mails) == 4

    def test_a_server_that_is_away_is_asked_once(self, settings, caplog):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
        due(4)
        notifications.send_due(NOW + HELD)
        assert caplog.text.count("was not taken (ConnectionRefusedError)") == 1
        assert Notification.objects.waiting().count() == 4

    def test_what_was_put_back_keeps_no_newer_decision_from_being_told(self, mails):
        [comment] = due(1)
        mails.refused.add(comment.commenter.address)
        notifications.send_due(NOW + HELD)
        mails.refused.clear()
        act(comment, "remove", at=NOW + HELD)
        notifications.send_due(NOW + HELD + APART)
        assert "have removed your comment" in mails.mails[0]

    def test_what_takes_long_is_left_for_the_next_round(self, mails, monkeypatch):
        monkeypatch.setattr(notifications, "A_ROUND", -1)
        due(3)
        for number in (1, 2, 3):
            notifications.send_due(NOW + HELD)
            assert len(mails.mails) == number


@pytest.fixture
def rows_read(monkeypatch):
    """Return the list of the numbers of rows that queries give, a number each time that some are fetched."""
    numbers = []
    fetch = compiler.cursor_iter

    def counted(*arguments):
        for rows in fetch(*arguments):
            numbers.append(len(rows))
            yield rows

    monkeypatch.setattr(compiler, "cursor_iter", counted)
    execute = compiler.SQLCompiler.execute_sql

    def counted_too(self, *arguments, **options):
        found = execute(self, *arguments, **options)
        if isinstance(found, list):
            numbers.extend(map(len, found))
        return found

    monkeypatch.setattr(compiler.SQLCompiler, "execute_sql", counted_too)
    return numbers


@pytest.mark.django_db
def test_twice_as_many_readers_are_twice_the_work(rows_read):
    work = []
    for number in (10, 20, 40):
        due(number)
        rows_read.clear()
        with CaptureQueriesContext(connection) as queries:
            notifications.send_due(NOW + HELD)
        assert not Notification.objects.waiting().exists()
        work.append((len(queries), sum(rows_read)))
    for one in zip(*work, strict=True):
        assert one[2] - one[1] == 2 * (one[1] - one[0]), work


@pytest.mark.django_db
class TestTheDigest:
    """One mail a moderator, noted when it has gone."""

    def test_a_moderator_whom_the_server_refuses_keeps_no_other_and_is_mailed_later(self, mails):
        make_moderator("ada")
        make_moderator("lea")
        make_waiting()
        mails.refused.add("ada@paper.example")
        assert digest.tell_moderators(NOW) == 1
        mails.refused.clear()
        assert digest.tell_moderators(NOW) == 1
        assert receivers(mails) == ["ada@paper.example", "lea@paper.example"]
        assert digest.tell_moderators(NOW) == 0

    def test_a_worker_that_dies_before_it_is_noted_mails_the_same_once_more(self, mails, monkeypatch):
        make_moderator()
        make_waiting()

        def die(*arguments, **options):
            raise SystemExit

        with monkeypatch.context() as patch, pytest.raises(SystemExit):
            patch.setattr(type(digest.Digest.objects.all()), "sent", die)
            digest.tell_moderators(NOW)
        assert digest.tell_moderators(NOW) == 0
        assert digest.tell_moderators(NOW + CLAIMED) == 1
        assert len({message_id(text) for text in mails.mails}) == 1


@pytest.mark.django_db(transaction=True)
def test_a_mail_whose_worker_is_killed_while_the_server_takes_it_is_sent_again(mails, settings):
    now = timezone.now()
    due(1, at=now - HELD)
    mails.go_on.clear()
    command = [sys.executable, "manage.py", "worker", "--queue", "mail"]
    more = environment(EMAIL_URL=f"smtp://127.0.0.1:{mails.port}", SITE_URL=settings.SITE_URL)
    worker = subprocess.Popen(command, cwd=ROOT, env=more)  # noqa: S603
    try:
        wait_until(lambda: mails.mails)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    mails.go_on.set()
    assert Notification.objects.waiting().exists()
    notifications.send_due(timezone.now() + CLAIMED)
    assert len(mails.mails) == 2
    assert len({message_id(text) for text in mails.mails}) == 1
    assert not Notification.objects.waiting().exists()
