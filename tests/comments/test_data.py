"""All that is kept under an address: asked for, shown, taken along, erased; by the reader or by staff."""

import json
import re

import pytest
from django.core import mail
from django.utils import timezone

from comments.mail import verification
from comments.models import Block, Comment, Commenter, MailedLink, PrivacyAct
from comments.posting.receipts import token_for
from tests.comments.factories import FROM_HERE, make_comment, make_link, make_report
from tests.comments.readers import ADDRESS, BODY, DATA, IP, NAME, commented, link_to
from tests.factories import make_user
from tests.tasks import run_tasks

pytestmark = pytest.mark.django_db

ELSEWHERE = {"HTTP_SEC_FETCH_SITE": "cross-site"}


class TestAsking:
    """Whoever asks gets the same answer; only who reads the address's mail gets more."""

    def ask(self, client, address, **options):
        return client.post("/comments/data/", {"address": address}, **(FROM_HERE | options))

    def test_the_answer_is_the_same_whether_the_address_is_known_or_not(self, client):
        commented()
        answers = [self.ask(client, address) for address in (ADDRESS, "nobody@example.org")]
        assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
        assert len({client.get(answer["Location"]).content for answer in answers}) == 1
        run_tasks()
        assert [letter.to for letter in mail.outbox] == [[ADDRESS]]

    def test_the_link_in_the_mail_leads_to_the_page(self, client):
        commented()
        self.ask(client, "Marker@EXAMPLE.org")
        run_tasks()
        path = re.search(r"http://[^/]+(/comments/data/\S+)", mail.outbox[0].body)[1]
        shown = client.get(path)
        assert "1 comment, of which 1 published" in " ".join(shown.text.split())
        assert (shown["Cache-Control"], shown["X-Robots-Tag"]) == ("no-store", "noindex")
        for mark in (ADDRESS, IP, BODY, NAME):
            assert mark not in shown.text
        assert "zymurgy" not in mail.outbox[0].message().as_string()

    def test_who_only_reported_something_is_known_too(self, client):
        make_report(make_comment(), words="Look", address=ADDRESS)
        self.ask(client, ADDRESS)
        run_tasks()
        assert [letter.to for letter in mail.outbox] == [[ADDRESS]]

    def test_it_can_be_asked_for_on_the_receipt(self, client):
        answer = client.post(f"/comments/receipt/{token_for(commented())}/data/", **FROM_HERE)
        assert "an email is on its way" in client.get(answer["Location"]).text
        run_tasks()
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize(
        ("address", "sentence"), [("", "Enter an email address."), ("no address", "This isn’t an email address.")]
    )
    def test_what_is_no_address_is_told(self, client, address, sentence):
        answer = self.ask(client, address)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert f'value="{address}"' in answer.text or not address

    def test_from_another_site_nothing_is_mailed_and_the_address_kept(self, client):
        commented()
        answer = self.ask(client, ADDRESS, **ELSEWHERE)
        assert answer.status_code == 403
        assert ADDRESS in answer.text
        assert not MailedLink.objects.exists()


