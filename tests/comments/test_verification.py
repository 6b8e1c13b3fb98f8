"""Proving an address: asked for on the receipt, mailed, confirmed by a button, and telling nobody what is known."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments.mail import verification
from comments.mail.unsubscribe import mute
from comments.models import Commenter, MailedLink
from comments.posting.receipts import token_for
from comments.privacy.personal_data import erase
from newsroom.text.dates import moment
from tests.comments.factories import FROM_HERE, make_comment, make_link, prove
from tests.factories import publish_story
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
PROOF, DATA = MailedLink.Kind.VERIFICATION, MailedLink.Kind.DATA
ELSEWHERE = {"HTTP_SEC_FETCH_SITE": "cross-site"}


@pytest.fixture
def noon(time_machine):
    """Stop the clock at noon."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


def ask(client, comment, *, headers=FROM_HERE, **machine):
    """Press the button on the receipt, and return the answer."""
    return client.post(f"/comments/receipt/{token_for(comment)}/verify/", **(headers | machine))


def path_of(link):
    """Return the path of the page behind a proof."""
    return f"/comments/verification/{verification.token_for(link)}/"


def mailed_path():
    """Return the path in the last mail."""
    run_tasks()
    return re.search(r"http://[^/]+(/comments/verification/\S+)", mail.outbox[-1].body)[1]


def test_a_reader_confirms_the_address_by_a_mail_and_a_button(client):
    comment = make_comment()
    answer = ask(client, comment)
    assert (answer.status_code, answer["Location"].partition("?")[2]) == (303, "asked=verification#mailing")
    assert "an email is on its way" in client.get(answer["Location"]).text
    path = mailed_path()
    assert mail.outbox[-1].to == [comment.commenter.address]
    shown = client.get(path)
    assert "<button" in shown.text
    assert (shown["Cache-Control"], shown["X-Robots-Tag"]) == ("no-store", "noindex")
    assert Commenter.objects.get().verified_at is None
    assert "Your address is confirmed" in client.post(path, **FROM_HERE).text
    assert Commenter.objects.get().verified_at


def test_the_mail_has_none_of_the_comments_words(client):
    ask(client, make_comment(name="Zenobie Quark", body="zymurgy in the harbour"))
    mailed_path()
    (letter,) = mail.outbox
    for word in ("zymurgy", "harbour", "Zenobie", "Quark"):
        assert word not in letter.message().as_string()
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(("language", "subject"), [("en", "confirm your address"), ("fr", "confirmez votre adresse")])
def test_the_mail_and_its_page_speak_the_language_of_the_story(client, language, subject):
    ask(client, make_comment(edition=publish_story(language=language)))
    path = mailed_path()
    assert f'<html lang="{language}">' in client.get(path).text
    assert MailedLink.objects.get().language == language
    if language == "en":
        assert subject in mail.outbox[-1].subject


