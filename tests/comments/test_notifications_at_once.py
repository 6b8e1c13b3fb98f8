"""Several workers and impatient readers at once: one mail, one link."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, connections, transaction
from django.utils import timezone

from comments.mail import send, verification
from comments.mail.notifications import send_due
from comments.models import Comment, Commenter, DataRequest, MailedLink, Notification, PrivacyAct
from comments.models.comment.transition import undo
from comments.models.notification import APART, HELD
from comments.privacy import personal_data
from tests.comments.factories import act, make_comment, prove, wish
from tests.comments.test_concurrency import at_once
from tests.factories import make_user
from tests.processes import wait_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)
NEEDS_LOCKS = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's transactions follow one another")


@pytest.fixture
def while_it_waits():
    """
    Return a function: in one transaction, do `first`, then `then` once `other`, begun meanwhile, waits for a lock.

    It returns what `other` raised, once both are over.
    """
    raised = []

    def run(other):
        try:
            other()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    def done(first, other, then=lambda: None):
        thread = threading.Thread(target=run, args=[other])
        with transaction.atomic():
            first()
            thread.start()
            wait_for_a_lock()
            then()
        thread.join()
        return raised

    return done


def test_of_many_workers_one_sends_and_all_letters_are_in_one_mail():
    now = timezone.now()
    for turn in range(3):
        comments = [make_comment(status="pending", address=f"turn{turn}@example.org") for _ in range(3)]
        prove(comments[0])
        for comment in comments:
            comment = Comment.objects.get(pk=comment.pk)
            wish(comment, decision=True, replies=False)
            act(comment, "approve", at=now)
        at_once(*[lambda: send_due(now + HELD)] * 6)
        assert len(mail.outbox) == turn + 1
        assert mail.outbox[-1].body.count("Your comment has been published.") == 3
    assert not Notification.objects.waiting().exists()


def test_what_is_undone_while_its_mail_is_on_the_way_is_put_right_by_another(monkeypatch):
    now, comment, lea = timezone.now(), make_comment(status="pending"), make_user("lea")
    prove(comment)
    wish(comment, decision=True, replies=False)
    decision, hand_over = act(comment, "reject", at=now), send.Mailer.hand_over

    def undone_meanwhile(mailer, message):
        undo(decision, by=lea, at=now + HELD)
        hand_over(mailer, message)

    with monkeypatch.context() as patch:
        patch.setattr(send.Mailer, "hand_over", undone_meanwhile)
        send_due(now + HELD)
    send_due(now + HELD + APART)
    assert ["not to publish" in each.body for each in mail.outbox] == [True, False]
    assert "reversed their decision" in mail.outbox[-1].body
    assert Notification.objects.filter(sent_at__isnull=False).count() == 2


@NEEDS_LOCKS
def test_what_is_undone_while_it_is_claimed_is_not_mailed(while_it_waits):
    now, comment, lea = timezone.now(), make_comment(status="pending"), make_user("lea")
    prove(comment)
    wish(comment, decision=True, replies=False)
    decision = act(comment, "approve", at=now)
    assert while_it_waits(lambda: undo(decision, by=lea, at=now + HELD), lambda: send_due(now + HELD)) == []
    assert mail.outbox == []
    assert Notification.objects.get().cancelled_at == now + HELD


@NEEDS_LOCKS
def test_who_is_erased_while_their_link_is_asked_for_is_erased_and_gets_none(while_it_waits):
    commenter = make_comment().commenter
    verification.ask_by_address(commenter.address, language="en")
    [request] = DataRequest.objects.all()
    raised = while_it_waits(
        lambda: Commenter.objects.locked(commenter.pk),
        lambda: verification.answer_request.call(request.pk),
        lambda: personal_data.erase(commenter),
    )
    assert raised == []
    assert not Commenter.objects.exists()
    assert not MailedLink.objects.exists()
    assert DataRequest.objects.get().keys == ""


def test_of_many_requests_one_link_is_mailed():
    for _ in range(3):
        pk = make_comment().commenter_id
        at_once(*[lambda: verification.ask(MailedLink.Kind.VERIFICATION, pk, language="en")] * 6)  # noqa: B023 -- run at once
        assert MailedLink.objects.filter(commenter=pk).count() == 1


def test_of_many_confirmations_the_first_counts():
    comment = make_comment()
    verification.ask(MailedLink.Kind.VERIFICATION, comment.commenter_id, language="en")
    link, now = MailedLink.objects.get(), timezone.now()

    def confirm(seconds):
        try:
            verification.confirm(MailedLink.objects.get(), at=now + timedelta(seconds=seconds))
        except verification.LinkEnded:
            return 0
        return 1

    assert sum(at_once(*[lambda number=number: confirm(number) for number in range(6)])) == 1
    link.refresh_from_db()
    assert Commenter.objects.get().verified_at == link.used_at


def test_a_reader_who_presses_twice_is_erased_once():
    comment = make_comment()
    for _ in range(4):
        make_comment(address=comment.commenter.address)
    at_once(*[lambda: personal_data.erase(Commenter.objects.get(pk=comment.commenter_id))] * 2)
    assert not Commenter.objects.exists()
    assert set(Comment.objects.values_list("body", "status", "version")) == {("", "withdrawn", 2)}
    assert PrivacyAct.objects.count() == 1
