"""Letters: who gets one, when, what it says, what undoing and declining make of it."""

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from unittest import mock

import pytest
from django.core import mail
from django.utils import timezone

from comments.mail import notifications
from comments.mail.notifications import GIVE_UP_AFTER, send_due
from comments.mail.unsubscribe import mute, stop
from comments.models import Commenter, Notification, Reason
from comments.models.comment.transition import erase, undo
from comments.models.notification import APART, HELD
from tests.comments.factories import act, make_comment, prove, wish
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
SECOND = timedelta(seconds=1)
WORDS = "zymurgy over the harbour"
NAME = "Zenobie Quark"


def ask(*, decision=True, replies=True, status="pending", language="en", **fields):
    """Return a comment whose reader has proved the address and wants to be told."""
    edition = fields.pop("edition", None) or publish_story(language=language, at=NOW - HELD)
    comment = make_comment(status=status, at=NOW - HELD, edition=edition, name=NAME, body=WORDS, **fields)
    prove(comment, at=NOW)
    wish(comment, decision=decision, replies=replies)
    return comment


def sent():
    """Return the text of the only mail, and empty the box."""
    (letter,) = mail.outbox
    mail.outbox.clear()
    return letter.body


class TestWaiting:
    """A letter waits two minutes, and tells what is true then."""

    def test_nothing_goes_out_before_two_minutes_are_over(self):
        act(ask(), "approve", at=NOW)
        send_due(NOW + HELD - SECOND)
        assert mail.outbox == []
        send_due(NOW + HELD)
        assert "Your comment has been published." in sent()

    def test_undo_cancels_a_mail(self):
        undo(act(ask(), "approve", at=NOW), by=make_user("lea"), at=NOW + HELD - SECOND)
        send_due(NOW + APART)
        assert mail.outbox == []
        assert Notification.objects.get().cancelled_at == NOW + HELD - SECOND

    def test_undoing_a_pick_leaves_the_letter_of_the_approval(self):
        comment = ask()
        act(comment, "approve", at=NOW)
        undo(act(comment, "pick", at=NOW + SECOND), by=make_user("lea"), at=NOW + 2 * SECOND)
        send_due(NOW + HELD)
        assert "Your comment has been published." in sent()

    def test_what_is_undone_after_it_was_told_is_put_right_by_another_letter(self):
        decision = act(ask(), "reject", at=NOW)
        send_due(NOW + HELD)
        assert "decided not to publish" in sent()
        undo(decision, by=make_user("lea"), at=NOW + APART)
        send_due(NOW + APART + HELD)
        assert "reversed their decision" in sent()

    def test_a_decision_that_another_has_overtaken_is_not_told(self):
        comment = ask()
        act(comment, "approve", at=NOW)
        act(comment, "send_back", at=NOW + SECOND)
        send_due(NOW + HELD)
        assert mail.outbox == []
        act(comment, "reject", at=NOW + HELD)
        send_due(NOW + 2 * HELD)
        assert "decided not to publish" in sent()

    def test_of_two_decisions_about_one_comment_the_last_is_told(self):
        comment = ask()
        for verb in ("approve", "remove"):
            act(comment, verb, at=NOW)
        send_due(NOW + HELD)
        told = sent()
        assert not Notification.objects.waiting().exists()
        assert "have removed your comment" in told
        assert "has been published." not in told