class TestThePage:
    """What the link's page does, each by a button."""

    def test_everything_is_in_the_file(self, client):
        comment = commented()
        make_report(make_comment(), words="I object", address=ADDRESS)
        block = {"kind": "address", "key": comment.commenter.address_key, "label": "m…@example.org"}
        Block.objects.create(**block, reason="Threats", created_by=make_user("lea"))
        answer = client.post(link_to(comment, "export/"), **FROM_HERE)
        assert "attachment" in answer["Content-Disposition"]
        assert answer["Cache-Control"] == "no-store"
        kept = json.loads(answer.getvalue())
        (told,) = kept["comments"]
        assert (kept["address"], told["name"], told["text"]) == (ADDRESS, NAME, BODY)
        assert told["network"]["ip"] == IP
        assert told["edits"][0]["before"] == BODY
        assert {"name": "words", "detail": "zymurgy", "weight": 3} in told["flags"]
        assert told["decisions"][0]["decision"] == "approve"
        assert kept["reports"][0]["words"] == "I object"
        assert kept["blocks"][0]["reason"] == "Threats"
        assert "lea" not in json.dumps(kept)
        assert PrivacyAct.objects.get().by is None

    def test_mails_are_declined_and_let_come_again(self, client):
        comment = commented()
        path = link_to(comment, "mails/")
        for mails, muted in (("off", True), ("on", False)):
            assert client.post(path, {"mails": mails}, **FROM_HERE).status_code == 303
            assert bool(Commenter.objects.get().muted_at) == muted

    @pytest.mark.parametrize("page", ["export/", "mails/", "erase/"])
    def test_a_button_on_another_site_does_nothing(self, client, page):
        answer = client.post(link_to(commented(), page), **ELSEWHERE)
        assert answer.status_code == 403
        assert "came from another site" in answer.text
        assert Comment.objects.get().body == BODY
        assert Commenter.objects.get().muted_at is None
        assert not PrivacyAct.objects.exists()

    @pytest.mark.parametrize("page", ["", "export/", "mails/", "erase/"])
    def test_an_old_or_altered_link_says_so(self, client, page):
        comment = commented()
        ended = link_to(comment, page, at=timezone.now() - verification.VALID[DATA])
        proof = verification.token_for(make_link(MailedLink.Kind.VERIFICATION, comment=comment))
        for path, status, said in (
            (ended, 410, "This link has expired"),
            (f"/comments/data/{proof}/{page}", 404, "This link isn’t valid"),
            (f"/comments/data/x:y/{page}", 404, "This link isn’t valid"),
        ):
            method = client.post if page in {"export/", "mails/"} else client.get
            answer = method(path, **FROM_HERE)
            assert answer.status_code == status
            assert said in answer.text
        assert Comment.objects.get().body == BODY


class TestAtTheDesk:
    """Staff with the permission do the same by address; it is logged, and no address is ever in a link."""

    READER = "/admin/comments/privacyact/reader/"

    @pytest.fixture
    def lead(self, client):
        """Log a lead moderator in."""
        user = make_user("lea", groups=["Lead moderator"])
        client.force_login(user)
        return user

    def test_numbers_file_and_erasing(self, client, lead):
        comment = commented()
        shown = client.post(self.READER, {"address": ADDRESS}).text
        assert "1 comment" in shown
        assert BODY not in shown
        kept = client.post(f"{self.READER}export/", {"address": ADDRESS})
        assert json.loads(kept.getvalue())["comments"][0]["text"] == BODY
        unsure = client.post(f"{self.READER}erase/", {"address": ADDRESS})
        assert "Tick the box first" in unsure.text
        assert Comment.objects.get().body == BODY
        done = client.post(f"{self.READER}erase/", {"address": ADDRESS, "sure": "on"}, follow=True)
        assert "Data erased, with 1 comment." in done.text
        comment.refresh_from_db()
        assert comment.body == ""
        assert set(PrivacyAct.objects.values_list("verb", "by__username", "number")) == {
            ("export", "lea", 1),
            ("erase", "lea", 1),
        }
        assert ADDRESS not in client.get("/admin/comments/privacyact/").text

    def test_an_unknown_address_is_told(self, client, lead):
        for page in ("", "export/", "erase/"):
            answer = client.post(f"{self.READER}{page}", {"address": "nobody@example.org", "sure": "on"})
            assert "No data is kept under this address." in answer.text

    @pytest.mark.parametrize("page", ["", "export/", "erase/"])
    def test_a_moderator_may_not(self, client, page):
        commented()
        client.force_login(make_user("tom", groups=["Moderator"]))
        answer = client.post(f"{self.READER}{page}", {"address": ADDRESS, "sure": "on"})
        assert answer.status_code == 403
        assert Comment.objects.get().body == BODY