class TestTheReceipt:
    """After the address is confirmed one is led back to the receipt, which knows; nobody else learns anything."""

    CONFIRMED = "Your address was confirmed on"

    def receipt(self, client, comment):
        return client.get(f"/comments/receipt/{token_for(comment)}/").text

    def confirmed(self, client):
        comment = make_comment()
        ask(client, comment)
        path = mailed_path()
        return comment, path, client.post(path, **FROM_HERE)

    def test_the_page_leads_back_to_the_receipt_which_knows(self, client):
        comment, _path, answer = self.confirmed(client)
        assert f'href="/comments/receipt/{token_for(comment)}/"' in answer.text
        receipt = self.receipt(Client(), comment)
        assert self.CONFIRMED in receipt
        assert "/verify/" not in receipt

    def test_before_there_is_nothing_of_it(self, client):
        comment = make_comment()
        ask(client, comment)
        mailed_path()
        receipt = self.receipt(client, comment)
        assert self.CONFIRMED not in receipt
        assert "/verify/" in receipt

    def test_a_used_link_says_when_and_leads_back(self, client):
        comment, path, _answer = self.confirmed(client)
        for answer in (client.get(path), Client().get(path)):
            assert f"with this link on {moment(MailedLink.objects.get().used_at)}" in answer.text
            assert f'href="/comments/receipt/{token_for(comment)}/"' in answer.text

    @pytest.mark.parametrize("is_used", [True, False])
    def test_an_ended_link_opens_no_receipt_to_whom_it_was_passed_on_to(self, client, is_used):
        comment = make_comment()
        ask(client, comment)
        path = mailed_path()
        if is_used:
            client.post(path, **FROM_HERE)
        MailedLink.objects.update(expires_at=timezone.now())
        assert "/comments/receipt/" not in client.get(path).text

    def test_asked_for_and_confirmed_the_receipt_says_no_more_that_a_mail_is_on_its_way(self, client):
        comment, _path, _answer = self.confirmed(client)
        shown = client.get(f"/comments/receipt/{token_for(comment)}/?asked=verification").text
        assert self.CONFIRMED in shown
        assert "on its way" not in shown

    def test_who_wants_no_mails_is_promised_none(self, client):
        comment = make_comment()
        ask(client, comment)
        path = mailed_path()
        mute(comment.commenter)
        answer = client.post(path, **FROM_HERE).text
        assert "You will now receive" not in answer
        assert "none will be sent" in answer
        assert "none will be sent" in self.receipt(client, comment)

    def test_a_link_of_before_whose_token_names_itself_alone_has_ended(self, client):
        token = signing.Signer(salt=verification.SALT).sign("abcdefghijkl")
        answer = client.get(f"/comments/verification/{token}/")
        assert (answer.status_code, "This link has expired" in answer.text) == (410, True)

    def test_whoever_types_anothers_address_does_not_learn_that_it_is_confirmed(self, client):
        comment, _path, _answer = self.confirmed(client)
        stranger = make_comment(address=comment.commenter.address)
        assert self.CONFIRMED not in self.receipt(Client(), stranger)
        assert "/verify/" in self.receipt(Client(), stranger)

    def test_the_browser_in_which_it_was_confirmed_knows_of_the_next_comment_too(self, client):
        comment, _path, _answer = self.confirmed(client)
        assert self.CONFIRMED in self.receipt(client, make_comment(address=comment.commenter.address))
        assert self.CONFIRMED not in self.receipt(client, make_comment())

    def test_a_browser_in_which_one_address_was_confirmed_learns_nothing_of_another(self, client):
        self.confirmed(client)
        prove(make_comment(address="known@example.org"))
        assert self.CONFIRMED not in self.receipt(client, make_comment(address="known@example.org"))

    def test_erased_it_knows_nothing(self, client):
        comment, _path, _answer = self.confirmed(client)
        erase(comment.commenter)
        assert self.CONFIRMED not in self.receipt(client, comment)


class TestLimits:
    """At most one open and three a day for an address; and the same answer whatever comes of it."""

    def test_while_a_link_works_no_other_is_mailed(self, client, noon):
        comment = make_comment()
        answers = [ask(client, comment) for _ in range(3)]
        assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
        assert MailedLink.objects.count() == DBTaskResult.objects.count() == 1

    def test_three_a_day(self, noon):
        comment = make_comment(at=NOW)
        for _ in range(4):
            verification.ask(PROOF, comment.commenter_id, language="en")
            run_tasks()
            noon.shift(timedelta(hours=7))
        assert len(mail.outbox) == MailedLink.objects.count() == 3
        verification.ask(PROOF, comment.commenter_id, language="en")
        run_tasks()
        assert len(mail.outbox) == 4

    def test_one_kind_does_not_use_up_the_other(self):
        comment = make_comment()
        for kind in (PROOF, DATA):
            verification.ask(kind, comment.commenter_id, language="en")
        assert MailedLink.objects.count() == 2

    def test_one_network_does_not_flood_many_addresses(self, monkeypatch):
        monkeypatch.setattr(verification, "FROM_ONE_NETWORK", 2)
        for _ in range(3):
            verification.ask(PROOF, make_comment().commenter_id, language="en", networks=["a key"])
        assert MailedLink.objects.count() == 2

    def test_who_wants_no_mail_gets_none_and_the_answer_is_the_same(self, client):
        comment, other = make_comment(), make_comment()
        mute(comment.commenter)
        answers = [ask(client, row) for row in (comment, other)]
        assert len({answer["Location"].partition("?")[2] for answer in answers}) == 1
        assert MailedLink.objects.get().commenter == other.commenter

    def test_the_answer_is_the_same_for_a_proved_address(self, client):
        comment, other = make_comment(), make_comment()
        Commenter.objects.filter(pk=comment.commenter_id).update(verified_at=NOW)
        assert len({ask(client, row)["Location"].partition("?")[2] for row in (comment, other)}) == 1
        texts = [client.get(f"/comments/receipt/{token_for(row)}/?asked=verification").text for row in (comment, other)]
        assert [text.count("on its way") for text in texts] == [1, 1]