class TestWho:
    """Only who asked for it and has proved the address."""

    def test_nobody_who_did_not_ask(self):
        act(ask(decision=False), "approve", at=NOW)
        assert not Notification.objects.exists()

    def test_no_typed_address(self):
        comment = ask()
        Commenter.objects.update(verified_at=None)
        comment.commenter.refresh_from_db()
        act(comment, "approve", at=NOW)
        assert not Notification.objects.exists()

    @pytest.mark.parametrize("decline", ["mute", "one", "at once"])
    def test_nobody_who_declined_meanwhile(self, decline):
        comment = ask()
        if decline == "at once":
            mute(comment.commenter)
            comment.commenter.refresh_from_db()
        act(comment, "approve", at=NOW)
        if decline == "mute":
            mute(comment.commenter)
        if decline == "one":
            stop(comment)
        send_due(NOW + HELD)
        assert mail.outbox == []

    def test_what_the_rules_publish_is_no_decision(self):
        act(ask(), "admit", at=NOW)
        assert not Notification.objects.exists()

    def test_a_pick_is_not_told(self):
        act(ask(status="approved"), "pick", at=NOW)
        assert Notification.objects.filter(decision__verb="pick").count() == 0


class TestReplies:
    """Who is answered is told once, when readers first see the answer."""

    def test_the_answered_reader_is_told_when_the_answer_is_public(self):
        answered = ask(status="approved", decision=False)
        answer = make_comment(to=answered, status="pending", at=NOW)
        assert not Notification.objects.exists()
        act(answer, "approve", at=NOW)
        send_due(NOW + HELD)
        told = sent()
        assert "Your comment has a reply." in told
        assert f"/c/{answer.public_id}/" in told

    def test_an_answer_that_comes_back_is_told_once(self):
        answer = make_comment(to=ask(status="approved", decision=False), status="pending", at=NOW)
        for verb in ("approve", "send_back", "approve"):
            act(answer, verb, at=NOW)
        assert Notification.objects.count() == 1

    def test_an_answer_that_is_gone_is_not_told(self):
        answer = make_comment(to=ask(status="approved", decision=False), status="pending", at=NOW)
        for verb in ("approve", "remove"):
            act(answer, verb, at=NOW)
        send_due(NOW + HELD)
        assert mail.outbox == []

    def test_undo_cancels_this_mail_too(self):
        answer = make_comment(to=ask(status="approved", decision=False), status="pending", at=NOW)
        undo(act(answer, "approve", at=NOW), by=make_user("lea"), at=NOW + SECOND)
        send_due(NOW + HELD)
        assert mail.outbox == []

    def test_nobody_is_told_of_their_own_answer(self):
        answered = ask(status="approved", decision=False)
        make_comment(to=answered, address=answered.commenter.address, at=NOW)
        assert not Notification.objects.exists()

    def test_an_erased_comment_has_nobody_to_tell(self):
        answered = ask(status="approved", decision=False)
        answer = make_comment(to=answered, status="pending", at=NOW)
        erase(answered)
        answer.refresh_from_db()
        act(answer, "approve", at=NOW)
        assert not Notification.objects.exists()


class TestDigest:
    """Several notifications go in one mail, and no two mails within fifteen minutes."""

    def test_several_letters_of_one_reader_are_one_mail(self):
        first = ask()
        second = ask(address=first.commenter.address)
        for comment in (first, second):
            act(comment, "approve", at=NOW)
        send_due(NOW + HELD)
        assert mail.outbox[0].subject == "Newsroom: 2 notifications about your comments"
        assert sent().count("Your comment has been published.") == 2

    def test_the_next_mail_comes_fifteen_minutes_after_the_first(self):
        first = ask()
        second = ask(address=first.commenter.address)
        act(first, "approve", at=NOW)
        send_due(NOW + HELD)
        sent()
        act(second, "approve", at=NOW + HELD)
        send_due(NOW + HELD + APART - SECOND)
        assert mail.outbox == []
        send_due(NOW + HELD + APART)
        assert "Your comment has been published." in sent()

    def test_two_readers_get_a_mail_each(self):
        for _ in range(2):
            act(ask(), "approve", at=NOW)
        send_due(NOW + HELD)
        assert len({letter.to[0] for letter in mail.outbox}) == 2

    def test_nothing_is_sent_twice(self):
        act(ask(), "approve", at=NOW)
        for at in (NOW + HELD, NOW + HELD, NOW + 2 * APART):
            send_due(at)
        assert len(mail.outbox) == 1

    def test_a_worker_that_comes_second_leaves_what_is_due_since_for_the_next_mail(self):
        first = ask()
        act(first, "approve", at=NOW)
        act(ask(address=first.commenter.address), "approve", at=NOW + SECOND)
        at = NOW + HELD + SECOND
        (reader,) = Notification.objects.readers_due(at)  # before the first worker has written
        send_due(NOW + HELD)
        notifications._write_to(reader, at, notifications.send.Mailer())
        assert len(mail.outbox) == 1
        assert Notification.objects.waiting().count() == 1


