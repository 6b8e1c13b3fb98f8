"""Moderators know what waits: on every page of the desk, and by mail, which holds a number and a link."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import get_language, override

from comments.mail import digest
from comments.models import Comment, Digest
from newsroom.tasks.periodic import PeriodicTasks
from tests.comments.factories import make_comment, make_many
from tests.factories import make_user, publish_story

pytestmark = pytest.mark.django_db

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))
MINUTE = timedelta(minutes=1)
WORDS = "MARKER-OF-A-TEXT"
ADDRESS = "marker-of-an-address@example.org"


def make_moderator(name="lea", **fields):
    user = make_user(name, groups=["Moderator"])
    for field, value in ({"email": f"{name}@paper.example"} | fields).items():
        setattr(user, field, value)
    user.save()
    return user


def make_waiting(number=1, edition=None):
    make_many(edition or publish_story(), number, approved=False)


class TestTheDesk:
    """The count stands in the head of every page, for those who moderate."""

    @pytest.mark.parametrize(
        ("number", "words"), [(0, "0 comments waiting"), (1, "1 comment waiting"), (2, "2 comments waiting")]
    )
    def test_a_moderator_sees_it_on_every_page(self, client, number, words):
        make_waiting(number)
        client.force_login(make_moderator())
        for path in ("/admin/", "/admin/comments/comment/", "/admin/password_change/"):
            assert words in client.get(path).text

    def test_with_the_age_of_the_oldest(self, client):
        make_waiting(2)
        Comment.objects.update(created_at=timezone.now() - timedelta(hours=3, minutes=1))
        client.force_login(make_moderator())
        assert "oldest: 3\xa0hours" in client.get("/admin/").text

    @pytest.mark.parametrize("group", ["Journalist", "Editor"])
    def test_nobody_else_sees_it_or_pays_for_it(self, client, group):
        client.force_login(make_user("ann", groups=[group]))
        make_waiting()
        assert "desk-waiting" not in client.get("/admin/").text

    def test_it_costs_one_query(self, django_assert_num_queries):
        lea = make_moderator()
        make_waiting(3)
        with django_assert_num_queries(1):
            assert Comment.objects.waiting_for(lea)["number"] == 3


class TestTheDigest:
    """Mails come by time or by number, and say nothing of what was written."""

    @pytest.fixture(autouse=True)
    def rules(self, settings):
        settings.MODERATORS_MAIL_EVERY, settings.MODERATORS_MAIL_AT = 60, 5
        settings.SITE_URL = "https://paper.example"

    def test_it_holds_a_number_and_a_link_and_never_the_words(self):
        make_moderator()
        make_comment(status="pending", body=WORDS, name=WORDS, address=ADDRESS)
        digest.tell_moderators(NOON)
        letter = mail.outbox[0]
        assert letter.to == ["lea@paper.example"]
        assert letter.subject == "Newsroom – 1 comment waiting"
        assert "https://paper.example/admin/comments/comment/queue/" in letter.body
        for marker in (WORDS, ADDRESS, "marker-of-an"):
            assert marker not in letter.message().as_string()

    def test_the_worker_sends_it(self):
        make_moderator()
        make_waiting()
        PeriodicTasks("mail").run_due()
        assert len(mail.outbox) == 1

    def test_while_something_waits_it_comes_again_after_the_time(self):
        make_moderator()
        make_waiting(2)
        sent = [digest.tell_moderators(NOON + minutes * MINUTE) for minutes in (0, 1, 59, 60, 61)]
        assert sent == [1, 0, 0, 1, 0]

    def test_at_the_threshold_it_comes_at_once_and_once(self):
        make_moderator()
        edition = publish_story()
        make_waiting(1, edition)
        sent = [digest.tell_moderators(NOON)]
        for minutes, more in ((15, 3), (16, 1), (17, 1), (18, 9)):
            make_waiting(more, edition)
            sent.append(digest.tell_moderators(NOON + minutes * MINUTE))
        assert sent == [1, 0, 1, 0, 0]
        assert mail.outbox[-1].subject == "Newsroom – 5 comments waiting"

    def test_a_number_that_goes_up_and_down_floods_nobody(self):
        make_moderator()
        edition = publish_story()
        sent = []
        for minutes in range(0, 30, 2):
            Comment.objects.all().delete()
            make_waiting(5 if minutes % 4 else 4, edition)
            sent.append(digest.tell_moderators(NOON + minutes * MINUTE))
        assert sum(sent) == 3

    def test_nothing_waits_and_nobody_is_mailed(self):
        make_moderator()
        make_comment(status="rejected")
        assert digest.tell_moderators(NOON) == 0

    def test_only_by_number_where_there_is_no_time(self, settings):
        settings.MODERATORS_MAIL_EVERY = 0
        make_moderator()
        make_waiting(4)
        assert digest.tell_moderators(NOON) == 0
        make_waiting(1)
        assert digest.tell_moderators(NOON + MINUTE) == 1

    def test_and_not_at_all_where_neither_is_wanted(self, settings):
        settings.MODERATORS_MAIL_EVERY = settings.MODERATORS_MAIL_AT = 0
        make_moderator()
        make_waiting(50)
        assert digest.tell_moderators(NOON) == 0

    def test_it_goes_to_those_who_moderate_and_have_an_address(self):
        make_moderator("gone", is_active=False)
        make_moderator("mute", email="")
        make_moderator("out", is_staff=False)
        journalist = make_user("ann", groups=["Journalist"])
        journalist.email = "ann@paper.example"
        journalist.save()
        make_moderator("lea")
        make_waiting()
        digest.tell_moderators(NOON)
        assert [letter.to for letter in mail.outbox] == [["lea@paper.example"]]

    def test_of_two_workers_one_mails(self, monkeypatch):
        make_moderator()
        make_waiting()
        stale = Digest.objects.of(make_user("lea", groups=["Moderator"]))
        assert digest.tell_moderators(NOON) == 1
        monkeypatch.setattr(type(Digest.objects.all()), "of", lambda self, user: stale)
        assert digest.tell_moderators(NOON) == 0

    def test_it_speaks_the_language_of_the_site(self, settings, monkeypatch):
        settings.LANGUAGE_CODE = "fr"
        make_moderator()
        make_waiting()
        spoken = []
        monkeypatch.setattr(EmailMessage, "send", lambda *words: spoken.append(get_language()))
        with override("en"):
            digest.tell_moderators(NOON)
        assert spoken == ["fr"]