class TestLinks:
    """Wrong, old, altered or replayed: a clear sentence, and nothing happens."""

    def test_a_link_works_once(self, client):
        path = path_of(make_link(PROOF, comment=make_comment()))
        client.post(path, **FROM_HERE)
        first = Commenter.objects.get().verified_at
        for answer in (client.get(path), client.post(path, **FROM_HERE)):
            assert answer.status_code == 410
            assert "You confirmed your address with this link on" in answer.text
        assert Commenter.objects.get().verified_at == first

    def test_the_first_proof_counts(self, client):
        comment = make_comment()
        Commenter.objects.update(verified_at=NOW)
        client.post(path_of(make_link(PROOF, comment=comment)), **FROM_HERE)
        assert Commenter.objects.get().verified_at == NOW

    def test_an_old_link_says_so(self, client):
        link = make_link(PROOF, comment=make_comment(), at=timezone.now() - verification.VALID[PROOF])
        for answer in (client.get(path_of(link)), client.post(path_of(link), **FROM_HERE)):
            assert answer.status_code == 410
            assert "This link has expired" in answer.text
        assert Commenter.objects.get().verified_at is None

    def test_an_altered_link_says_so(self, client):
        comment = make_comment()
        token = verification.token_for(make_link(PROOF, comment=comment))
        data = verification.token_for(make_link(DATA, comment=comment))
        for wrong in (token[:-1], "x" + token, token_for(comment), data, "%00", "%E2%80%AE"):
            for method in (client.get, client.post):
                answer = method(f"/comments/verification/{wrong}/", **FROM_HERE)
                assert answer.status_code == 404
                assert "may have cut it" in answer.text
        assert Commenter.objects.get().verified_at is None

    def test_a_button_on_another_site_proves_nothing(self, client):
        path = path_of(make_link(PROOF, comment=make_comment()))
        answer = client.post(path, **ELSEWHERE)
        assert answer.status_code == 403
        assert "came from another site" in answer.text
        assert "<button" in answer.text
        assert Commenter.objects.get().verified_at is None

    def test_on_another_site_nobody_asks_for_a_mail(self, client):
        answer = ask(client, make_comment(), headers=ELSEWHERE)
        assert "asked=elsewhere" in answer["Location"]
        assert not MailedLink.objects.exists()

    def test_a_made_up_receipt_asks_for_nothing(self, client):
        for page in ("prove", "data"):
            assert client.post(f"/comments/receipt/made-up/{page}/", **FROM_HERE).status_code == 404

    def test_an_ended_link_is_not_mailed_late(self, client, noon):
        ask(client, make_comment())
        noon.shift(verification.TRIED)
        run_tasks()
        assert mail.outbox == []


def test_a_log_has_no_token(client, caplog):
    token = verification.token_for(make_link(PROOF, comment=make_comment()))
    client.post(f"/comments/data/{token}/export/", **FROM_HERE)
    assert "/comments/data/" in caplog.text
    from newsroom.logs import WithoutTokens

    for record in caplog.records:
        WithoutTokens().filter(record)
        assert token not in record.getMessage()