class TestWhatItSays:
    """A link and a number, in the language of the story, and the newsroom's reason."""

    @pytest.mark.parametrize("verb", ["approve", "reject", "mark_spam"])
    def test_no_mail_contains_a_readers_words(self, verb):
        answered = ask(status="approved")
        act(make_comment(to=answered, status="pending", name=NAME, body=WORDS), "approve", at=NOW)
        act(ask(address=answered.commenter.address), verb, at=NOW)
        send_due(NOW + APART)
        (letter,) = mail.outbox
        for word in (*WORDS.split()[::3], *NAME.split()):
            assert word not in letter.message().as_string()

    def test_a_reason_from_the_list_is_in_the_language_of_the_story(self):
        reason = Reason.objects.get(key=1)
        for language, text in (("en", reason.text_en), ("fr", reason.text_fr)):
            ask(language=language).reject(by=make_user("lea"), reason=str(reason), at=NOW, log={"canned": reason})
            send_due(NOW + HELD)
            assert text in sent()

    @pytest.mark.parametrize("key", [None, 1])
    def test_a_reason_in_words_is_told_as_it_is_if_it_was_one_from_the_list_too(self, key):
        how = {"at": NOW, "log": {"canned": key and Reason.objects.get(key=key)}}
        ask().reject(by=make_user("lea"), reason="It's <b>unsigned</b> & late", **how)
        send_due(NOW + HELD)
        assert "Reason: It's <b>unsigned</b> & late" in sent()

    def test_a_programs_one_click_declines_all_mails(self, client):
        comment = ask()
        act(comment, "approve", at=NOW)
        send_due(NOW + HELD)
        headers = mail.outbox[0].message()
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        (address,) = re.findall(r"<(http.*)>", headers["List-Unsubscribe"])
        path = "/" + address.split("/", 3)[3]
        # As a mail provider's machine sends it: no cookie, no origin, nothing of a browser.
        assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
        comment.commenter.refresh_from_db()
        assert comment.commenter.muted_at

    def test_its_links_lead_somewhere(self, client):
        act(ask(), "approve", at=NOW)
        send_due(NOW + HELD)
        links = re.findall(r"^http://\S+", sent(), re.MULTILINE)
        assert len(links) == 3
        for link in links:
            assert client.get("/" + link.split("/", 3)[3]).status_code == 200


class TestFailing:
    """What the mail server refuses is tried again, then left; no address is in the log."""

    def refused(self, at):
        with mock.patch(
            "django.core.mail.EmailMessage.send", side_effect=SMTPRecipientsRefused({"secret@example.org": (550, b"")})
        ):
            send_due(at)

    def test_it_is_tried_again_later(self, caplog):
        act(ask(), "approve", at=NOW)
        self.refused(NOW + HELD)
        assert "SMTPRecipientsRefused" in caplog.text
        assert "secret@example.org" not in caplog.text
        send_due(NOW + HELD + APART - SECOND)
        assert mail.outbox == []
        send_due(NOW + HELD + APART)
        assert len(mail.outbox) == 1

    def test_in_the_end_it_is_left(self):
        act(ask(), "approve", at=NOW)
        self.refused(NOW + GIVE_UP_AFTER + SECOND)
        send_due(NOW + 2 * GIVE_UP_AFTER)
        assert mail.outbox == []
